// anchor.js — says at once, while it is written, that a habit must not be on the toilet (R20).
import { found } from "./found.js";

const habit = document.querySelector("[data-toilet]");
if (habit instanceof HTMLElement) wire(habit);

/** @param {HTMLElement} habit two lines of one's own words, and what is said beside them */
function wire(habit) {
  const patterns = (habit.dataset.toilet ?? "").split(", ");
  const said = /** @type {HTMLElement} */ (habit.querySelector("[data-said]"));
  const words = [...habit.querySelectorAll("input")];
  habit.addEventListener("input", look);
  look();

  function look() {
    said.hidden = !words.some((each) => found(each.value, patterns));
  }
}
