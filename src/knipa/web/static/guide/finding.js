// finding.js — which articles answer a question, best first: the same ranking as knipa/content/finding, where it is told.

/** @typedef {{slug: string, title: string, short: string, lang: string, parts: [string, string][]}} Article */
/** @typedef {{numbers: Record<string, number>, articles: Article[], skipped: string, endings: string, words: string, places: number[][]}} Index */
/** @typedef {{article: Article, part: [string, string]|null}} Hit */
/** @typedef {Map<number, number>} Alike which of the index's words may be meant, and how alike each is to what was typed */

/** @param {Index} told @returns {(question: string) => Hit[]} */
export function makeFind(told) {
  const numbers = told.numbers;
  const known = told.words.split(" ");
  const flat = known.map(folded);
  const at = new Map(known.map((word, place) => [word, place]));
  const [skipped, endings] = [told.skipped, told.endings].map((list) => new Set(list.split(" ")));
  const { having, sizes } = inPieces(flat);

  /** @param {string} word @returns {Alike} */
  function alikeTo(word) {
    const mine = folded(word), /** @type {Alike} */ found = new Map();
    if (skipped.has(mine)) return found;
    const runs = pieces(mine), counts = new Uint16Array(known.length), own = at.get(word);
    let near = { place: -1, alike: 0 };
    for (const run of runs) for (const place of having.get(run) ?? []) counts[place] += 1;
    for (let place = 0; place < known.length; place += 1) {
      const share = (2 * counts[place]) / (runs.size + sizes[place]);
      const alike = share < numbers.least_common ? 0 : likeness(mine, flat[place], share, endings, numbers);
      if (alike >= numbers.least_alike) found.set(place, own === undefined ? alike : alike * numbers.known);
      if (alike > near.alike) near = { place, alike };
    }
    if (own !== undefined) found.set(own, 1);
    else if (found.size === 0 && near.alike >= numbers.least_near) found.set(near.place, near.alike); // a slip or two is forgiven
    return found;
  }

  /** How much each article speaks of it. @param {Alike} alike */
  function said(alike) {
    const left = told.articles.map(() => 1);
    for (const place of [...alike.keys()].sort((a, b) => a - b)) {
      const sharp = /** @type {number} */ (alike.get(place)) ** numbers.sharper;
      const places = told.places[place];
      for (let i = 0; i < places.length; i += 2) left[places[i]] *= 1 - (sharp * places[i + 1]) / numbers.whole;
    }
    return left.map((each) => 1 - each);
  }

  /** The heading that repeats most of the question. @param {Article} article @param {Alike[]} asked @param {number[]} news */
  function closest(article, asked, news) {
    let best = null, most = 0;
    for (const part of article.parts) {
      const places = words(part[1]).map((word) => at.get(word) ?? -1);
      const heard = asked.map((alike) => Math.max(0, ...places.map((place) => alike.get(place) ?? 0)) ** numbers.sharper);
      const much = total(heard.map((each, i) => each * news[i]));
      if (much > most) [best, most] = [part, much];
    }
    return best;
  }

  return (question) => {
    const asked = words(question).map(alikeTo).filter((alike) => alike.size > 0);
    const each = asked.map(said);
    const news = each.map((says) => Math.log(1 + (says.length * Math.max(...says)) / total(says)) ** numbers.rarer);
    const scores = told.articles.map((_, place) => total(each.map((says, i) => news[i] * says[place])));
    const least = numbers.least_of_best * Math.max(...scores);
    const best = [...scores.keys()].filter((place) => scores[place] > 0 && scores[place] >= least);
    best.sort((a, b) => scores[b] - scores[a]);
    return best.slice(0, numbers.most_hits).map((place) => told.articles[place])
      .map((article) => ({ article, part: closest(article, asked, news) }));
  };
}

/** @param {string} text */
const words = (text) => text.toLowerCase().replace(/['’]/g, "").normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];

/** @param {string} word */
const folded = (word) => word.normalize("NFKD").replace(/\p{Mn}/gu, "");

/** @param {number[]} all */
const total = (all) => all.reduce((sum, each) => sum + each, 0);

/** All runs of two and of three letters, the word's edges counted as letters. @param {string} word */
function pieces(word) {
  const edged = `_${word}_`, /** @type {Set<string>} */ runs = new Set();
  for (const long of [2, 3]) for (let at = 0; at + long <= edged.length; at += 1) runs.add(edged.slice(at, at + long));
  return runs;
}

/** Which words have a piece, and how many pieces each word has. @param {string[]} flat */
function inPieces(flat) {
  const /** @type {Map<string, number[]>} */ having = new Map();
  const sizes = flat.map((word, place) => {
    const runs = pieces(word);
    for (const run of runs) having.get(run)?.push(place) ?? having.set(run, [place]);
    return runs.size;
  });
  return { having, sizes };
}

/** @param {string} one @param {string} other @param {number} common @param {Set<string>} endings @param {Record<string, number>} numbers */
function likeness(one, other, common, endings, numbers) {
  const short = Math.min(one.length, other.length);
  let stem = 0;
  while (stem < short && one[stem] === other[stem]) stem += 1;
  let alike = common * (1 - numbers.beginning_counts + (numbers.beginning_counts * stem) / short);
  const inside = stem === short || one.endsWith(other) || other.endsWith(one);
  if (short >= numbers.inside_letters && inside) alike = Math.max(alike, numbers.inside);
  if (stem >= numbers.stem_letters && endings.has(one.slice(stem)) && endings.has(other.slice(stem))) alike = Math.max(alike, stem / (stem + 1));
  return Math.min(numbers.same_but_accents, alike);
}
