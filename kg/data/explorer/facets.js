// The selection: which links and nodes pass every facet, and how many each value of a facet would leave.

const selection = { link: new Uint8Array(LINKS), node: new Uint8Array(NODES), counts: null, papers: 0, concepts: 0, links: 0 };

const FACETS = ["kind", "role", "confidence", "status", "page", "year"];

function emptyCounts() {
  return {
    kind: new Int32Array(KINDS.length), role: new Int32Array(ROLES.length), confidence: new Int32Array(21),
    status: new Int32Array(2), page: new Int32Array(data.pages.length), year: new Map(),
  };
}

// What of the state is a facet, ready to be asked of a link.
function asked() {
  const page = state.page === "" ? -1 : data.pages.indexOf(state.page);
  const onPage = page < 0 ? null : Uint8Array.from(data.papers.pages, (pages) => (pages.includes(page) ? 1 : 0));
  return {
    kinds: KINDS.map((kind) => state.hide.includes(kind)),
    roles: ROLES.map((role) => state.hide.includes(role)),
    status: state.status === "" ? -1 : Number(state.status === "candidate"),
    onPage,
    late: (year) => (state.since && year < state.since) || (state.until && year > state.until),
  };
}

// One bit for each facet that a link fails.
function failures(link, ask) {
  const paper = linkPaper[link];
  const concept = linkConcept[link];
  return (
    (ask.kinds[kindNumber[concept]] ? 1 : 0) |
    (ask.roles[linkRole[link]] ? 2 : 0) |
    (linkConfidence[link] < state.min ? 4 : 0) |
    (ask.status >= 0 && data.concepts.candidate[concept - PAPERS] !== ask.status ? 8 : 0) |
    (ask.onPage && !ask.onPage[paper] ? 16 : 0) |
    (ask.late(yearNumber[paper]) ? 32 : 0)
  );
}

// A value of a facet counts what passes all other facets: nodes once each, links where links are meant.
function select() {
  const ask = asked();
  const counts = emptyCounts();
  const seen = FACETS.map(() => new Uint8Array(NODES));
  const once = (facet, node) => (seen[facet][node] ? 0 : (seen[facet][node] = 1));
  selection.link.fill(0);
  selection.node.fill(0);
  for (let link = 0; link < LINKS; link++) {
    const failed = failures(link, ask);
    if (failed & (failed - 1)) continue; // fails two facets: counts nowhere
    const paper = linkPaper[link];
    const concept = linkConcept[link];
    if (!failed) { selection.link[link] = 1; selection.node[paper] = 1; selection.node[concept] = 1; }
    if (!(failed & ~1)) counts.kind[kindNumber[concept]] += once(0, concept);
    if (!(failed & ~2)) counts.role[linkRole[link]]++;
    if (!(failed & ~4)) counts.confidence[Math.floor(linkConfidence[link] / 5)]++;
    if (!(failed & ~8)) counts.status[data.concepts.candidate[concept - PAPERS]] += once(3, concept);
    if (!(failed & ~16) && once(4, paper)) for (const page of data.papers.pages[paper]) counts.page[page]++;
    if (!(failed & ~32) && once(5, paper)) counts.year.set(yearNumber[paper], (counts.year.get(yearNumber[paper]) || 0) + 1);
  }
  if (!narrowed()) for (let paper = 0; paper < PAPERS; paper++) selection.node[paper] = 1; // also those without links
  totals(counts);
  selection.counts = counts;
}

function totals(counts) {
  let papers = 0;
  let concepts = 0;
  for (let node = 0; node < PAPERS; node++) papers += selection.node[node];
  for (let node = PAPERS; node < NODES; node++) concepts += selection.node[node];
  counts.kind[0] = papers;
  Object.assign(selection, { papers, concepts, links: selection.link.reduce((sum, one) => sum + one, 0) });
}

// Whether any facet is set (showing papers or not is no facet: it changes the drawing alone).
const narrowed = () =>
  state.hide.some((word) => word !== "paper") || state.min > 0 || state.status !== "" || state.page !== "" || state.since > 0 || state.until > 0;

const EVERYTHING = { hide: [], min: 0, status: "", page: "", since: 0, until: 0 };
