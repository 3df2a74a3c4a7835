// The drawing: vis-network shows a scene; physics is off, every place is given.

const LEAST_SCALE = 0.55;
let network = null;
let scene = emptyScene(null);
let hullPaths = [];
let cursor = null; // the node that the keyboard is on

function startCanvas(onFocus, onExpand) {
  const options = { ...data.view.options, groups: groupStyles(), autoResize: true };
  network = new vis.Network(byId("canvas"), { nodes: [], edges: [] }, options);
  byId("canvas").firstElementChild.tabIndex = -1; // the drawing itself is what Tab reaches
  network.on("beforeDrawing", drawBehind);
  network.on("afterDrawing", drawBefore);
  let waiting = 0; // a click waits for a second one, which means something else
  network.on("click", ({ nodes }) => {
    clearTimeout(waiting);
    if (nodes.length) waiting = setTimeout(() => onFocus(nodes[0]), 230);
  });
  network.on("doubleClick", ({ nodes }) => { clearTimeout(waiting); if (nodes.length) onExpand(nodes[0]); });
  network.on("hoverNode", ({ node, event }) => showHint(node, event));
  network.on("blurNode", hideHint);
  network.on("dragStart", hideHint);
  network.on("zoom", hideHint);
}

function groupStyles() {
  const styles = { useDefaultGroups: false };
  for (const kind of KINDS) {
    const shape = data.view.options.groups[kind];
    const fill = kind === "paper" ? theme.card : theme.kind[kind];
    const lit = kind === "paper" ? theme.tint.paper : theme.kind[kind];
    const edge = kind === "paper" ? theme.kind.paper : theme.page;
    const bold = { background: lit, border: theme.text };
    styles[kind] = { ...shape, borderWidth: kind === "paper" ? 1 : 1.5, borderWidthSelected: 2.5,
      color: { background: fill, border: edge, highlight: bold, hover: bold } };
  }
  return styles;
}

function drawnNode({ node, x, y, label, size, font }) {
  const paper = isPaper(node);
  const drawn = { id: node, group: kindOf(node), x, y, label, font: {
    size: font, color: theme.text, face: theme.face, strokeWidth: paper ? 0 : 3, strokeColor: scene.hulls ? theme.hull : theme.page,
  }, scaling: { label: { enabled: false, drawThreshold: 6 } } };
  if (paper) Object.assign(drawn, { margin: { top: 4, bottom: 4, left: 6, right: 6 }, shapeProperties: { borderRadius: 4 } });
  else drawn.size = size;
  if (scene.opened.has(node)) Object.assign(drawn, { borderWidth: 2.5, color: { ...groupStyles()[kindOf(node)].color, border: theme.text } });
  return drawn;
}

function drawnLink(link) {
  const stroke = STROKES[roleOf(link)];
  const { quiet } = scene;
  const introduces = roleOf(link) === "introduces";
  return { id: `l${link}`, from: linkPaper[link], to: linkConcept[link], dashes: quiet ? false : stroke.dashes, width: quiet ? 0.8 : stroke.width,
    color: { color: introduces && !quiet ? theme.strong : theme.line, highlight: theme.strong, hover: theme.strong, opacity: quiet ? 0.55 : 0.4 + linkConfidence[link] / 170 } };
}

function broaderLines() {
  const lines = [];
  for (const node of scene.nodes.keys()) {
    if (isPaper(node)) continue;
    const pairs = [...broaderOf(node).map((wider) => [node, wider]), ...includedIn(node).map((part) => [part, node])];
    for (const [from, to] of pairs) {
      if (scene.nodes.has(from) && scene.nodes.has(to)) lines.push({ from, to, dashes: [2, 3], width: 1, color: { color: theme.quiet, opacity: 0.5 }, arrows: { to: { enabled: true, scaleFactor: 0.4 } } });
    }
  }
  return lines;
}

// Where papers are switched off: lines between the concepts that most papers share.
function togetherLines() {
  const lines = [];
  for (const node of scene.nodes.keys()) {
    for (const [other, count] of closest(node, 8)) {
      if (count > 1 && other > node && scene.nodes.has(other)) lines.push({ from: node, to: other, width: Math.min(6, 0.6 * count), color: { color: theme.line, opacity: 0.35 } });
    }
  }
  return lines;
}

function show(wanted, moveTo = true) {
  scene = wanted;
  cursor = null;
  hideHint();
  hullPaths = scene.hulls ? hulls() : [];
  const edges = [...scene.links.map(drawnLink), ...broaderLines(), ...(state.hide.includes("paper") ? togetherLines() : [])];
  network.setData({ nodes: [...scene.nodes.values()].map(drawnNode), edges });
  if (scene.centre !== null) network.selectNodes([scene.centre], false);
  if (moveTo) frame(false);
}

// The bounds of what is drawn.
function bounds() {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y, width, height } of [...[...scene.nodes.values()].map(boxOf), ...scene.headings.map((one) => ({ ...one, width: 160, height: 30 }))]) {
    box.left = Math.min(box.left, x - width / 2);
    box.right = Math.max(box.right, x + width / 2);
    box.top = Math.min(box.top, y - height / 2);
    box.bottom = Math.max(box.bottom, y + height / 2);
  }
  return box;
}

// Show everything, but never so small that nothing can be read: then the middle of the scene.
function frame(animated, least = LEAST_SCALE) {
  network.setSize("100%", "100%"); // the stage may have become wider or narrower
  if (!scene.nodes.size) return;
  const { left, right, top, bottom } = bounds();
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const bar = scene.centre !== null || scene.note ? 40 : 0; // the buttons above the drawing
  const scale = Math.max(least, Math.min((width - 24) / (right - left), (height - 24 - bar) / (bottom - top), 1.3));
  const held = scale === least ? scene.nodes.get(scene.centre) || largest() : null;
  const position = held ? { x: held.x, y: held.y } : { x: (left + right) / 2, y: (top + bottom - bar / scale) / 2 };
  network.moveTo({ position, scale, animation: animated && !calm.matches ? { duration: 260 } : false });
}

const largest = () => [...scene.nodes.values()].reduce((most, one) => (one.size > most.size ? one : most));

// Each community is an island: the union of rounded boxes around its nodes.
function hulls() {
  const paths = new Map();
  for (const made of scene.nodes.values()) {
    if (made.community === undefined) continue;
    if (!paths.has(made.community)) paths.set(made.community, new Path2D());
    const { x, y, width, height } = boxOf(made);
    paths.get(made.community).roundRect(x - width / 2 - 14, y - height / 2 - 14, width + 28, height + 28, 22);
  }
  return [...paths.values()];
}

function drawBehind(context) {
  context.fillStyle = theme.hull;
  context.strokeStyle = theme.hullEdge;
  context.lineWidth = 2;
  for (const path of hullPaths) { context.stroke(path); context.fill(path); }
}

function drawBefore(context) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = theme.quiet;
  context.font = `600 14px ${theme.face}`;
  for (const { text, x, y } of scene ? scene.headings : []) context.fillText(text, x, y);
}

function showHint(node, event) {
  const hint = byId("hint");
  const facts = isPaper(node) ? plural(degree(node), "concept") : `${kindOf(node)} · ${plural(degree(node), "paper")}`;
  hint.replaceChildren(h("bdi", { text: nameOf(node) }), h("small", { text: facts }));
  const box = byId("canvas").getBoundingClientRect();
  const at = network.canvasToDOM(network.getPosition(node));
  hint.style.left = `${Math.min(box.width - 270, Math.max(8, at.x + 14))}px`;
  hint.style.top = `${Math.min(box.height - 70, at.y + 14)}px`;
  hint.classList.add("shown");
}

const hideHint = () => byId("hint").classList.remove("shown");

// Zoom about the middle.
function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.1, network.getScale() * factor)), animation: calm.matches ? false : { duration: 160 } });
}

// Move the keyboard's cursor to the nearest drawn node in a direction.
function step(dx, dy) {
  const here = scene.nodes.get(cursor ?? scene.centre) || largest();
  let nearest = null;
  let least = Infinity;
  for (const made of scene.nodes.values()) {
    const [x, y] = [made.x - here.x, made.y - here.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (made !== here && ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) { least = ahead + 2 * aside; nearest = made; }
  }
  if (cursor === null && scene.centre === null) nearest = here;
  if (nearest) moveCursor(nearest.node);
}

function moveCursor(node) {
  cursor = node;
  network.selectNodes([node], false);
  const made = scene.nodes.get(node);
  const { x, y } = network.canvasToDOM(made);
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  if (x < 60 || y < 60 || x > width - 60 || y > height - 60) network.moveTo({ position: made, animation: calm.matches ? false : { duration: 160 } });
  say(`${nameOf(node)}, ${kindOf(node)}, ${plural(degree(node), isPaper(node) ? "concept" : "paper")}`);
}

// The canvas as a picture, on the page's colour.
function picture() {
  const drawn = byId("canvas").querySelector("canvas");
  const copy = h("canvas", { width: drawn.width, height: drawn.height });
  const context = copy.getContext("2d");
  context.fillStyle = theme.page;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => download("graph.png", blob), "image/png");
}
