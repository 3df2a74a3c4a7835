// Scenes: which nodes are drawn where. { nodes: Map(node -> item), links: [link], headings, centre, hulls, note }
// An item is { node, x, y, label, size, font, community }, x and y of the shape; its label hangs below (a paper's is inside).

const WORKING_SET = 300;
const EXPANSION = 40;
const FIRST_CONCEPTS = 84;
const FIRST_PAPERS = 44;

const ruler = document.createElement("canvas").getContext("2d");

function labelSize(label, font) {
  ruler.font = `${font}px ${theme.face}`;
  const lines = label.split("\n");
  return { width: Math.max(...lines.map((line) => ruler.measureText(line).width)), height: lines.length * font * 1.2 };
}

const hang = (item) => (item.size ? labelSize(item.label, item.font).height + 6 : 0);

// The space of an item with its label, by its centre.
function boxOf(item) {
  const { width, height } = labelSize(item.label, item.font);
  if (!item.size) return { x: item.x, y: item.y, width: width + 20, height: height + 18 };
  return { x: item.x, y: item.y + hang(item) / 2, width: Math.max(width, 2 * item.size) + 14, height: 2 * item.size + height + 20 };
}

function item(node, large = false) {
  if (isPaper(node)) return { node, x: 0, y: 0, label: wrap(large ? nameOf(node) : shortTitle(nameOf(node)), large ? 30 : 24, large ? 4 : 2), size: 0, font: large ? 14 : 11 };
  const size = (large ? 12 : 6) + Math.min(12, Math.sqrt(degree(node)));
  return { node, x: 0, y: 0, label: wrap(nameOf(node), large ? 24 : 17, 3), size, font: large ? 18 : 13 };
}

// Put the item into the scene at the free spot nearest to (x, y).
function settle(scene, made, x, y) {
  const lift = hang(made) / 2;
  const box = scene.space.settle({ ...boxOf(made), x, y: y + lift });
  made.x = box.x;
  made.y = box.y - lift;
  scene.nodes.set(made.node, made);
}

function fix(scene, made) {
  scene.space.take(boxOf(made));
  scene.nodes.set(made.node, made);
}

const emptyScene = (centre) => ({ nodes: new Map(), links: [], headings: [], centre, hulls: false, note: "", space: new Space() });

// Every selected link between two drawn nodes.
function linkUp(scene) {
  for (const node of scene.nodes.keys()) {
    if (!isPaper(node)) continue;
    for (const link of linksOf(node)) if (selection.link[link] && scene.nodes.has(linkConcept[link])) scene.links.push(link);
  }
  return scene;
}

const firstView = new Map(data.view.nodes.map((drawn) => [drawn.id, {
  node: drawn.id, x: drawn.x, y: drawn.y, label: drawn.label, size: drawn.size, font: drawn.font.size, community: drawn.community,
}]));

function selectedDegree(node) {
  let count = 0;
  for (const link of linksOf(node)) count += selection.link[link];
  return count;
}

// The skeleton: the first view as it was laid out, or, under facets, the best of the selection, in their places where they have one.
function overview() {
  const scene = emptyScene(null);
  scene.hulls = true;
  const papers = !state.hide.includes("paper");
  if (!narrowed()) {
    for (const made of firstView.values()) if (papers || !isPaper(made.node)) fix(scene, made);
    return linkUp(scene);
  }
  const concepts = best(PAPERS, NODES, selectedDegree, FIRST_CONCEPTS);
  const drawn = new Set(concepts);
  const bound = (paper) => linksOf(paper).reduce((sum, link) => sum + (selection.link[link] && drawn.has(linkConcept[link]) ? 1 : 0), 0);
  const chosenPapers = papers ? best(0, PAPERS, bound, FIRST_PAPERS) : [];
  const all = [...concepts, ...chosenPapers];
  for (const node of all) if (firstView.has(node)) fix(scene, firstView.get(node));
  for (const node of all) if (!firstView.has(node)) settle(scene, item(node), ...middle(scene, node));
  scene.note = all.length ? "" : "Nothing passes these filters.";
  return linkUp(scene);
}

function best(from, to, score, limit) {
  const scored = [];
  for (let node = from; node < to; node++) if (selection.node[node]) scored.push([score(node), node]);
  return scored.filter((one) => one[0] > 0).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, limit).map((one) => one[1]);
}

// The middle of the drawn nodes that `node` shares links with.
function middle(scene, node) {
  let [x, y, count] = [0, 0, 0];
  for (const link of linksOf(node)) {
    const there = selection.link[link] && scene.nodes.get(across(link, node));
    if (there) { x += there.x; y += there.y; count++; }
  }
  return count ? [x / count, y / count] : [0, 0];
}

// The links of a node that pass the selection, by role, surest first; at most `limit`, a fair share of each role.
function byRole(node, limit) {
  const groups = ROLES.map((role) => ({ role, links: [] }));
  for (const link of linksOf(node)) if (selection.link[link]) groups[linkRole[link]].links.push(link);
  const total = groups.reduce((sum, group) => sum + group.links.length, 0);
  const share = Math.min(1, limit / Math.max(1, total));
  const order = (a, b) => linkConfidence[b] - linkConfidence[a] || degree(across(b, node)) - degree(across(a, node)) || a - b;
  return groups.filter((group) => group.links.length).map((group) => ({
    role: group.role, total: group.links.length, links: group.links.sort(order).slice(0, Math.ceil(group.links.length * share)),
  }));
}

// A node and its neighbours, each role in its own sector of rings around it.
function around(centre, limit = WORKING_SET) {
  const scene = emptyScene(centre);
  const groups = byRole(centre, limit);
  fix(scene, item(centre, true));
  const count = groups.reduce((sum, group) => sum + group.links.length, 0);
  const least = count * 0.07;
  const whole = groups.reduce((sum, group) => sum + Math.max(group.links.length, least), 0);
  const rings = ringsAround(scene, centre, groups);
  let from = -Math.PI / 2 - (groups.length ? (Math.PI * Math.max(groups[0].links.length, least)) / whole : 0);
  for (const group of groups) {
    const to = from + (2 * Math.PI * Math.max(group.links.length, least)) / whole;
    sector(scene, centre, group, rings, from, to, count <= 14);
    from = to;
  }
  const all = groups.reduce((sum, group) => sum + group.total, 0);
  scene.note = count < all ? `${number(count)} of ${number(all)} neighbours drawn, the surest; filters bring others in` : "";
  return linkUp(scene);
}

function ringsAround(scene, centre, groups) {
  const own = boxOf(scene.nodes.get(centre));
  const boxes = groups.flatMap((group) => group.links.map((link) => boxOf(item(across(link, centre)))));
  const width = boxes.reduce((most, box) => Math.max(most, box.width), 0);
  const height = boxes.reduce((most, box) => Math.max(most, box.height), 0);
  const radius = (ring) => [own.width / 2 + width * 0.8 + ring * (width + 14), own.height / 2 + height * 1.15 + ring * (height + 12)];
  return { radius, height, y: own.y };
}

function sector(scene, centre, group, rings, from, to, even) {
  const waiting = group.links.map((link) => item(across(link, centre)));
  const on = (ring, angle) => { const [rx, ry] = rings.radius(ring); return [rx * Math.cos(angle), rings.y + ry * Math.sin(angle)]; };
  let outer = 0;
  if (even) waiting.forEach((made, at) => settle(scene, made, ...on(0, from + ((at + 0.5) / waiting.length) * (to - from))));
  else outer = fill(scene, waiting, on, from, to);
  const [x, y] = on(outer + 0.75, (from + to) / 2);
  const text = `${ROLE_WORDS[group.role][isPaper(centre) ? 0 : 1]} · ${number(group.total)}`;
  const heading = scene.space.settle({ x, y, width: text.length * 9 + 16, height: 30 });
  scene.headings.push({ text, x: heading.x, y: heading.y });
}

// Fill a sector ring by ring; the number of the last ring.
function fill(scene, waiting, on, from, to) {
  let at = 0;
  let ring = 0;
  for (; at < waiting.length && ring < 40; ring++) {
    const step = 0.035 / (1 + ring * 0.5);
    for (let angle = from + step; angle < to - step && at < waiting.length; angle += step) {
      const made = waiting[at];
      [made.x, made.y] = on(ring, angle);
      made.y -= hang(made) / 2;
      if (scene.space.free(boxOf(made))) { fix(scene, made); at++; }
    }
  }
  for (; at < waiting.length; at++) settle(scene, waiting[at], ...on(ring, (from + to) / 2));
  return ring - 1;
}

// Add the neighbours of a drawn node near it.
function expand(scene, node) {
  if (!scene.nodes.has(node)) settle(scene, item(node), 0, scene.space.high + 120);
  const { x, y } = scene.nodes.get(node);
  const [outX, outY] = [x * 1.35, y * 1.6];
  const room = Math.min(EXPANSION, WORKING_SET - scene.nodes.size);
  const fresh = byRole(node, room + 60).flatMap((group) => group.links.map((link) => across(link, node))).filter((one) => !scene.nodes.has(one));
  for (const one of fresh.slice(0, Math.max(0, room))) settle(scene, item(one), outX, outY);
  return scene;
}

// The shortest ways between two nodes, from left to right.
function way(from, to) {
  const scene = emptyScene(from);
  const layers = layersBetween(from, to);
  if (!layers.length) {
    settle(scene, item(from, true), -220, 0);
    settle(scene, item(to, true), 220, 0);
    scene.note = "Nothing in this selection connects the two.";
    return scene;
  }
  layers.forEach((layer, depth) => layer.forEach((node, at) => {
    const end = depth === 0 || depth === layers.length - 1;
    settle(scene, item(node, end), (depth - (layers.length - 1) / 2) * 300, (at - (layer.length - 1) / 2) * 62);
  }));
  scene.centre = null;
  scene.note = `Connected in ${plural(layers.length - 1, "step")}`;
  return linkUp(scene);
}

function sceneOf(wanted) {
  if (wanted.from !== null && wanted.to !== null) return way(wanted.from, wanted.to);
  if (wanted.at === null) return overview();
  const scene = around(wanted.at);
  for (const node of wanted.more) expand(scene, node);
  scene.links = [];
  return linkUp(scene);
}
