// Scenes: which nodes are drawn where. { nodes: Map(node -> item), links: [link], headings, centre, hulls, note }
// An item is { node, x, y, label, size, font, community }, x and y of the shape; its label hangs below (a paper's is inside).

const WORKING_SET = 300;
const EXPANSION = 40;
const ONE_RING = 22;

const ruler = document.createElement("canvas").getContext("2d");

const RULED = 100; // widths are measured once, at this size

function labelSize(label, font) {
  if (!ruler.font.startsWith(`${RULED}px`)) ruler.font = `${RULED}px ${theme.face}`;
  const lines = label.split("\n");
  return { width: Math.max(...lines.map((line) => (ruler.measureText(line).width * font) / RULED)), height: lines.length * font * 1.2 };
}

// Measured once: a label never changes.
const extent = (item) => (item.extent ??= labelSize(item.label, item.font));
const hang = (item) => (item.size ? extent(item).height + 6 : 0);

// What an item covers with its label, by its centre.
function coverOf(item) {
  const { width, height } = extent(item);
  if (!item.size) return { x: item.x, y: item.y, width: width + 12, height: height + 8 };
  return { x: item.x, y: item.y + hang(item) / 2, width: Math.max(width, 2 * item.size), height: 2 * item.size + height + 6 };
}

// The same with room to breathe.
function boxOf(item) {
  const cover = coverOf(item);
  return { ...cover, width: cover.width + 14, height: cover.height + 12 };
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

const emptyScene = (centre) => ({ nodes: new Map(), links: [], headings: [], centre, hulls: false, quiet: false, note: "", opened: new Set(), space: new Space() });

// Every selected link between two drawn nodes.
function linkUp(scene) {
  for (const node of scene.nodes.keys()) {
    if (!isPaper(node)) continue;
    for (const link of linksOf(node)) if (selection.link[link] && scene.nodes.has(linkConcept[link])) scene.links.push(link);
  }
  return scene;
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

// A node and its neighbours, each role in its own sector around it: few on one ring, many packed in rows.
function around(centre, limit = WORKING_SET) {
  const scene = emptyScene(centre);
  const groups = byRole(centre, limit);
  fix(scene, item(centre, true));
  const count = groups.reduce((sum, group) => sum + group.links.length, 0);
  const weight = (group) => Math.max(group.links.length, count * 0.07);
  const whole = groups.reduce((sum, group) => sum + weight(group), 0);
  for (const group of groups) group.waiting = group.links.map((link) => item(across(link, centre)));
  const ring = ringAround(scene, centre, groups.flatMap((group) => group.waiting.map(boxOf)));
  const spots = count > ONE_RING ? spotsAround(ring, count) : [];
  let from = -Math.PI / 2 - (groups.length ? (Math.PI * weight(groups[0])) / whole : 0);
  for (const group of groups) {
    const to = from + (2 * Math.PI * weight(group)) / whole;
    const { waiting } = group;
    if (count <= ONE_RING) waiting.forEach((made, at) => settle(scene, made, ...ring.at(from + ((at + 0.5) / waiting.length) * (to - from))));
    else fill(scene, waiting, spots, ring, from, to);
    head(scene, `${ROLE_WORDS[group.role][isPaper(centre) ? 0 : 1]} · ${number(group.total)}`, ring, from, to);
    from = to;
  }
  const all = groups.reduce((sum, group) => sum + group.total, 0);
  scene.note = count < all ? `${number(count)} of ${number(all)} neighbours drawn, the surest; filters bring others in` : "";
  return linkUp(scene);
}

// The ring next to the centre, as high for its width as the stage is, and how far apart rows have to be.
function ringAround(scene, centre, boxes) {
  const own = boxOf(scene.nodes.get(centre));
  const most = (side) => boxes.reduce((least, box) => Math.max(least, box[side]), 0);
  const aspect = Math.min(1.2, Math.max(0.5, byId("stage").clientHeight / Math.max(1, byId("stage").clientWidth)));
  const wider = Math.max(1, boxes.length / 13); // more of them need a larger ring
  const rx = (own.width / 2 + most("width") * 0.8) * wider;
  const ry = Math.max((own.height / 2 + most("height") * 1.15) * wider, rx * Math.min(1.1, aspect * 0.9));
  return { row: Math.ceil(most("height") / CELL + 1) * CELL, y: own.y, aspect, at: (angle) => [rx * Math.cos(angle), own.y + ry * Math.sin(angle)] };
}

// Spots in rows around the centre, nearest first, enough for `count` items: [distance, x, y, angle].
function spotsAround(ring, count) {
  const spots = [];
  const reach = 260 + Math.sqrt((count * ring.row * 190) / ring.aspect);
  for (let y = -Math.ceil((reach * ring.aspect) / ring.row) * ring.row; y <= reach * ring.aspect; y += ring.row) {
    for (let x = -Math.ceil(reach / 18) * 18; x <= reach; x += 18) {
      const far = Math.hypot(x, y / ring.aspect);
      if (far <= reach) spots.push([far, x, y + ring.y, Math.atan2(y / ring.aspect, x)]);
    }
  }
  return spots.sort((a, b) => a[0] - b[0] || a[2] - b[2] || a[1] - b[1]);
}

// Fill a sector with items, nearest to the centre first.
function fill(scene, waiting, spots, ring, from, to) {
  let at = 0;
  for (const [, x, y, angle] of spots) {
    if (at === waiting.length) return;
    if (!within(angle, from, to)) continue;
    const made = waiting[at];
    [made.x, made.y] = [x, y - hang(made) / 2];
    if (scene.space.free(boxOf(made))) { fix(scene, made); at++; }
  }
  for (; at < waiting.length; at++) settle(scene, waiting[at], ...ring.at((from + to) / 2));
}

const TURN = 2 * Math.PI;
const within = (angle, from, to) => (((angle - from) % TURN) + TURN) % TURN < to - from;

// The name of a sector at its outer end.
function head(scene, text, ring, from, to) {
  const middle = (from + to) / 2;
  const [dx, dy] = [Math.cos(middle), Math.sin(middle) * ring.aspect];
  let reach = 0;
  for (const { x, y } of scene.nodes.values()) {
    if (within(Math.atan2((y - ring.y) / ring.aspect, x), from, to)) reach = Math.max(reach, Math.hypot(x, (y - ring.y) / ring.aspect));
  }
  const heading = scene.space.settle({ x: dx * (reach + 52), y: ring.y + dy * (reach + 52), width: text.length * 8.5 + 16, height: 30 });
  scene.headings.push({ text, x: heading.x, y: heading.y });
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
  const tall = Math.max(...layers.flat().map((node) => boxOf(item(node)).height)) + 10;
  layers.forEach((layer, depth) => layer.forEach((node, at) => {
    const end = depth === 0 || depth === layers.length - 1;
    settle(scene, item(node, end), (depth - (layers.length - 1) / 2) * 300, (at - (layer.length - 1) / 2) * tall);
  }));
  scene.centre = null;
  scene.note = `Connected in ${plural(layers.length - 1, "step")}`;
  return linkUp(scene);
}

function sceneOf(wanted) {
  if (wanted.from !== null && wanted.to !== null) return way(wanted.from, wanted.to);
  if (wanted.at === null) return overview();
  // What is expanded needs room among the nodes that can be drawn at once.
  const scene = around(wanted.at, WORKING_SET - Math.min(WORKING_SET / 2, EXPANSION * wanted.more.length));
  for (const node of wanted.more) expand(scene, node);
  scene.opened = new Set([wanted.at, ...wanted.more]);
  // Only the links of what was opened: all links among the neighbours would hide these.
  scene.links = linkUp({ ...scene, links: [] }).links.filter((link) => scene.opened.has(linkPaper[link]) || scene.opened.has(linkConcept[link]));
  return scene;
}
