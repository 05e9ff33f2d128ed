// found.js — tells whether a sentence names what is looked for, as reminders/anchors.py does.
const APART = /[^\p{L}\p{N}]+/u;

/** @param {string} text @param {string[]} patterns words and phrases; a star stands for any ending */
export function found(text, patterns) {
  const said = ` ${text.toLowerCase().split(APART).join(" ")} `;
  return patterns.some((each) => said.includes(` ${each.endsWith("*") ? each.slice(0, -1) : `${each} `}`));
}
