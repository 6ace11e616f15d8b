// Signs or verifies one token with the npm package jose. Reads a JSON request from stdin, writes a JSON answer to stdout.
import { calculateJwkThumbprint, jwtVerify, SignJWT } from "jose";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { action, key, header, claims, token, issuer, audience } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const secret = Buffer.from(key, "base64url");

async function answer() {
  switch (action) {
    case "thumbprint":
      return { thumbprint: await calculateJwkThumbprint({ kty: "oct", k: key }) };
    case "sign":
      return { token: await new SignJWT(claims).setProtectedHeader(header).sign(secret) };
    case "verify": {
      const { payload, protectedHeader } = await jwtVerify(token, secret, {
        algorithms: ["HS256"], typ: "at+jwt", issuer, audience, requiredClaims: ["exp", "nbf", "iat", "sub", "jti"],
      });
      return { payload, protectedHeader };
    }
    default:
      throw new Error(`unknown action ${action}`);
  }
}

process.stdout.write(JSON.stringify(await answer()));
