// The side panel: legend and facets, drawn anew for each state; the focus stays where it was.

function showPanel() {
  const side = byId("side");
  const held = side.contains(document.activeElement) ? document.activeElement : null;
  const mark = held && (held.id ? `#${held.id}` : held.dataset.word ? `[data-word="${held.dataset.word}"]` : null);
  side.replaceChildren(...legend(), facetPanel());
  if (mark && side.querySelector(mark)) side.querySelector(mark).focus();
}

function facetPanel() {
  const { counts } = selection;
  return h("section", { id: "facets" }, h("h2", { text: "Filters" }),
    confidenceFacet(counts.confidence), statusFacet(counts.status), pageFacet(counts.page), yearFacet(counts.year),
    h("p", { class: "selected", id: "selected" }, `${plural(selection.papers, "paper")}, ${plural(selection.concepts, "concept")}, ${plural(selection.links, "link")} selected`),
    narrowed() || state.hide.length ? h("button", { type: "button", id: "clear", onclick: () => go(EVERYTHING), text: "Clear all filters" }) : null);
}

function confidenceFacet(counts) {
  const shown = h("output", { for: "least", text: `${state.min} %` });
  const most = Math.max(1, ...counts);
  const bars = [...counts].map((count, at) => s("rect", { x: at * 5, width: 4, y: 20 - (20 * count) / most, height: (20 * count) / most, class: at * 5 < state.min ? "off" : null }));
  return h("div", { class: "facet" }, h("label", { for: "least" }, "Confidence at least ", shown),
    s("svg", { viewBox: "0 0 104 20", class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" }, bars),
    h("input", { type: "range", id: "least", min: 0, max: 100, step: 5, value: state.min,
      oninput: (event) => { shown.textContent = `${event.target.value} %`; }, onchange: (event) => go({ min: Number(event.target.value) }) }));
}

function choiceFacet(id, label, options, value, onPick) {
  return h("div", { class: "facet" }, h("label", { for: id, text: label }), h("select", { id, onchange: (event) => onPick(event.target.value) },
    options.map(([of, text]) => h("option", { value: of, selected: of === value, text }))));
}

function statusFacet(counts) {
  const options = [["", "Any"], ["curated", `Curated (${number(counts[0])})`], ["candidate", `Candidate (${number(counts[1])})`]];
  return choiceFacet("status", "Status", options, state.status, (status) => go({ status }));
}

function pageFacet(counts) {
  if (data.pages.length < 2) return null;
  const options = data.pages.map((page, at) => [page, `${isolate(page)} (${number(counts[at])})`]);
  return choiceFacet("page", "Page", [["", "Any"], ...options], state.page, (page) => go({ page }));
}

function yearFacet(counts) {
  const years = [...counts.keys()].filter(Boolean).sort((a, b) => a - b);
  if (!years.length && !state.since && !state.until) return null;
  const all = [...new Set([...years, state.since, state.until])].filter(Boolean).sort((a, b) => a - b);
  const options = [["0", "Any"], ...all.map((year) => [String(year), `${year} (${number(counts.get(year) || 0)})`])];
  return h("div", { class: "pair" },
    choiceFacet("since", "Papers from", options, String(state.since), (year) => go({ since: Number(year) })),
    choiceFacet("until", "to", options, String(state.until), (year) => go({ until: Number(year) })));
}
