// find.mjs — answers questions by the browser's ranking: `node find.mjs < {"index": …, "questions": […], "runs": 1}`.
// Prints the slug and part of each hit, and how long each question takes: the first time, and the median of all its runs.
import { readFileSync } from "node:fs";
import { makeFind } from "../src/knipa/web/static/guide/finding.js";

const { index, questions, runs = 1 } = JSON.parse(readFileSync(0, "utf-8"));
const began_ms = performance.now();
const find = makeFind(index);
const ready_ms = performance.now() - began_ms;
const answers = questions.map((question) => {
  const times_ms = [];
  let hits = [];
  for (let run = 0; run < runs; run += 1) {
    const asked_ms = performance.now();
    hits = find(question);
    times_ms.push(performance.now() - asked_ms);
  }
  const median_ms = [...times_ms].sort((a, b) => a - b)[Math.floor(runs / 2)];
  return { first_ms: times_ms[0], median_ms, hits: hits.map(({ article, part }) => [article.slug, part?.[0] ?? null]) };
});
console.log(JSON.stringify({ ready_ms, answers }));
