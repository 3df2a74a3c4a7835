// Everything together: the state in, the page out.

// Back to the overview; from there, out of the table.
function leave() {
  if (document.body.classList.contains("filtering")) showFilters(false);
  else if (state.at !== null || state.from !== null) go({ at: null, more: [], from: null, to: null });
  else go({ view: "graph" });
}

function expandNode(node) {
  if (state.at === null) focusOn(node);
  else if (state.more.includes(node)) go({ more: state.more.filter((one) => one !== node) });
  else if (node !== state.at) go({ more: [...state.more, node] });
}

function showFilters(shown) {
  document.body.classList.toggle("filtering", shown);
  byId("filters").setAttribute("aria-expanded", String(shown));
}

function showTrail() {
  const ends = state.from !== null ? [h("span", {}, h("bdi", { text: nameOf(state.from) }), " ↔ ", h("bdi", { text: nameOf(state.to) }))] : [];
  const back = state.at !== null || state.from !== null ? [h("button", { type: "button", id: "overview", onclick: leave, text: "← Overview" })] : [];
  byId("trail").replaceChildren(...back, ...ends, ...(scene.note ? [h("span", { class: "note", text: scene.note })] : []));
}

// Broader concepts that no paper links to are drawn above others, and counted nowhere.
function showSummary() {
  const linked = Array.from({ length: NODES - PAPERS }, (_, at) => PAPERS + at).filter((node) => degree(node)).length;
  const parts = [plural(PAPERS, "paper"), plural(linked, "concept"), plural(LINKS, "link"), plural(data.pages.length, "page")];
  byId("summary").textContent = parts.join(" · ");
}

function announce() {
  const name = state.at !== null ? nameOf(state.at) : "Overview";
  document.title = `${name} · Knowledge graph of papers`;
  say(state.at !== null ? `${name}: ${plural(degree(state.at), isPaper(state.at) ? "concept" : "paper")}` : "Overview");
}

function render() {
  state = readState(location.hash);
  if ((state.from === null) !== (state.to === null)) state = { ...state, from: null, to: null };
  select();
  showPanel();
  showDetails(state.at);
  showTable();
  if (state.view === "graph") show(sceneOf(state));
  byId("as-graph").setAttribute("aria-pressed", String(state.view === "graph"));
  byId("as-table").setAttribute("aria-pressed", String(state.view === "table"));
  if (scene) showTrail();
  announce();
}

function follow(event) {
  const link = event.target.closest("a[data-node]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // a frame without an address cannot follow "#…" itself
  focusOn(Number(link.dataset.node));
}

function startTheme() {
  readTheme();
  dark.addEventListener("change", () => { readTheme(); network.setOptions({ groups: groupStyles() }); if (scene) show(scene, false); });
}

function start() {
  startTheme();
  showSummary();
  startCanvas(focusOn, expandNode);
  noteFirstDrawing();
  startSearch(focusOn);
  startKeyboard();
  document.addEventListener("click", follow);
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("search").focus(); });
  byId("as-graph").addEventListener("click", () => go({ view: "graph" }));
  byId("as-table").addEventListener("click", () => go({ view: "table" }));
  byId("filters").addEventListener("click", () => showFilters(!document.body.classList.contains("filtering")));
  byId("png").addEventListener("click", picture);
  byId("help").addEventListener("click", openHelp);
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("zoom-fit").addEventListener("click", () => frame(true, 0));
  window.addEventListener("hashchange", render);
  if (data.start && !location.hash) location.hash = `at=${encodeURIComponent(data.start)}`; // rendered by hashchange
  else render();
}

start();
