// share.js — hands an article on, under a title that says nothing to whoever sees it; and prints it.

const tools = document.getElementById("article_tools");
if (tools) wire(tools);

/** @param {HTMLElement} tools two buttons, and where it is said how it went */
function wire(tools) {
  const said = /** @type {HTMLElement} */ (tools.querySelector("[role=status]"));
  const press = (/** @type {string} */ name, /** @type {() => void} */ then) =>
    tools.querySelector(`[data-do=${name}]`)?.addEventListener("click", then);
  press("print", () => window.print());
  press("share", () => share({ title: tools.dataset.title ?? "", url: location.href.split("#")[0] }));
  tools.hidden = false;

  /** @param {{title: string, url: string}} what */
  async function share(what) {
    try {
      if (navigator.share) return await navigator.share(what);
      await navigator.clipboard.writeText(what.url);
      said.textContent = tools.dataset.copied ?? "";
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return; // the person thought better of it
      said.textContent = `${tools.dataset.address} ${what.url}`; // no way to copy: the address itself
    }
  }
}
