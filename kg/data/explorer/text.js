// Words: folding for search, wrapping for labels, sentences for evidence.

const ASCII = /^[\x00-\x7f]*$/;

// The text with case, accents, hyphens, punctuation and spacing folded.
function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9+]+/g, " ").trim();
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "");
  return plain.toLowerCase().replace(/[^\p{L}\p{N}+]+/gu, " ").trim();
}

const cut = (line, columns) => (line.length <= columns ? line : `${line.slice(0, columns - 1).trimEnd()}…`);

// The text in at most `lines` lines of about `columns` characters.
function wrap(text, columns, lines) {
  const made = [""];
  for (const word of text.split(/\s+/)) {
    const last = made.length - 1;
    if (!made[last] || made[last].length + word.length < columns) made[last] = `${made[last]} ${word}`.trim();
    else made.push(word);
    if (made.length > lines) { made[lines - 1] += "…"; break; }
  }
  return made.slice(0, lines).map((line) => cut(line, columns + 1)).join("\n");
}

// What a title calls its paper: the part before a colon, where that is short.
function shortTitle(title) {
  const head = title.split(":", 1)[0].trim();
  return head && head.length < title.length && head.length <= 44 ? head : title;
}

const ABBREVIATED = /(?:\b(?:e\.g|i\.e|al|cf|vs|etc|Fig|Eq|resp)|\b[A-Z])\.\s+$/;

// The bounds of the sentence of `text` around [start, end).
function sentenceAround(text, start, end) {
  const stops = /[.!?]["')\]]*\s+(?=[A-Z0-9"'(])|\n\n/g;
  let first = 0;
  for (let stop = stops.exec(text); stop; stop = stops.exec(text)) {
    const after = stop.index + stop[0].length;
    if (ABBREVIATED.test(text.slice(Math.max(0, after - 12), after))) continue;
    if (after <= start) first = after;
    else if (stop.index >= end - 1) return [first, stop.index + stop[0].trimEnd().length];
  }
  return [first, text.length];
}

// Where a title or name could turn the direction of what follows, it is held within its own run.
const isolate = (text) => `\u2068${text}\u2069`;
