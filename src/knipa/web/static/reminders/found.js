// found.js — tells whether a sentence names what is looked for, as reminders/anchors.py does.
const APART = /[^\p{L}\p{N}]+/u;
const FINE = "!"; // stands before what makes it fine

/** @param {string} text @param {string[]} patterns words and phrases; a star stands for any ending */
export function found(text, patterns) {
  const said = ` ${text.toLowerCase().split(APART).join(" ")} `;
  const those = patterns.filter((each) => said.includes(sought(each)));
  return those.length > 0 && !those.some((each) => each.startsWith(FINE));
}

/** @param {string} pattern */
function sought(pattern) {
  const bare = pattern.startsWith(FINE) ? pattern.slice(FINE.length) : pattern;
  return ` ${bare.endsWith("*") ? bare.slice(0, -1) : `${bare} `}`;
}
