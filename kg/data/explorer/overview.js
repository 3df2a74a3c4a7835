// The overview: the first view as it was laid out when the page was made or, under filters, what leads the selection.

const FIRST_CONCEPTS = 72;
const FIRST_PAPERS = 32;

const firstView = new Map(data.view.nodes.map((drawn) => [drawn.id, {
  node: drawn.id, x: drawn.x, y: drawn.y, label: drawn.label, size: drawn.size, font: drawn.font.size, community: drawn.community,
}]));

function selectedDegree(node) {
  let count = 0;
  for (const link of linksOf(node)) count += selection.link[link];
  return count;
}

// The skeleton: the first view as it was laid out, or, under facets, the best of the selection.
function overview() {
  const scene = emptyScene(null);
  scene.quiet = true;
  const papers = !state.hide.includes("paper");
  if (narrowed()) return bestOf(scene, papers);
  scene.hulls = true;
  for (const made of firstView.values()) if (papers || !isPaper(made.node)) fix(scene, made);
  scene.links = papers ? data.view.edges.map((drawn) => drawn.id) : [];
  return scene;
}

// What leads the selection. Where most of it has a place in the first view, it stays there; else all is placed anew.
function bestOf(scene, papers) {
  const concepts = best(PAPERS, NODES, selectedDegree, FIRST_CONCEPTS);
  const drawn = new Set(concepts);
  const bound = (paper) => linksOf(paper).reduce((sum, link) => sum + (selection.link[link] && drawn.has(linkConcept[link]) ? 1 : 0), 0);
  const all = [...concepts, ...(papers ? best(0, PAPERS, bound, FIRST_PAPERS) : [])];
  const known = all.filter((node) => firstView.has(node));
  scene.hulls = known.length > 0.6 * all.length;
  if (scene.hulls) for (const node of known) fix(scene, firstView.get(node));
  for (const node of all) if (!scene.nodes.has(node)) settle(scene, item(node), ...middle(scene, node));
  scene.note = all.length ? "" : "Nothing passes these filters.";
  return linkUp(scene);
}

function best(from, to, score, limit) {
  const scored = [];
  for (let node = from; node < to; node++) if (selection.node[node]) scored.push([score(node), node]);
  return scored.filter((one) => one[0] > 0).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, limit).map((one) => one[1]);
}

// The middle of the drawn nodes that `node` is linked to, or shares papers with.
function middle(scene, node) {
  let [x, y, total] = [0, 0, 0.001];
  const draw = (other, weight) => {
    const there = scene.nodes.get(other);
    if (there && other !== node) { x += weight * there.x; y += weight * there.y; total += weight; }
  };
  for (const link of linksOf(node)) {
    if (!selection.link[link]) continue;
    const between = across(link, node);
    draw(between, 1);
    if (!isPaper(node)) for (const second of linksOf(between)) if (selection.link[second]) draw(linkConcept[second], 1 / degree(between));
  }
  return [x / total, y / total];
}
