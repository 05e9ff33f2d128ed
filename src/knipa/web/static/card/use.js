// use.js — puts the code from the address into the field; whoever got the card still presses the button.
const field = document.querySelector('input[name="code"]');
fill();
window.addEventListener("hashchange", fill); // read by the camera while the page was open already

function fill() {
  const code = location.hash.slice(1).replaceAll("%20", " ");
  if (!(field instanceof HTMLInputElement) || !/^[0-9A-Za-z -]{20,40}$/.test(code)) return;
  field.value = code;
  history.replaceState(null, "", location.pathname); // what it says of someone's health shall not stay in the history
}
