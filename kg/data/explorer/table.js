// The table of the selection: papers, concepts or links, sorted by any column, downloaded as CSV.

const PAGE_ROWS = 100;
const sorting = { column: null, down: false };

const yearOf = (node) => yearNumber[node] || "";
const pagesOf = (paper) => data.papers.pages[paper].map((page) => data.pages[page]).join("; ");

// Columns: heading -> value of a row (a node, or a link).
const LISTS = {
  papers: {
    rows: () => scoped().filter(isPaper),
    node: (paper) => paper,
    columns: { Title: nameOf, Year: yearOf, Concepts: selectedDegree, Authors: (paper) => data.papers.authors[paper].join("; "), Pages: pagesOf, Address: (paper) => data.papers.url[paper] || "" },
  },
  concepts: {
    rows: () => scoped().filter((node) => !isPaper(node)),
    node: (concept) => concept,
    columns: { Name: nameOf, Kind: kindOf, Papers: selectedDegree, Status: (concept) => (isCandidate(concept) ? "candidate" : "curated"), Year: yearOf, "Other names": (concept) => namesOf(concept).slice(1).join("; ") },
  },
  links: {
    rows: scopedLinks,
    node: (link) => linkPaper[link],
    columns: { Paper: (link) => nameOf(linkPaper[link]), Role: (link) => ROLE_WORDS[roleOf(link)][0], Concept: (link) => nameOf(linkConcept[link]), Kind: (link) => kindOf(linkConcept[link]), "Confidence %": (link) => linkConfidence[link], Rule: (link) => data.links.rules[data.links.rule[link]] },
  },
};

// In focus the table holds what is drawn; else everything selected.
function scoped() {
  if (state.at !== null || state.from !== null) return [...sceneOf(state).nodes.keys()];
  return Array.from({ length: NODES }, (_, node) => node).filter((node) => selection.node[node]);
}

function scopedLinks() {
  if (state.at !== null || state.from !== null) return sceneOf(state).links;
  return Array.from({ length: LINKS }, (_, link) => link).filter((link) => selection.link[link]);
}

const collator = new Intl.Collator("en");

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === "" || b === "") return (a === "") - (b === "");
  return collator.compare(a, b);
}

function sorted(list) {
  const value = list.columns[sorting.column];
  const rows = list.rows();
  if (!value) return rows;
  const keyed = rows.map((one, at) => [value(one), at, one]);
  return keyed.sort((a, b) => (sorting.down ? compare(b[0], a[0]) : compare(a[0], b[0])) || a[1] - b[1]).map((one) => one[2]);
}

function showTable() {
  const shown = state.view === "table";
  byId("table").hidden = !shown;
  byId("stage").hidden = shown;
  if (!shown) { byId("table").replaceChildren(); return; }
  const list = LISTS[state.list];
  const rows = sorted(list);
  byId("table").replaceChildren(tableBar(rows), tableOf(list, rows));
}

function tableBar(rows) {
  return h("div", { class: "bar" },
    h("div", { class: "switch", role: "group", "aria-label": "Rows" }, Object.keys(LISTS).map((name) => h("button", {
      type: "button", "aria-pressed": String(name === state.list), onclick: () => { sorting.column = null; go({ list: name }); }, text: name[0].toUpperCase() + name.slice(1) }))),
    h("p", { id: "rows", text: plural(rows.length, "row") }),
    h("button", { type: "button", id: "csv", onclick: () => download(`${state.list}.csv`, new Blob(["\ufeff", csv(LISTS[state.list], rows)], { type: "text/csv" })), text: "Download CSV" }));
}

function sortBy(column) {
  sorting.down = sorting.column === column && !sorting.down;
  sorting.column = column;
  showTable();
  byId("table").querySelector(`[data-column="${column}"]`).focus();
}

function tableOf(list, rows) {
  const filled = (column) => sorting.column === column || rows.some((one) => list.columns[column](one) !== "");
  const columns = Object.keys(list.columns).filter((column, at) => at === 0 || filled(column)); // a column without a value says nothing
  const body = h("tbody");
  const more = h("button", { type: "button", class: "more", onclick: () => grow() });
  function grow() {
    body.append(...rows.slice(body.childElementCount, body.childElementCount + PAGE_ROWS).map((one) => tableRow(list, columns, one)));
    more.hidden = body.childElementCount >= rows.length;
    more.textContent = `Show ${number(Math.min(PAGE_ROWS, rows.length - body.childElementCount))} more`;
  }
  grow();
  const direction = (column) => (sorting.column === column ? (sorting.down ? "descending" : "ascending") : "none");
  const head = columns.map((column) => h("th", { scope: "col", "aria-sort": direction(column) },
    h("button", { type: "button", "data-column": column, onclick: () => sortBy(column), text: column })));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows of the table" }, h("table", {}, h("thead", {}, h("tr", {}, head)), body), more);
}

function tableRow(list, columns, one) {
  const cells = columns.map((column, at) => {
    const value = list.columns[column](one);
    if (at === 0) return h("th", { scope: "row" }, inward(list.node(one), value));
    if (column === "Concept") return h("td", {}, chip(linkConcept[one]));
    if (column === "Kind") return h("td", {}, h("span", { class: "kind" }, sign(value), value));
    return h("td", { class: typeof value === "number" ? "count" : null }, h("bdi", { text: value }));
  });
  return h("tr", {}, cells);
}

// A field as CSV. What a spreadsheet would take for a formula gets an apostrophe before it.
function field(value) {
  if (typeof value === "number") return String(value);
  const text = /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*[=+\-@|]|^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(list, rows) {
  const columns = Object.keys(list.columns);
  const lines = rows.map((one) => columns.map((column) => field(list.columns[column](one))).join(","));
  return `${[columns.map(field).join(","), ...lines].join("\r\n")}\r\n`;
}
