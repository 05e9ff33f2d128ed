// where.js — asks whether days and reminders shall follow, when the device is in another time zone than one of them.
import { isElsewhere, placeOf } from "./zones.js";

const STAYS = "stays_in"; // the zone for which the person has said: leave it

/** @param {{recall: (name: string) => Promise<any>, remember: (name: string, value: unknown) => Promise<boolean>}} box */
export async function askWhere(box) {
  const form = document.getElementById("where");
  if (!(form instanceof HTMLFormElement)) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  const zones = (form.dataset.zones ?? "").split(" ");
  if (!here || !navigator.onLine || !isElsewhere(here, zones, Date.now())) return;
  if ((await box.recall(STAYS)) === here) return;
  const said = /** @type {HTMLElement} */ (form.querySelector("[data-place]"));
  said.textContent = placeOf(here);
  /** @type {HTMLInputElement} */ (form.elements.namedItem("timezone")).value = here;
  form.querySelector("[data-stay]")?.addEventListener("click", async () => {
    await box.remember(STAYS, here);
    form.hidden = true;
    document.getElementById("main")?.focus();
  });
  form.hidden = false;
}
