// picture.js — shows what to do now, for how long, and what comes: a curve of effort flowing past a fixed line.
// The duck swims where the effort is; lifting is upward. With reduced motion nothing flows: a bar and a number.

/** @typedef {import("./sheet.js").Cue} Cue */
/** @typedef {import("./timeline.js").Moment} Moment */
/** @typedef {import("./curve.js").Scale} Scale */

/** @type {Scale} */
const SCALE = { px_per_s: 30, floor_px: 132, rise_px: 92 }; // our choice: about eight seconds to come on a narrow phone
const HEIGHT_PX = 168;
const HELD_AFTER_MS = 1500; // our choice: from here on a squeeze is one that is held
const NOW_PART = 0.3; // the line stands here, so that more is seen of what comes than of what was
const DUCK = { width: 60, height: 45, x: -30, y: -37 }; // the water of images/duck.svg lies at 147 of its 180
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {object} needs
 * @param {{stage: HTMLElement, picture: HTMLElement, say: HTMLElement, seconds: HTMLElement, rep: HTMLElement, next: HTMLElement}} needs.places
 * @param {{pathOf: Function, levelAt: Function, y: Function, px: Function}} needs.curve
 * @param {(key: string, values?: Record<string, number|string|null|undefined>) => string} needs.word
 * @param {MediaQueryList} needs.less_motion
 * @param {string} needs.duck the address of its picture
 */
export function makePicture({ places, curve, word, less_motion, duck }) {
  const flow = makeFlow(places.picture, curve, duck);
  const bar = places.picture.appendChild(document.createElement("div"));
  bar.className = "player-bar";
  const fill = bar.appendChild(document.createElement("span"));
  const choose = () => (places.stage.dataset.motion = less_motion.matches ? "less" : "flow");
  less_motion.addEventListener("change", choose);
  choose();

  return {
    /** @param {readonly Cue[]} cues @param {Moment} at */
    draw(cues, at) {
      flow.shape(cues);
      Object.assign(places.stage.dataset, signs(cues, at));
      write(places.say, at.cue.say);
      write(places.seconds, at.over ? "" : word("seconds", { s: wholeSeconds(at) }));
      write(places.rep, [repWords(at, word), effortWords(at, word)].filter(Boolean).join(" · "));
      write(places.next, nextWords(cues, at, word));
      if (less_motion.matches) fill.style.transform = `scaleX(${part(at)})`;
      else flow.move(cues, at);
    },
    /** Paused or stopped: no squeeze is asked for any more. @param {string} text */
    rest(text) {
      places.stage.dataset.action = "rest";
      write(places.say, text);
      for (const place of [places.seconds, places.next]) write(place, "");
    },
    /** Before the start: the whole shape, standing still. @param {readonly Cue[]} cues */
    still(cues) {
      flow.shape(cues);
      flow.move(cues, { t_ms: 0, index: 0, into_ms: 0 });
    },
  };
}

/** @param {HTMLElement} place @param {{pathOf: Function, levelAt: Function, y: Function, px: Function}} curve @param {string} duck */
function makeFlow(place, curve, duck) {
  const svg = place.appendChild(make("svg", { class: "player-flow", height: HEIGHT_PX, width: "100%" }));
  const river = svg.appendChild(make("g", {}));
  const area = river.appendChild(make("path", { class: "player-water" }));
  const edge = river.appendChild(make("path", { class: "player-curve" }));
  const targets = river.appendChild(make("g", { class: "player-targets" }));
  const now = svg.appendChild(make("g", {}));
  now.appendChild(make("path", { class: "player-now", d: `M0 8V${HEIGHT_PX - 8}` }));
  const bird = now.appendChild(make("image", { href: duck, ...DUCK }));
  /** @type {readonly Cue[]|null} */ let shaped = null;
  let [now_px, at_px] = [0, 0];
  const pass = () => river.setAttribute("transform", `translate(${now_px - at_px} 0)`);
  const place_now = () => {
    now_px = Math.round(svg.getBoundingClientRect().width * NOW_PART);
    now.setAttribute("transform", `translate(${now_px} 0)`);
    pass(); // the picture is made while its place is still hidden and has no width
  };
  new ResizeObserver(place_now).observe(svg);

  return {
    /** Draws the path once, and again only when an open hold has changed it. @param {readonly Cue[]} cues */
    shape(cues) {
      if (cues === shaped) return;
      shaped = cues;
      const d = curve.pathOf(cues, SCALE);
      edge.setAttribute("d", d);
      area.setAttribute("d", `${d}V${HEIGHT_PX}H-2000Z`);
      targets.replaceChildren(...cues.filter((cue) => cue.target_ms && cue.target_ms < cue.for_ms).map((cue) => mark(cue, curve)));
    },
    /** @param {readonly Cue[]} cues @param {{t_ms: number, index: number, into_ms: number}} at */
    move(cues, at) {
      at_px = curve.px(at.t_ms, SCALE);
      pass();
      bird.setAttribute("transform", `translate(0 ${curve.y(curve.levelAt(cues, at.index, at.into_ms), SCALE)})`);
    },
  };
}

/** Today's aim within an open hold. @param {Cue} cue @param {{y: Function, px: Function}} curve */
function mark(cue, curve) {
  const x = curve.px(cue.at_ms + (cue.target_ms ?? 0), SCALE);
  return make("path", { d: `M${x} ${curve.y(cue.effort, SCALE)}V${HEIGHT_PX}` });
}

/** What the symbols of the stage follow, where there are any. @param {readonly Cue[]} cues @param {Moment} at */
function signs(cues, at) {
  const held = at.cue.action === "squeeze" && at.cue.for_ms > 2 * HELD_AFTER_MS && at.into_ms >= HELD_AFTER_MS;
  const to_come = at.cue.exercise === "functional" ? cues.slice(at.index).find((cue) => cue.movement) : undefined;
  const effort = String(Math.round(at.cue.effort * 100));
  return { action: at.cue.action, held: String(held), effort, movement: to_come?.movement ?? "" };
}

/** An open hold counts up, everything else down. @param {Moment} at */
function wholeSeconds(at) {
  return at.open ? Math.floor(at.into_ms / 1000) : Math.max(Math.ceil(at.left_ms / 1000), 1);
}

/** @param {Moment} at @param {(key: string, values?: Record<string, number|null|undefined>) => string} word */
function repWords(at, word) {
  if (at.open) return word("target", { s: Math.round((at.cue.target_ms ?? 0) / 1000) });
  return at.cue.rep && at.cue.of && at.cue.of > 1 ? word("rep", { rep: at.cue.rep, of: at.cue.of }) : "";
}

/** How hard, in words; nothing where nothing is squeezed. @param {Moment} at @param {(key: string) => string} word */
const effortWords = (at, word) => (at.cue.effort > 0 ? word(`effort_${Math.round(at.cue.effort * 100)}`) : "");

/** @param {readonly Cue[]} cues @param {Moment} at @param {(key: string, values?: Record<string, number|string|null|undefined>) => string} word */
function nextWords(cues, at, word) {
  const next = cues[at.index + 1];
  return next ? word("next", { say: next.say.replace(/\.$/, "") }) : "";
}

/** How much of the cue has passed, in whole seconds: no flow. @param {Moment} at */
function part(at) {
  const whole_ms = at.open ? at.cue.target_ms ?? at.cue.for_ms : at.cue.for_ms;
  return whole_ms > 0 ? Math.min((Math.floor(at.into_ms / 1000) * 1000) / whole_ms, 1) : 1;
}

/** @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** @param {string} name @param {Record<string, string|number>} attributes @returns {SVGElement} */
function make(name, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
