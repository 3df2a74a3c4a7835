// The data of the page as a graph: nodes are numbers (papers first, then concepts), links are numbers, facts are columns.

const data = JSON.parse(byId("data").textContent);
byId("data").textContent = ""; // the text is parsed: give its memory back

const PAPERS = data.papers.id.length;
const NODES = PAPERS + data.concepts.id.length;
const LINKS = data.links.paper.length;
const KINDS = data.kinds;
const ROLES = data.roles;
const ROLE_WORDS = {
  introduces: ["introduces", "introduced by"],
  evaluates_on: ["evaluates on", "evaluated on by"],
  trains_on: ["trains on", "trained on by"],
  compares_with: ["compares with", "compared with by"],
  uses: ["uses", "used by"],
  mentions: ["mentions", "mentioned by"],
};
const KIND_WORDS = {
  paper: "Papers", method: "Methods", dataset: "Datasets", benchmark: "Benchmarks", task: "Tasks", metric: "Metrics",
};

const linkPaper = Int32Array.from(data.links.paper);
const linkConcept = Int32Array.from(data.links.concept);
const linkRole = Uint8Array.from(data.links.role);
const linkConfidence = Uint8Array.from(data.links.confidence);
const kindNumber = new Uint8Array(NODES);
kindNumber.set(data.concepts.kind, PAPERS);
const yearNumber = new Int16Array(NODES);
data.papers.published.forEach((date, n) => { yearNumber[n] = date ? parseInt(date, 10) || 0 : 0; });
data.concepts.year.forEach((year, n) => { yearNumber[PAPERS + n] = year || 0; });
["paper", "concept", "role", "confidence"].forEach((name) => { delete data.links[name]; });

// Links by node, one row after another: rows[node] to rows[node + 1] in `row`.
const rows = new Int32Array(NODES + 1);
const row = new Int32Array(2 * LINKS);
(function index() {
  for (let link = 0; link < LINKS; link++) { rows[linkPaper[link] + 1]++; rows[linkConcept[link] + 1]++; }
  for (let node = 0; node < NODES; node++) rows[node + 1] += rows[node];
  const next = rows.slice(0, NODES);
  for (let link = 0; link < LINKS; link++) { row[next[linkPaper[link]]++] = link; row[next[linkConcept[link]]++] = link; }
})();

const isPaper = (node) => node < PAPERS;
const kindOf = (node) => KINDS[kindNumber[node]];
const roleOf = (link) => ROLES[linkRole[link]];
const namesOf = (node) => data.concepts.names[node - PAPERS];
const nameOf = (node) => (isPaper(node) ? data.papers.title[node] : namesOf(node)[0]);
const idOf = (node) => (isPaper(node) ? `paper/${data.papers.id[node]}` : data.concepts.id[node - PAPERS]);
const linksOf = (node) => row.subarray(rows[node], rows[node + 1]);
const degree = (node) => rows[node + 1] - rows[node];
const across = (link, node) => (linkPaper[link] === node ? linkConcept[link] : linkPaper[link]);
const textOf = (paper) => `${data.papers.title[paper]}\n\n${data.papers.abstract[paper]}`;
const isCandidate = (node) => !isPaper(node) && data.concepts.candidate[node - PAPERS] === 1;
const urlOf = (node) => (isPaper(node) ? data.papers.url[node] : data.concepts.url[node - PAPERS]);
const broaderOf = (concept) => data.concepts.broader[concept - PAPERS];
const includedIn = (concept) => data.concepts.includes[concept - PAPERS];
const tasksOf = (concept) => data.concepts.for_task[concept - PAPERS];

let numbers = null;
function nodeOf(id) {
  if (!numbers) {
    numbers = new Map();
    for (let node = 0; node < NODES; node++) numbers.set(idOf(node), node);
  }
  return numbers.get(id);
}

let below = null;
function narrowerOf(concept) {
  if (!below) {
    below = new Map();
    for (let node = PAPERS; node < NODES; node++) {
      for (const wider of broaderOf(node)) below.set(wider, [...(below.get(wider) || []), node]);
    }
  }
  return below.get(concept) || [];
}

// Nodes that share most with `node`: concepts of the same papers, or papers of the same concepts, rare ones counting more.
function closest(node, limit) {
  const shared = new Map();
  for (const link of linksOf(node)) {
    const between = across(link, node);
    const weight = isPaper(node) ? 1 / Math.log(1 + degree(between)) : 1;
    for (const second of linksOf(between)) {
      const other = across(second, between);
      if (other !== node) shared.set(other, (shared.get(other) || 0) + weight);
    }
  }
  const ranked = [...shared].map(([other, weight]) => [other, isPaper(node) ? weight / Math.sqrt(degree(other)) : weight]);
  return ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit).map(([other]) => [other, shared.get(other)]);
}

// Every shortest way between two nodes, as layers of nodes from one to the other; none where they hang apart.
function layersBetween(from, to) {
  const distance = new Map([[from, 0]]);
  let edge = [from];
  while (edge.length && !distance.has(to)) {
    const next = [];
    for (const node of edge) {
      for (const link of linksOf(node)) {
        const other = across(link, node);
        if (selection.link[link] && !distance.has(other)) { distance.set(other, distance.get(node) + 1); next.push(other); }
      }
    }
    edge = next;
  }
  if (!distance.has(to)) return [];
  const layers = [[to]];
  while (layers[0][0] !== from) {
    const wanted = distance.get(layers[0][0]) - 1;
    const before = new Set();
    for (const node of layers[0]) {
      for (const link of linksOf(node)) {
        const other = across(link, node);
        if (selection.link[link] && distance.get(other) === wanted) before.add(other);
      }
    }
    layers.unshift([...before].sort((a, b) => degree(b) - degree(a) || a - b).slice(0, 12));
  }
  return layers;
}
