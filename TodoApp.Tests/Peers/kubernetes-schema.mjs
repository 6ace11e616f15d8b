// Holds Kubernetes objects to the API's own OpenAPI document, unknown fields refused, as the API server does with
// fieldValidation=Strict. usage: node kubernetes-schema.mjs openapi.json.gz < objects.yaml; prints a line for each flaw.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import addFormats from 'ajv-formats';
import Ajv from 'ajv';
import { loadAll } from 'js-yaml';

const document = JSON.parse(gunzipSync(readFileSync(process.argv[2])));
const kinds = new Map();

// What the document says by format or by name, in the words of JSON Schema.
const spoken = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  if (schema.format === 'int-or-string' || schema['x-kubernetes-int-or-string']) return { type: ['string', 'integer'] };

  const copy = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'format' && value !== 'date-time') continue;
    copy[key] = key === 'enum' || key === 'default' ? value : strict(value);
  }
  if (copy.properties && copy.additionalProperties === undefined && !copy['x-kubernetes-preserve-unknown-fields'])
    copy.additionalProperties = false;
  return copy;
}

for (const [name, schema] of Object.entries(document.definitions)) {
  for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? [])
    kinds.set(group ? `${group}/${version} ${kind}` : `${version} ${kind}`, name);
  document.definitions[name] = spoken[name] ?? (/\.JSON(SchemaProps\w*)?$/.test(name) ? {} : strict(schema));
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'kubernetes', definitions: document.definitions });

let seen = 0;
for (const object of loadAll(readFileSync(0, 'utf8'))) {
  if (!object) continue;
  seen++;
  const what = `${object.kind}/${object.metadata?.name}`;
  const definition = kinds.get(`${object.apiVersion} ${object.kind}`);
  if (!definition) {
    console.log(`${what}: the API has no ${object.apiVersion} ${object.kind}`);
    continue;
  }
  const validate = ajv.getSchema(`kubernetes#/definitions/${definition}`);
  if (validate(object)) continue;
  for (const { instancePath, message, params } of validate.errors)
    console.log(`${what}: ${instancePath || '/'} ${message}${params.additionalProperty ? `: ${params.additionalProperty}` : ''}`);
}
console.log(`${seen} objects`);
