// What a page around this one, or a test, may ask: what is drawn, where on the screen.

function drawnNodes() {
  const scale = network.getScale();
  const frame = byId("canvas").getBoundingClientRect();
  return [...scene.nodes.values()].map((made) => {
    const at = network.canvasToDOM(made);
    const box = coverOf(made);
    const corner = network.canvasToDOM({ x: box.x - box.width / 2, y: box.y - box.height / 2 });
    return {
      id: idOf(made.node), kind: kindOf(made.node), label: made.label, x: frame.x + at.x, y: frame.y + at.y,
      box: { x: frame.x + corner.x, y: frame.y + corner.y, width: box.width * scale, height: box.height * scale },
    };
  });
}

let firstDrawn = null;
const noteFirstDrawing = () => network.once("afterDrawing", () => { firstDrawn ??= performance.now(); });

window.explorer = Object.freeze({
  drawn: drawnNodes,
  links: () => scene.links.map((link) => ({ paper: idOf(linkPaper[link]), role: roleOf(link), concept: idOf(linkConcept[link]) })),
  headings: () => scene.headings.map((heading) => heading.text),
  firstDrawn: () => firstDrawn, // milliseconds since the page began to load
  nodes: () => NODES,
  busiest: (most) => { let best = 0; for (let node = 0; node < NODES; node++) if (degree(node) <= most && degree(node) > degree(best)) best = node; return [idOf(best), degree(best)]; },
  scale: () => network.getScale(),
  onDrawn: (callback) => { network.on("afterDrawing", callback); },
});
