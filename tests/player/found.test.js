import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { found } from "../../src/knipa/web/static/reminders/found.js";

const cases = JSON.parse(readFileSync(new URL("toilet.json", import.meta.url), "utf8")); // Python reads it too

test("a sentence that names the toilet is known while it is written, and others are left alone", () => {
  for (const each of cases) assert.equal(found(each.text, each.patterns), each.found, each.text);
});
