// Search: an index of folded names, made in idle time, and the box that lists what it finds.

const INDEX_STEP = 4000;
const EACH_GROUP = 6;
const index = { spaced: [], squeezed: [], next: 0 };

function indexSome(until) {
  for (; index.next < until; index.next++) {
    const node = index.next;
    const names = isPaper(node) ? [nameOf(node), ...data.papers.authors[node]] : namesOf(node);
    const spaced = `|${names.map(fold).join("|")}|`;
    index.spaced.push(spaced);
    index.squeezed.push(spaced.includes(" ") ? spaced.replaceAll(" ", "") : spaced);
  }
}

function indexIdly() {
  if (index.next >= NODES) return;
  indexSome(Math.min(NODES, index.next + INDEX_STEP));
  setTimeout(indexIdly, 0);
}

// 0 the whole name · 1 its beginning · 2 a word's beginning · 3 every word somewhere · 4 without spaces · 9 not at all
function rank(node, query, words, squeezed) {
  const names = index.spaced[node];
  const at = names.indexOf(query);
  if (at >= 0) {
    if (names.includes(`|${query}|`)) return 0;
    if (names.includes(`|${query}`)) return 1;
    if (names.includes(` ${query}`)) return 2;
  }
  if (words.every((word) => names.includes(word))) return 3;
  return index.squeezed[node].includes(squeezed) ? 4 : 9;
}

// What a query finds, by kind: [{ kind, count, nodes }], best first within a kind.
function search(text) {
  const query = fold(text);
  if (!query) return [];
  indexSome(NODES);
  const words = query.split(" ");
  const squeezed = query.replaceAll(" ", "");
  const groups = KINDS.map((kind) => ({ kind, found: [] }));
  for (let node = 0; node < NODES; node++) {
    const ranked = rank(node, query, words, squeezed);
    if (ranked < 9) groups[kindNumber[node]].found.push([ranked, -degree(node), node]);
  }
  const order = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  return groups.filter((group) => group.found.length).map(({ kind, found }) => {
    const few = first(found, EACH_GROUP, order);
    return { kind, count: found.length, first: few[0], nodes: few.map((one) => one[2]) };
  }).sort((a, b) => order(a.first, b.first));
}

// The first few of many in an order, without sorting all of them.
function first(found, few, order) {
  const kept = [];
  for (const one of found) {
    if (kept.length === few && order(one, kept[few - 1]) >= 0) continue;
    kept.push(one);
    kept.sort(order);
    kept.length = Math.min(kept.length, few);
  }
  return kept;
}

// The characters of `name` that a query matched, as [start, end), where they stand together.
function matched(name, query) {
  const at = name.toLowerCase().indexOf(query.trim().toLowerCase());
  return at < 0 || !query.trim() ? [0, 0] : [at, at + query.trim().length];
}

function option(node, query, position) {
  const name = nameOf(node);
  const [start, end] = matched(name, query);
  const others = fold(name).includes(fold(query)) ? [] : isPaper(node) ? data.papers.authors[node] : namesOf(node).slice(1);
  const other = others.find((one) => fold(one).includes(fold(query)));
  return h("div", { role: "option", id: `result-${position}`, class: "result", "aria-selected": "false", "data-node": node },
    sign(kindOf(node)),
    h("bdi", {}, name.slice(0, start), h("mark", { text: name.slice(start, end) }), name.slice(end)),
    other ? h("bdi", { class: "other", text: other }) : null,
    h("span", { class: "count", text: isPaper(node) ? plural(degree(node), "concept") : plural(degree(node), "paper") }));
}

let chosen = -1;

function listResults() {
  const box = byId("search");
  const groups = search(box.value);
  let position = 0;
  const list = groups.map(({ kind, count, nodes }) =>
    h("div", { role: "group", "aria-label": `${KIND_WORDS[kind]}, ${count} found` },
      h("p", { class: "group", "aria-hidden": "true" }, KIND_WORDS[kind], h("span", { text: number(count) })),
      nodes.map((node) => option(node, box.value, position++))));
  byId("results").replaceChildren(...(list.length ? list : [h("p", { class: "none", text: "Nothing has this name." })]));
  byId("results").hidden = !box.value.trim();
  say(box.value.trim() ? `${plural(groups.reduce((sum, group) => sum + group.count, 0), "result")}` : "");
  choose(list.length ? 0 : -1);
}

function choose(position) {
  const options = [...byId("results").querySelectorAll("[role=option]")];
  chosen = options.length ? (position + options.length) % options.length : -1;
  options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
  if (chosen >= 0) {
    byId("search").setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  } else byId("search").removeAttribute("aria-activedescendant");
}

function closeResults() {
  byId("results").hidden = true;
  byId("search").removeAttribute("aria-activedescendant");
}

// `onPick(node)` is called with what is picked; a details field may borrow the box to name a path's other end.
function startSearch(onPick) {
  const box = byId("search");
  const pick = (element) => { onPick(Number(element.dataset.node)); box.value = ""; closeResults(); };
  box.addEventListener("input", listResults);
  box.addEventListener("focus", () => { if (box.value.trim()) byId("results").hidden = false; });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(chosen + (event.key === "ArrowDown" ? 1 : -1)); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); pick(byId(`result-${chosen}`)); box.blur(); }
    else if (event.key === "Escape") { event.stopPropagation(); box.value = ""; closeResults(); box.blur(); }
  });
  byId("results").addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  byId("results").addEventListener("click", (event) => {
    const element = event.target.closest("[role=option]");
    if (element) { pick(element); box.blur(); }
  });
  box.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== box) closeResults(); }, 120));
  setTimeout(indexIdly, 200);
}
