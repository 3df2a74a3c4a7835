// Details of the node in focus: what it is, the words its links rest on, and what is close to it.

const FIRST_ROWS = 12;
const CLOSEST = 8;

// A link to a node of the graph: an address to copy, a click to follow.
function inward(node, text = nameOf(node), properties = {}) {
  return h("a", { href: hrefOf(node), "data-node": node, ...properties }, h("bdi", { text }));
}

const chip = (node) => inward(node, nameOf(node), { class: `chip ${kindOf(node)}` });

const section = (title, ...content) => h("section", {}, h("h3", { text: title }), ...content);

function fact(name, ...content) {
  return content.some(Boolean) ? [h("dt", { text: name }), h("dd", {}, ...content)] : [];
}

const separated = (elements) => elements.flatMap((element, at) => (at ? [", ", element] : [element]));

function showDetails(node) {
  const panel = byId("details");
  panel.hidden = node === null;
  document.body.classList.toggle("detailed", node !== null);
  if (node === null) { panel.replaceChildren(); return; }
  const same = panel.dataset.of === String(node); // expanding a neighbour keeps the place in the list
  const [scrolled, expanded] = [panel.scrollTop, document.activeElement?.dataset.expand];
  const [before, after] = isPaper(node) ? paperParts(node) : conceptParts(node);
  panel.replaceChildren(heading(node), ...before, connect(node), ...after);
  panel.dataset.of = node;
  panel.scrollTop = same ? scrolled : 0;
  if (same && expanded) panel.querySelector(`[data-expand="${expanded}"]`)?.focus();
}

function heading(node) {
  const kind = kindOf(node);
  return h("header", {},
    h("p", { class: "kind" }, sign(kind), kind, isCandidate(node) ? h("span", { class: "tag", text: "candidate" }) : null),
    h("button", { type: "button", class: "close", "aria-label": "Close details", title: "Back to the overview (Escape)", onclick: leave, text: "×" }),
    h("h2", {}, h("bdi", { text: nameOf(node) })));
}

function connect(node) {
  const ask = h("button", { type: "button", id: "connect", onclick: () => askOtherEnd(node), text: "How is it connected to …" });
  return h("p", { class: "actions" }, ask,
    state.view === "table" ? h("button", { type: "button", onclick: () => go({ view: "graph" }), text: "Show in the graph" }) : null);
}

// A switch that adds a neighbour's own neighbours to the drawing, or takes them out again.
function expander(node) {
  const opened = state.more.includes(node);
  return h("button", { type: "button", class: "expander", "aria-pressed": String(opened), "data-expand": node, onclick: () => expandNode(node),
    "aria-label": `Expand ${nameOf(node)}`, title: opened ? "Take its neighbours out of the drawing" : "Add its neighbours to the drawing", text: opened ? "−" : "+" });
}

// The node's identifier in RDF, percent-encoded as there.
const iriOf = (node) => data.base + idOf(node).split("/").map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)).join("/");

// Paper

function paperParts(paper) {
  const own = data.papers;
  const pages = own.pages[paper].map((page) => h("bdi", { text: data.pages[page] }));
  const similar = closest(paper, CLOSEST);
  return [[
    h("dl", {},
      fact("Authors", own.authors[paper].length ? h("bdi", { text: own.authors[paper].join(", ") }) : null),
      fact("Published", own.published[paper]), fact("In", own.venue[paper]),
      fact("Read", own.url[paper] ? outward(own.url[paper], own.url[paper]) : null),
      fact("Code", ...separated(own.code[paper].map((url) => outward(url, url)))),
      fact("Listed on", ...separated(pages)), fact("IRI", h("code", { text: iriOf(paper) }))),
  ], [
    section("Abstract", own.abstract[paper] ? abstract(paper) : h("p", { class: "none", text: "This page was made without abstracts." })),
    section(`Names ${plural(degree(paper), "concept")}`, ...rolesOf(paper)),
    similar.length ? section("Similar papers", h("ul", { class: "plain" },
      similar.map(([other]) => h("li", {}, sign("paper"), inward(other))))) : null,
  ].filter(Boolean)];
}

// Mentions of a paper in order: [start, end, concept].
function mentionsOf(paper) {
  const found = [];
  for (const link of linksOf(paper)) {
    const spans = data.links.mentions[link];
    for (let at = 0; at < spans.length; at += 2) found.push([spans[at], spans[at + 1], linkConcept[link]]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}

// The text from `from` to `to` with every mention in it a link to its concept.
function marked(paper, from, to, only = null) {
  const text = textOf(paper);
  const parts = [];
  let at = from;
  for (const [start, end, concept] of mentionsOf(paper)) {
    if (start < at || end > to || (only !== null && concept !== only)) continue;
    parts.push(text.slice(at, start));
    parts.push(inward(concept, text.slice(start, end), { class: `mention ${kindOf(concept)}`, title: `${kindOf(concept)}: ${nameOf(concept)}` }));
    at = end;
  }
  return [...parts, text.slice(at, to)];
}

function abstract(paper) {
  const start = data.papers.title[paper].length + 2;
  return h("p", { class: "abstract", dir: "auto" }, ...marked(paper, start, textOf(paper).length));
}

const confidence = (link) => h("span", { class: "sure", title: `confidence ${linkConfidence[link]} %, by the rule ${data.links.rules[data.links.rule[link]]}` },
  h("meter", { min: 0, max: 100, value: linkConfidence[link], "aria-label": "Confidence" }), `${linkConfidence[link]} %`);

function rolesOf(paper) {
  return byRole(paper, Infinity).map(({ role, links }) => h("div", { class: "role" }, h("h4", { text: ROLE_WORDS[role][0] }),
    h("ul", { class: "plain" }, links.map((link) => h("li", {}, chip(linkConcept[link]), confidence(link), expander(linkConcept[link]))))));
}

// Concept

function conceptParts(concept) {
  const others = namesOf(concept).slice(1);
  const near = closest(concept, 14);
  return [[
    h("dl", {},
      fact("Also written", others.length ? h("bdi", { text: others.join(" · ") }) : null),
      fact("Year", yearNumber[concept] ? String(yearNumber[concept]) : null),
      fact("Paper", introducedIn(concept)),
      fact("Measured", data.concepts.measured[concept - PAPERS]),
      fact("Web", urlOf(concept) ? outward(urlOf(concept), urlOf(concept)) : null),
      fact("Broader", wider(broaderOf(concept))), fact("Narrower", wider(narrowerOf(concept))),
      fact("Includes", wider(includedIn(concept))), fact("Part of", wider(sourcesOf(concept, includedIn))),
      fact("For", wider(tasksOf(concept))), fact("Data for it", wider(sourcesOf(concept, tasksOf))),
      fact("IRI", h("code", { text: iriOf(concept) }))),
  ], [
    section(plural(degree(concept), "paper"), ...byRole(concept, Infinity).map((group) => papersBy(concept, group))),
    near.length ? section("Appears with", h("p", { class: "chips" }, near.map(([other, count]) => h("span", { class: "with" }, chip(other), h("small", { text: number(count) }))))) : null,
  ].filter(Boolean)];
}

function introducedIn(concept) {
  const [title, address] = data.concepts.introduced[concept - PAPERS] || [];
  return address ? outward(address, title) : title;
}

const FEW_CHIPS = 24;
function wider(nodes) {
  if (!nodes.length) return null;
  const chips = h("span", { class: "chips" }, nodes.slice(0, FEW_CHIPS).map(chip));
  const more = h("button", { type: "button", class: "more", text: `Show all ${number(nodes.length)}`, onclick: () => { more.remove(); chips.append(...nodes.slice(FEW_CHIPS).map(chip)); } });
  if (nodes.length > FEW_CHIPS) chips.append(more);
  return chips;
}

function sourcesOf(concept, relation) {
  const found = [];
  for (let node = PAPERS; node < NODES; node++) if (relation(node).includes(concept)) found.push(node);
  return found.sort((one, other) => degree(other) - degree(one));
}

function papersBy(concept, { role, links }) {
  const list = h("ul", { class: "papers" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow(links.length) });
  function grow(to) {
    list.append(...links.slice(list.childElementCount, to).map((link) => evidence(link, concept)));
    more.textContent = `Show all ${number(links.length)}`;
    more.hidden = list.childElementCount >= links.length;
  }
  grow(FIRST_ROWS);
  return h("div", { class: "role" }, h("h4", {}, ROLE_WORDS[role][1], h("span", { class: "count", text: number(links.length) })), list, more);
}

function evidence(link, concept) {
  const paper = linkPaper[link];
  const spans = data.links.mentions[link];
  const text = textOf(paper);
  // A sentence of the abstract says more than the title, which is shown anyway.
  const inAbstract = spans.findIndex((offset, at) => at % 2 === 0 && offset > data.papers.title[paper].length);
  const at = Math.max(0, inAbstract);
  const quote = spans.length && data.papers.abstract[paper]
    ? h("blockquote", { dir: "auto" }, ...marked(paper, ...sentenceAround(text, spans[at], spans[at + 1]), concept)) : null;
  return h("li", {}, h("p", {}, inward(paper), confidence(link), expander(paper)), quote);
}
