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

window.explorer = Object.freeze({
  drawn: drawnNodes,
  links: () => scene.links.map((link) => ({ paper: idOf(linkPaper[link]), role: roleOf(link), concept: idOf(linkConcept[link]) })),
  headings: () => scene.headings.map((heading) => heading.text),
  scale: () => network.getScale(),
  onDrawn: (callback) => network.on("afterDrawing", callback),
});
