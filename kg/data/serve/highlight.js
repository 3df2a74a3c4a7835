// A plain editor with SPARQL in colours, for where the Ace editor is not installed: a text area over a coloured copy.
"use strict";

const TOKENS = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
  "(?<string>\"\"\"[^]*?\"\"\"|'''[^]*?'''|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')",
  "(?<variable>[?$]\\w+)",
  "(?<name>[\\w-]*:[\\w.%/-]*)",
  "(?<number>\\b\\d+(?:\\.\\d+)?)",
  "(?<keyword>\\b[A-Za-z_]+\\b)",
].join("|"), "g");
const CLASSES = { comment: "comment", iri: "iri", string: "string", variable: "variable", name: "iri", number: "number-token", keyword: "keyword" };

function coloured(text) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(TOKENS)) {
    const kind = Object.keys(found.groups).find((name) => found.groups[name] !== undefined);
    const span = document.createElement("span");
    span.className = CLASSES[kind];
    span.textContent = found[0];
    out.append(text.slice(at, found.index), span);
    at = found.index + found[0].length;
  }
  out.append(text.slice(at) + "\n");
  return out;
}

function plainEditor(place) {
  const area = document.createElement("textarea");
  const copy = document.createElement("pre");
  area.className = copy.className = "layer";
  area.spellcheck = false;
  area.setAttribute("aria-label", "SPARQL query");
  copy.setAttribute("aria-hidden", "true");
  const paint = () => copy.replaceChildren(coloured(area.value));
  area.addEventListener("input", paint);
  area.addEventListener("scroll", () => copy.scrollTo(area.scrollLeft, area.scrollTop));
  place.append(copy, area);
  return {
    get: () => area.value,
    set: (text) => { area.value = text; paint(); },
    mark: (line, column) => {
      const start = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1;
      area.focus();
      area.setSelectionRange(start, start + 1);
    },
    unmark: () => {},
  };
}
