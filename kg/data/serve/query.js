// The query page: questions on the left, an editor, and the answer as a table. All text goes in as text, never as HTML.
"use strict";

const byId = (id) => document.getElementById(id);
const FIRST = "SELECT ?concept ?name (COUNT(?paper) AS ?papers)\nWHERE {\n  ?paper schema:mentions ?concept .\n  ?concept skos:prefLabel ?name .\n}\nGROUP BY ?concept ?name\nORDER BY DESC(?papers)\nLIMIT 20\n";
const NUMBERS = /#(integer|decimal|double)$/;
const SHOWN = 1000;
let graph = { base: "", kinds: [], prefixes: {}, questions: [] };
let running = null;

// Ace's own SPARQL mode takes the # of an IRI for a comment; this one has the tokens of highlight.js.
function defineMode() {
  const needed = ["require", "exports", "ace/lib/oop", "ace/mode/text", "ace/mode/text_highlight_rules"];
  ace.define("ace/mode/kg_sparql", needed, (require, exports) => {
    const oop = require("ace/lib/oop");
    const { TextHighlightRules } = require("ace/mode/text_highlight_rules");
    const TextMode = require("ace/mode/text").Mode;
    function Rules() {
      this.$rules = {
        start: [
          { token: "comment", regex: "#.*$" },
          { token: "support.type", regex: "<[^<>\"{}|^`\\\\\\s]*>" },
          { token: "string", regex: "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'" },
          { token: "variable", regex: "[?$]\\w+" },
          { token: "support.type", regex: "[\\w-]*:[\\w.%/-]*" },
          { token: "constant.numeric", regex: "\\b\\d+(?:\\.\\d+)?" },
          { token: "keyword", regex: "\\b[A-Za-z_]+\\b" },
          { token: "paren.lparen", regex: "[({[]" },
          { token: "paren.rparen", regex: "[)}\\]]" },
        ],
      };
    }
    oop.inherits(Rules, TextHighlightRules);
    function Mode() { this.HighlightRules = Rules; this.lineCommentStart = "#"; }
    oop.inherits(Mode, TextMode);
    exports.Mode = Mode;
  });
}

function aceEditor(place) {
  defineMode();
  ace.config.set("basePath", "/editor");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const editor = ace.edit(place, {
    mode: "ace/mode/kg_sparql", theme: dark ? "ace/theme/tomorrow_night" : "ace/theme/tomorrow",
    tabSize: 2, useSoftTabs: true, useWorker: false, showPrintMargin: false, fontSize: 13,
  });
  editor.textInput.getElement().setAttribute("aria-label", "SPARQL query");
  editor.commands.addCommand({ name: "run", bindKey: { win: "Ctrl-Enter", mac: "Cmd-Enter" }, exec: run });
  new ResizeObserver(() => editor.resize()).observe(place);
  return {
    get: () => editor.getValue(),
    set: (text) => editor.setValue(text, -1),
    mark: (line, column, text) => {
      editor.session.setAnnotations([{ row: line - 1, column: column - 1, text, type: "error" }]);
      editor.gotoLine(line, column - 1);
      editor.focus();
    },
    unmark: () => editor.session.clearAnnotations(),
  };
}

const editor = (window.ace ? aceEditor : plainEditor)(byId("editor"));

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function listQuestions() {
  for (const question of graph.questions) {
    const button = element("button", `@${question.name}`, { type: "button" });
    button.append(element("small", question.title.split("? ")[0].replace(/\??$/, "?")));
    button.title = question.title;
    button.addEventListener("click", () => choose(question, button));
    const item = document.createElement("li");
    item.append(button);
    byId("questions").append(item);
  }
}

function choose(question, button) {
  document.querySelector("aside [aria-current]")?.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  editor.set(question.text);
  byId("parameters").replaceChildren(...question.parameters.map((parameter) => {
    const label = element("label", `${parameter.name}: ${parameter.help} `);
    const input = element("input", "", { name: `$${parameter.name}`, value: parameter.default ?? "" });
    label.append(input);
    return label;
  }));
  clear();
  const open = byId("parameters").querySelector("input[value='']");
  if (open) open.focus(); else run();
}

function fields() {
  const sent = new URLSearchParams({ query: editor.get() });
  for (const input of byId("parameters").querySelectorAll("input")) {
    const declared = new RegExp(`^# ${input.name.slice(1)} \\(`, "m").test(editor.get());
    if (declared && input.value.trim()) sent.append(input.name, input.value.trim());
  }
  return sent;
}

function clear() {
  editor.unmark();
  byId("error").hidden = byId("csv").hidden = byId("json").hidden = true;
  byId("status").textContent = "";
  byId("result").replaceChildren();
}

async function run() {
  running?.abort();
  const mine = running = new AbortController();
  clear();
  byId("status").textContent = "Running…";
  const sent = fields();
  const started = performance.now();
  try {
    const accept = "application/sparql-results+json, text/turtle;q=0.9";
    const reply = await fetch("/sparql", { method: "POST", body: sent, headers: { Accept: accept }, signal: mine.signal });
    const text = await reply.text();
    if (!reply.ok) return fail(text);
    show(reply.headers.get("Content-Type"), text, performance.now() - started, sent);
    const note = reply.headers.get("Kg-Note");
    if (note) byId("status").textContent += ` · ${decodeURIComponent(note)}`;
  } catch (error) {
    if (error.name !== "AbortError") fail("The server does not answer. Is kg serve still running?");
  }
}

function fail(text) {
  byId("status").textContent = "";
  byId("error").textContent = text;
  byId("error").hidden = false;
  const place = /line (\d+), column (\d+)/.exec(text);
  if (place) editor.mark(Number(place[1]), Number(place[2]), text.split("\n")[0]);
}

function show(type, text, milliseconds, sent) {
  if (!type.includes("json")) {
    byId("status").textContent = `${Math.round(milliseconds)} ms`;
    byId("result").append(element("pre", text));
    return;
  }
  const found = JSON.parse(text);
  if ("boolean" in found) {
    byId("status").textContent = found.boolean ? "true" : "false";
    return;
  }
  const rows = found.results.bindings;
  const cut = rows.length > SHOWN ? `, the first ${SHOWN} shown` : "";
  byId("status").textContent = `${rows.length} ${rows.length === 1 ? "row" : "rows"}${cut}, ${Math.round(milliseconds)} ms`;
  byId("result").append(table(found.head.vars, rows.slice(0, SHOWN)));
  download("csv", "text/csv", sent);
  download("json", "application/sparql-results+json", sent);
}

function download(id, accept, sent) {
  const link = byId(id);
  link.hidden = false;
  link.href = "#";
  link.onclick = async (event) => {
    if (link.href.startsWith("blob:")) return;
    event.preventDefault();
    const reply = await fetch("/sparql", { method: "POST", body: sent, headers: { Accept: accept } });
    link.href = URL.createObjectURL(await reply.blob());
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); link.href = "#"; }, 1000);
  };
}

function table(columns, rows) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  const numeric = columns.map((name) => rows.length > 0 && rows.every((row) => !row[name] || NUMBERS.test(row[name].datatype)));
  columns.forEach((name, index) => head.append(element("th", name, numeric[index] ? { class: "number" } : {})));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    columns.forEach((name, index) => {
      const cell = line.insertCell();
      if (numeric[index]) cell.className = "number";
      if (row[name]) cell.append(shown(row[name]));
    });
  }
  return made;
}

function shown(term) {
  if (term.type !== "uri") {
    return NUMBERS.test(term.datatype) && term.value.includes(".") ? String(Number(Number(term.value).toPrecision(4))) : term.value;
  }
  const local = term.value.startsWith(graph.base) ? term.value.slice(graph.base.length) : null;
  const first = local?.split("/")[0];
  if (local && !local.includes("#") && [...graph.kinds, "paper", "page"].includes(first)) {
    return element("a", local, { href: `/${local}` });
  }
  const known = Object.entries(graph.prefixes).find(([, iri]) => term.value.startsWith(iri));
  if (known) return `${known[0]}:${term.value.slice(known[1].length)}`;
  return /^https?:\/\//.test(term.value) ? element("a", term.value, { href: term.value, rel: "noopener noreferrer" }) : term.value;
}

byId("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
byId("form").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
editor.set(FIRST);
fetch("/questions.json").then((reply) => reply.json())
  .then((found) => { graph = found; listQuestions(); })
  .catch(() => fail("The ready-made questions cannot be loaded. Is kg serve still running?"));
