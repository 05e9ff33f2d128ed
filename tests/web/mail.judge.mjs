// Reads a mail with npm's mailparser, as a mail program would.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const asked = JSON.parse(readFileSync(0, "utf8"));
const { simpleParser } = createRequire(`${asked.modules}/`)("mailparser");
const raw = Buffer.from(asked.raw, "latin1");
const mail = await simpleParser(raw, { skipTextToHtml: true });
const lines = Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(":") + 1).trim()]));
const people = (told) => told?.value.map(({ address, name }) => ({ address, name }));
console.log(
  JSON.stringify({
    subject: mail.subject,
    from: people(mail.from),
    to: people(mail.to),
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mail.date,
    list: mail.headers.get("list") ?? {},
    headers: lines,
    attachments: mail.attachments.length,
    types: [...asked.raw.matchAll(/^content-type: ([\w/]+)/gim)].map((found) => found[1]),
  }),
);
