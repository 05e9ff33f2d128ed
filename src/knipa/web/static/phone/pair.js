// pair.js — puts the code from the address into the field; whoever holds the phone still presses the button.
const field = document.querySelector('input[name="code"]');
const code = location.hash.slice(1);
if (field instanceof HTMLInputElement && /^[0-9A-Za-z -]{8,12}$/.test(code)) {
  field.value = code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
  history.replaceState(null, "", location.pathname); // a code shall not stay in the history
}
