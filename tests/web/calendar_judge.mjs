// calendar_judge.mjs — reads a feed with ical.js and prints when each of its events begins, up to a moment.
import { readFileSync } from "node:fs";

const [library, file, until_s] = process.argv.slice(2);
const { default: ICAL } = await import(library);
const feed = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of feed.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone)); // ical.js knows no zones but these
}
const found = [];
for (const told of feed.getAllSubcomponents("vevent")) {
  const moments = new ICAL.Event(told).iterator();
  for (let at = moments.next(); at && at.toUnixTime() < Number(until_s); at = moments.next()) {
    found.push([at.toString(), at.toUnixTime()]);
  }
}
console.log(JSON.stringify(found));
