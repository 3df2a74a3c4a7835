// Keys of the whole page, and those of the drawing.

const typing = (target) => target.closest("input, select, textarea, dialog") !== null;

const PAGE_KEYS = {
  "/": () => byId("search").focus(),
  "?": () => openHelp(),
  t: () => go({ view: state.view === "table" ? "graph" : "table" }),
  f: () => frame(true, 0),
  Escape: () => leave(),
};

const CANVAS_KEYS = {
  ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
  Enter: () => { if (cursor !== null) focusOn(cursor); },
  "+": () => { if (cursor !== null) expandNode(cursor); },
};

function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const action = (event.target === byId("canvas") && CANVAS_KEYS[event.key]) || PAGE_KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
