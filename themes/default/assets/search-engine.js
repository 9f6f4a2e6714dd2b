// The search engine: a query and the index (docs/open-data.md, "Search index") → pages, the best first. It knows nothing of documents
// and windows: whoever asks says how a file of the index is read, and how the text of a page.

const LETTER = "\\p{Alphabetic}\\p{N}\\p{M}";
/** Thai, Lao, Burmese, Khmer, kana, Han, Hangul: the index holds pairs of their characters. */
const JOINED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff" +
  "\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
const RUN = `(?:(?![${JOINED}])[${LETTER}])+`;
const HYPHEN = "\\-\\u2010\\u2011";
/** A run of a script without spaces; or runs that signs make one, with the signs that end them. */
const TOKEN = new RegExp(`((?:(?=[${JOINED}])[${LETTER}])+)|(${RUN}(?:[&/_.+${HYPHEN}]${RUN})*)((?:\\+\\+|\\+(?!\\+)|#)(?![${LETTER}]))?`, "gu");
const RUNS = new RegExp(RUN, "gu");
const HYPHENS = new RegExp(`[${HYPHEN}]`, "gu");
const ENDS_IN_LETTER = new RegExp(`[${LETTER}]$`, "u");
const LONGEST = 48;
const LONGEST_WHOLE = 24;
const MOST_PARTS = 4;

const encoder = new TextEncoder();
const bytes = (text) => encoder.encode(text).length;

export const normal = (text) => text.normalize("NFKC").toLowerCase();

const LEFT_OUT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/gu;
const SPELT = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ŋ: "n", ŧ: "t", ς: "σ", ى: "ي", ة: "ه" };

/** A word without the marks that writers leave out: `muller` for `müller`. */
export const folded = (word) => {
  if (/^[\0-\x7f]*$/.test(word)) return word;
  const plain = word
    .normalize("NFD")
    .replace(/и\u0306/g, "й")
    .replace(LEFT_OUT, "")
    .replace(/[ßæœøłđðþħıŋŧςىة]/g, (letter) => SPELT[letter])
    .normalize("NFC");
  return plain || word;
};

/** The words of `text` as they are written: of a joined script its pairs, of signs and runs the whole and its parts. */
export const tokens = (text) =>
  [...text.matchAll(TOKEN)].map((found) => {
    const at = found.index;
    if (found[1]) {
      const letters = found[1].match(/.\p{M}*/gsu) ?? [found[1]];
      const pairs = letters.length < 2 ? [found[1]] : letters.slice(1).map((letter, index) => letters[index] + letter);
      return { at, text: found[1], pairs };
    }
    const runs = found[2].match(RUNS);
    const sign = text[at - 1] ?? " ";
    const marked = ".#@".includes(sign) && text[at - 2] !== sign && !ENDS_IN_LETTER.test(text.slice(Math.max(0, at - 3), at - 1));
    const hyphens = found[2].replace(HYPHENS, "").match(RUNS).length === 1;
    const telling = runs.some((run) => bytes(run) === 1 || /[0-9]/.test(run));
    const short = runs.length <= MOST_PARTS && bytes(found[2]) <= LONGEST_WHOLE;
    const isWhole = short && (marked || found[3] || (runs.length > 1 && (telling || !hyphens)));
    return {
      at,
      text: found[0],
      runs: runs.filter((run) => bytes(run) <= LONGEST),
      whole: isWhole ? (marked ? sign : "") + found[0] : null,
      together: short && hyphens && runs.length === 2 ? runs.join("") : null,
    };
  });

/** The tokens that are looked up as one, and each run of the others. */
const wholes = (tokens) =>
  tokens.flatMap((token) => (token.pairs || token.whole || token.together ? [token] : token.runs.map((run) => ({ text: run, runs: [run] }))));

/** What is left of an English word without its ending: words with the same rest are forms of one. */
export const stem = (word) => {
  const cut = (ending, least) => (word.endsWith(ending) && word.length - ending.length >= least ? word.slice(0, -ending.length) : null);
  if (/[^a-z]/.test(word) || word.length < 4) return word;
  let rest = cut("'s", 3) ?? word;
  const [end, least] = [
    ["ations", 4], ["ation", 4], ["ments", 4], ["ment", 4], ["ings", 3], ["ing", 3], ["ions", 4], ["ion", 4], ["ies", 2], ["ied", 2],
    ["ers", 4], ["ors", 4], ["er", 4], ["or", 4], ["ed", 3], ["ly", 4], ["es", 3], ["s", 3],
  ].find(([end, least]) => cut(end, least) !== null) ?? ["", 0];
  if (end === "s" && /(ss|us|is)$/.test(word)) return word;
  if (end) rest = cut(end, least);
  if (end === "ies" || end === "ied") return `${rest}i`;
  if (end.startsWith("ation")) return `${rest}at`;
  // planned → plan, but call, cross, staff
  if (/^(ing|ings|ed|er|ers)$/.test(end) && /([bdgmnprt])\1$/.test(rest)) rest = rest.slice(0, -1);
  if (rest.length > 3 && rest.endsWith("e")) return rest.slice(0, -1);
  return rest.length > 3 && rest.endsWith("y") ? `${rest.slice(0, -1)}i` : rest;
};

/** How many letters must be added, left out, replaced or swapped to make `b` of `a`; at most `most`, else more. */
export const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, old] = [null, Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
};

/** Whether `a` stands before `b` in the index, which is in the order of code points. */
const before = (a, b) => {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((letter, index) => letter !== right[index]);
  if (at < 0) return left.length < right.length;
  return right[at] !== undefined && left[at].codePointAt(0) < right[at].codePointAt(0);
};

/** The parts of a query: words, "phrases", and -what must not be there. */
export const parse = (query) => {
  const text = query.replace(/[“”„«»＂]/g, '"').replace(/(^|\s)[−–—](?=\S)/g, "$1-");
  const parts = { words: [], phrases: [], without: [] };
  for (const [, minus, phrase, word] of text.matchAll(/(?<!\S)(-(?=["\p{L}\p{N}]))?(?:"([^"]*)"?|(\S+))/gu)) {
    const found = tokens(normal(phrase ?? word));
    if (!minus) parts.words.push(...found);
    else if (found.length) parts.without.push(found);
    if (!minus && phrase !== undefined && found.length) parts.phrases.push(phrase);
  }
  return parts;
};

/** What a pair says: in Japanese, words are written in Han and katakana, and what joins them and ends them in hiragana. */
const saying = (pair, _, pairs) => {
  const others = [...pair].filter((letter) => !/[\u3041-\u309f]/.test(letter)).length;
  return others > 1 || pairs.every((pair) => /^[\u3041-\u309f]+$/.test(pair)) ? 1 : others ? 0.4 : 0.15;
};

/** Words in a row, so that a phrase is found whatever signs stand between them. */
const inRow = (text) => ` ${tokens(normal(text)).flatMap(({ pairs, text, runs }) => (pairs ? [text] : runs)).join(" ")} `;
/** A phrase as it stands in a row: in a joined script it may begin and end within a run. */
const phraseInRow = (phrase) => {
  const row = inRow(phrase).replace(new RegExp(`^ (?=[${JOINED}])`, "u"), "");
  return row.replace(new RegExp(`(?<=[${JOINED}]\\p{M}*) $`, "u"), "");
};

/** What a form of a word counts for: the word itself, with another ending, as a beginning, a synonym, a mended slip. */
const WORTH = { ending: 0.75, beginning: 0.5, synonym: 0.8, mended: 0.7, apart: 0.6 };
const FULL = 31;
const TITLE = 60;
/** Files of words that are read for one word, at most: its endings and what it begins may lie in several. */
const SPREAD = 3;
const PAGES_READ_FOR_A_PHRASE = 60;

/** Opens the index; `read` gets a file of it by its path below the site's base, as JSON. */
export const open = async (read) => {
  const head = await read("search/index.json");
  const file = (hash) => read(`search/shard-${hash}.json`);
  const column = ({ values, runs }) => {
    const of = new Uint16Array(head.count);
    for (let at = 0, page = 0; at < runs.length; at += 2) of.fill(runs[at], page, (page += runs[at + 1]));
    return { values, of };
  };
  const facets = Object.fromEntries(Object.entries(head.facets).map(([name, facet]) => [name, column(facet)]));
  const stop = new Set(head.stop);
  const rarity = (pages) => Math.log(1 + (head.count - pages + 0.5) / (pages + 0.5));

  /** The place of the file that tells `word`. */
  const place = (word) => {
    let [low, high] = [0, head.words.first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(word, head.words.first[middle])) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low - 1);
  };

  /** All words that are told by the files from `first` to what `first` begins. */
  const told = async (first) => {
    const from = place(first);
    const to = Math.min(place(`${first}\u{10ffff}`), from + SPREAD - 1);
    const files = head.words.files.slice(from, to + 1);
    return Object.assign(Object.create(null), ...(await Promise.all(files.map(file))));
  };

  const one = async (word) => {
    const hash = head.words.files[place(word)];
    const words = hash ? await file(hash) : {};
    return Object.hasOwn(words, word) ? words[word] : null;
  };

  const count = (list) => (list[0] < 0 ? -list[0] : list.length / 2);

  /** Calls `take` with each page of a list, its weight and its share of the title. */
  const each = (list, take) => {
    let page = 0;
    for (let at = list[0] < 0 ? 1 : 0; at < list.length; at += 2) {
      page += list[at];
      take(page, (list[at + 1] & 31) / FULL, list[at + 1] >> 5);
    }
  };

  /** The words that may have been meant by `word`, the nearest first. */
  const mend = async (word, near) => {
    const most = word.length > 7 ? 2 : 1;
    const listed = (await file(head.spellings)).split(" ");
    const known = new Map(Object.entries(near).map(([other, list]) => [other, Math.log2(count(list))]));
    for (let at = 0; at + 1 < listed.length; at += 2) known.set(listed[at], Number(listed[at + 1]));
    const found = [];
    for (const [other, pages] of known) {
      if (/[^\p{L}\p{M}]/u.test(other)) continue;
      const away = distance(word, folded(other), most);
      // The first letter is rarely wrong.
      if (away <= most) found.push([away + (other[0] === word[0] ? 0 : 0.5), -pages, other]);
    }
    found.sort(([a, x], [b, y]) => a - b || x - y);
    const nearest = found.filter(([away]) => away === found[0][0]).map(([, , other]) => other);
    // Of two spellings of one word the one with its marks is told.
    return nearest.filter((other) => folded(other) !== other || !nearest.some((more) => more !== other && folded(more) === other)).slice(0, 2);
  };

  /** The lists of pages of a word and its forms, each with what it counts for. */
  const forms = async (word, { typing, exact }, report) => {
    const plain = folded(word);
    const rest = head.english ? stem(plain) : plain.slice(0, Math.max(4, Math.ceil(plain.length * 0.75)));
    const shorter = rest.replace(/at$/, "");
    const beginning = exact ? plain : plain.startsWith(rest) ? shorter : rest.slice(0, -1);
    const near = await told(beginning.length > 2 ? beginning : plain);
    const lists = [];
    const add = (other, list, worth) => list && lists.push({ word: other, list, worth });
    add(plain, near[plain], 1);
    if (word !== plain) add(word, await one(word), 1.1);
    // The article is written to its noun in Arabic and Hebrew.
    const article = /^[\u0600-\u06ff]/.test(plain) ? "ال" : /^[\u05d0-\u05ea]/.test(plain) ? "ה" : "";
    if (article && !exact) {
      const other = plain.startsWith(article) ? plain.slice(article.length) : article + plain;
      if (other.length > 1) add(other, await one(other), WORTH.ending);
    }
    const isForm = head.english
      ? // An installation is of install as a migration of migrate.
        (other) => stem(other).replace(/at$/, "") === shorter
      : (other) => plain.length > 4 && other.startsWith(rest) && Math.abs(other.length - plain.length) < 4;
    if (!exact) {
      for (const [other, list] of Object.entries(near)) if (other !== plain && other !== word && isForm(other)) add(other, list, WORTH.ending);
    }
    const base = lists.length ? Math.max(...lists.map(({ list }) => count(list))) : 0;
    if (!exact && (typing || !base) && plain.length > 1) {
      const begun = Object.entries(near).filter(([other]) => other.startsWith(plain) && !lists.some((known) => known.word === other));
      begun.sort(([, a], [, b]) => count(b) - count(a));
      for (const [other, list] of begun.slice(0, 20)) add(other, list, WORTH.beginning);
    }
    if (!lists.length && !exact && plain.length > 3 && !/[^\p{L}\p{M}]/u.test(plain)) {
      const meant = await mend(plain, near);
      for (const other of meant) {
        add(other, near[other] ?? (await one(other)), WORTH.mended);
        if (folded(other) !== other) add(folded(other), await one(folded(other)), WORTH.mended);
      }
      if (lists.length) report.mended.push([word, lists[0].word]);
    }
    const pages = base || Math.min(head.count, lists.reduce((sum, { list }) => sum + count(list), 0));
    return { lists, rarity: pages ? rarity(pages) : 0 };
  };

  /** What pages are worth for one word: page → [score, share of the title]. */
  const wordScores = async (word, how, report) => {
    const { lists, rarity } = await forms(word, how, report);
    const pages = new Map();
    for (const { word: form, list, worth } of lists) {
      report.marks.add(form);
      each(list, (page, weight, share) => {
        const [score, title] = pages.get(page) ?? [0, 0];
        pages.set(page, [Math.max(score, rarity * weight * worth), Math.max(title, share * Math.min(1, worth))]);
      });
    }
    return { pages, full: rarity };
  };

  /** The pages that have all of several words. */
  const join = ([first, ...others]) => {
    if (!others.length) return first.pages;
    const pages = new Map();
    for (const [page, [score, share]] of first.pages) {
      const more = others.map(({ pages }) => pages.get(page));
      if (more.every(Boolean)) pages.set(page, more.reduce(([s, t], [x, y]) => [s + x, t + y], [score, share]));
    }
    return pages;
  };

  /** What pages are worth for words that must all be there. */
  const allScores = async (words, how, report) => {
    const found = await Promise.all(words.map((word) => wordScores(word, how, report)));
    return { pages: join(found), full: Math.max(...found.map(({ full }) => full)) };
  };

  /**
   * What pages are worth for a run of a script without spaces: page → [score, share of the title, and the parts of the run that are there
   * and in the title].
   */
  const pairScores = async (pairs, { typing }, report) => {
    const lists = await Promise.all(pairs.map(async (pair) => (pairs.length === 1 && [...pair].length === 1 ? null : one(pair))));
    // A single character begins pairs.
    if (pairs.length === 1 && !lists[0]) {
      const begun = Object.entries(await told(pairs[0])).filter(([other]) => other.startsWith(pairs[0]));
      const pages = new Map();
      for (const [other, list] of begun.slice(0, typing ? 50 : 200)) {
        report.marks.add(other);
        each(list, (page, weight, share) => pages.set(page, [Math.max(pages.get(page)?.[0] ?? 0, rarity(count(list)) * weight * 0.5), share / 2]));
      }
      return { pages, full: begun.length ? rarity(Math.max(...begun.map(([, list]) => count(list)))) : 0 };
    }
    // A pair that no page has most often joins two words by chance.
    const parts = pairs.map(saying);
    const weights = lists.map((list, at) => parts[at] * (list ? rarity(count(list)) : rarity(0) * 0.35));
    const sum = weights.reduce((sum, weight) => sum + weight, 0);
    const length = Math.sqrt(parts.reduce((sum, part) => sum + part, 0));
    const found = new Map();
    lists.forEach((list, at) => {
      if (!list) return;
      report.marks.add(pairs[at]);
      each(list, (page, weight, share) => {
        const [score, there, title, named] = found.get(page) ?? [0, 0, 0, 0];
        found.set(page, [score + weights[at] * weight, there + weights[at], title + share, named + (share ? weights[at] : 0)]);
      });
    });
    const pages = new Map();
    const least = Math.min(0.99, Math.max(0.35, ...[...found.values()].map(([, there]) => there / sum)) * 0.7) * sum;
    for (const [page, [score, there, title, named]] of found) {
      if (there >= least) pages.set(page, [(score / length) * (there / sum) ** 2, Math.min(title, TITLE), there / sum, named / sum]);
    }
    return { pages, full: sum / length };
  };

  /** Words and phrases that mean the same, by the words of each. */
  const synonyms = new Map();
  const nameOf = (tokens) => tokens.map(({ text }) => folded(text)).join(" ");
  for (const group of head.synonyms) {
    const terms = group.map((term) => wholes(tokens(normal(term))));
    for (const term of terms) {
      // Of a word in two groups, the first counts.
      if (!synonyms.has(nameOf(term))) synonyms.set(nameOf(term), terms.filter((other) => other !== term));
    }
  }

  /** The words of a query with what else they may mean. */
  const unitsOf = (words) => {
    const flat = wholes(words);
    const units = [];
    for (let at = 0; at < flat.length; ) {
      let length = Math.min(6, flat.length - at);
      const meant = (length) => synonyms.get(nameOf(flat.slice(at, at + length)));
      while (length > 1 && !meant(length)) length--;
      units.push({ tokens: flat.slice(at, at + length), others: meant(length) ?? [] });
      at += length;
    }
    return units;
  };

  /** Adds what `pages` are worth where that is more than what is known. */
  const better = (into, pages, worth) => {
    for (const [page, [score, share, part = 1, inTitle = share ? 1 : 0]] of pages) {
      const [known, title, there, named] = into.get(page) ?? [0, 0, 0, 0];
      into.set(page, [Math.max(known, score * worth), Math.max(title, share), Math.max(there, part), Math.max(named, inTitle)]);
    }
  };

  const tokenScores = async (token, how, report) => {
    if (token.pairs) return pairScores(token.pairs, how, report);
    const runs = token.runs.length ? token.runs : [token.text];
    if (!token.whole && !token.together) return wordScores(runs[0], how, report);
    // As written first; else by its parts, or written as one word.
    const pages = new Map();
    let full = 0;
    for (const [words, worth] of [[[token.whole], 1], [[token.together], 0.9], [runs, WORTH.apart]]) {
      if (!words[0]) continue;
      const found = await allScores(words, { ...how, exact: how.exact || words[0] === token.whole }, report);
      if (found.pages.size) full = Math.max(full, found.full);
      // The whole is as much of a title as its parts.
      if (words.length < runs.length) for (const hit of found.pages.values()) hit[1] *= runs.length;
      better(pages, found.pages, words === runs ? (token.whole ? worth / runs.length : 1 / runs.length) : worth);
    }
    return { pages, full };
  };

  const valuesOf = (name, page) => {
    const { values, of } = facets[name];
    const value = values[of[page]];
    return value === null ? [] : Array.isArray(value) ? value : [value];
  };

  /** Every page that answers, with its score, before anything is chosen. */
  const weigh = async (query, typing) => {
    const parts = parse(query);
    const report = { marks: new Set(), mended: [], missing: [], common: [] };
    const all = unitsOf(parts.words);
    const isCommon = ({ tokens }) => tokens.every((token) => stop.has(token.text));
    // Beside several words that say something, common ones are not worth their files.
    const units = all.filter((unit) => !isCommon(unit)).length > 2 ? all.filter((unit) => !isCommon(unit)) : all;
    const found = await Promise.all(
      units.map(async (unit, index) => {
        const { tokens, others } = unit;
        const how = { typing: typing && index === units.length - 1, exact: false };
        const own = await Promise.all(tokens.map((token) => tokenScores(token, how, report)));
        const pages = new Map();
        let full = own.reduce((sum, { full }) => sum + full, 0);
        better(pages, join(own), 1);
        for (const other of others) {
          const meant = await Promise.all(other.map((token) => tokenScores(token, { typing: false, exact: false }, report)));
          better(pages, join(meant), WORTH.synonym);
          full ||= meant.reduce((sum, { full }) => sum + full, 0);
        }
        const text = tokens.map(({ text }) => text).join(" ");
        const isStop = isCommon(unit);
        if (!pages.size && !isStop) report.missing.push(text);
        if (isStop) report.common.push(text);
        // A common word says little; what no page has says nothing.
        return { pages, full: isStop ? Math.min(full, 0.4) : full || (pages.size ? 0.5 : rarity(1)), isStop };
      }),
    );
    const without = new Set();
    for (const tokens of parts.without) {
      const silent = { marks: new Set(), mended: [] };
      const own = await Promise.all(tokens.map((token) => tokenScores(token, { typing: false, exact: true }, silent)));
      for (const page of join(own).keys()) without.add(page);
    }
    const scores = new Map();
    // Common words count beside others, and words that no page has count for nothing.
    const known = found.filter(({ pages }) => pages.size);
    const saying = known.filter(({ isStop }) => !isStop);
    const sought = saying.length ? saying : known;
    const total = sought.reduce((sum, { full }) => sum + full, 0);
    for (const { pages, full } of sought) {
      for (const [page, [score, share, part, inTitle]] of pages) {
        if (without.has(page)) continue;
        const sum = scores.get(page) ?? { score: 0, there: 0, title: 0, inTitle: 0 };
        sum.score += Math.min(score, full * 1.1);
        sum.there += full * part;
        sum.title += share / TITLE;
        sum.inTitle += full * inTitle;
        scores.set(page, sum);
      }
    }
    for (const { pages, full, isStop } of known) {
      if (!isStop || !saying.length) continue;
      for (const [page, sum] of scores) {
        const [score, share] = pages.get(page) ?? [0, 0];
        sum.score += Math.min(score, full);
        sum.title += share / TITLE;
      }
    }
    const hits = [];
    for (const [page, { score, there, title, inTitle }] of scores) {
      const covered = there / total;
      const named = inTitle / total;
      const worth = score * covered ** 1.5 + total * named ** 1.5 * (0.35 + 0.9 * Math.min(1, title * 1.02) ** 1.5);
      // Of pages that say the same, the one that stands higher in the site is meant.
      hits.push({ page, score: worth * (1 - 0.04 * valuesOf("depth", page)[0]), covered });
    }
    return { hits, report, phrases: parts.phrases, isEmpty: !units.length };
  };

  const titleOf = async (page) => {
    const rows = await file(head.pages.files[Math.floor(page / head.pages.each)]);
    const [title, address, path, mark, label] = rows[page % head.pages.each];
    return { title, address, path, mark, label, kind: valuesOf("kind", page)[0] };
  };

  return {
    /** Title, address, path and health of pages, in their order. */
    titles: (pages) => Promise.all(pages.map(titleOf)),

    /**
     * The pages that answer `query`, the best first, of those that `only` chooses. `typing` says that the last word may go on, and
     * `text` gets the text of a page by its address, for phrases.
     */
    search: async (query, { only = {}, typing = false, text, limit = 20 } = {}) => {
      const { hits, report, phrases, isEmpty } = await weigh(query, typing);
      const best = Math.max(0, ...hits.map(({ covered }) => covered));
      // Reports that a newer one has replaced are for readers who ask for reports, or for a year.
      const isDated = only.kind === "Reports" || only.year || /\b(19|20)\d\d\b/.test(query);
      const isNow = ({ page }) => isDated || !valuesOf("old", page)[0];
      const answers = hits.filter(({ covered }) => covered >= best * 0.5);
      const fits = (page, names) => names.every((name) => valuesOf(name, page).some((value) => String(value) === only[name]));
      const counts = {};
      for (const name of ["kind", "area", "health", "year"]) {
        const others = Object.keys(only).filter((other) => other !== name);
        const sums = new Map();
        for (const hit of answers) {
          if (!fits(hit.page, others) || !(isNow(hit) || name === "kind" || name === "year")) continue;
          for (const value of valuesOf(name, hit.page)) sums.set(value, (sums.get(value) ?? 0) + 1);
        }
        counts[name] = [...sums].sort(([a, x], [b, y]) => y - x || (String(a) < String(b) ? -1 : 1));
      }
      let chosen = answers.filter((hit) => fits(hit.page, Object.keys(only)) && isNow(hit));
      if (!chosen.length && !Object.keys(only).length) chosen = answers;
      chosen.sort((a, b) => b.score - a.score || a.page - b.page);
      let cut = false;
      if (phrases.length && text) {
        const rows = phrases.map(phraseInRow);
        const looked = chosen.slice(0, PAGES_READ_FOR_A_PHRASE);
        cut = looked.length < chosen.length;
        const kept = [];
        for (let at = 0; at < looked.length && kept.length < limit; at += 10) {
          const some = looked.slice(at, at + 10);
          const titles = await Promise.all(some.map(({ page }) => titleOf(page)));
          const texts = await Promise.all(titles.map(({ title, address }) => text(address).then((body) => inRow(`${title} . ${body}`), () => "")));
          kept.push(...some.filter((_, index) => rows.every((row) => texts[index].includes(row))));
        }
        chosen = kept;
      }
      return { ...report, hits: chosen, counts, cut, isEmpty, phrases, isPart: best > 0 && (best < 0.99 || report.missing.length > 0) };
    },
  };
};
