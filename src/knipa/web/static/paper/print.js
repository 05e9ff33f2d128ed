// print.js — one press opens the browser's own window for printing; without script its menu does, and the page says so.
const button = document.querySelector("[data-do=print]");
if (button instanceof HTMLButtonElement) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  document.querySelector(".paper-by-menu")?.remove();
}
