// Reads a push as a browser would, with npm's http_ece and Node's own crypto: neither is what wrote it.
import { createECDH, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const asked = JSON.parse(readFileSync(0, "utf8"));
const ece = createRequire(`${asked.modules}/`)("http_ece");
const bytes = (text) => Buffer.from(text, "base64url");

const browser = createECDH("prime256v1");
browser.setPrivateKey(bytes(asked.browser));
const payload = ece.decrypt(bytes(asked.body), { version: "aes128gcm", privateKey: browser, authSecret: asked.auth });

const [, token, point] = /^vapid t=([\w.-]+),\s*k=([\w-]+)$/.exec(asked.authorization);
const raw = bytes(point);
const jwk = { kty: "EC", crv: "P-256", x: raw.subarray(1, 33).toString("base64url"), y: raw.subarray(33).toString("base64url") };
const [header, claims, signature] = token.split(".");
const is_ours = verify(
  "sha256",
  Buffer.from(`${header}.${claims}`),
  { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
  bytes(signature),
);
const read = (part) => JSON.parse(bytes(part).toString());
console.log(JSON.stringify({ payload: payload.toString(), is_ours, point, header: read(header), claims: read(claims) }));
