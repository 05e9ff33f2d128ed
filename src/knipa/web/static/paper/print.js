// print.js — one press opens the browser's own window for printing; without script the browser's menu does the same.
const button = document.querySelector("[data-do=print]");
if (button instanceof HTMLButtonElement) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
