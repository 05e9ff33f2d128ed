// copy.js — copies a text with one press; where that is not possible, the text stands there to be marked.
document.querySelectorAll("[data-copies]").forEach((part) => wire(/** @type {HTMLElement} */ (part)));

/** @param {HTMLElement} part a button, and where it is said how it went */
function wire(part) {
  const text = document.querySelector(part.dataset.copies ?? "")?.textContent ?? "";
  const said = /** @type {HTMLElement} */ (part.querySelector("[role=status]"));
  part.querySelector("button")?.addEventListener("click", copy);
  part.hidden = false;

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = part.dataset.copied ?? "";
    } catch {
      said.textContent = part.dataset.not ?? "";
    }
  }
}
