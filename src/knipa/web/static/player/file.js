// file.js — gives the person a file to keep.

const KEPT_MS = 60_000; // our choice: a browser may ask first where to put it

/** @param {Blob} content @param {string} name */
export function saveAs(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
