// Dialogs: help, and the choice of a path's other end.

const KEYS = [
  ["/", "search"], ["↑ ↓ Enter", "choose a result"], ["click", "focus on a node: its neighbours by role"],
  ["double-click or +", "expand a node: add its neighbours"], ["arrows, Enter", "move between nodes of the drawing, focus one"],
  ["Escape", "back to the overview"], ["Alt ← →", "back and forward, as in any page"], ["t", "table or graph"],
  ["f", "show everything"], ["?", "this help"],
];

function openDialog(title, ...content) {
  const dialog = byId("about");
  dialog.replaceChildren(
    h("h2", { id: "about-title", text: title }), ...content,
    h("p", { class: "actions" }, h("button", { type: "button", class: "primary", onclick: () => dialog.close(), text: "Close" })));
  dialog.showModal();
}

function openHelp() {
  openDialog("Help",
    h("p", { text: "Papers are cards, concepts are shapes: the larger, the more papers link to it. Islands are concepts that papers use together. The address of the page names what you see: copy it to share it." }),
    h("table", { class: "keys" }, KEYS.map(([key, does]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", { text: key })), h("td", { text: does })))),
    h("p", { class: "quiet", text: "This page is one file. It holds all of its data and asks nothing of the network." }));
}

// Ask for the other end of a path from `node`.
function askOtherEnd(node) {
  const list = h("div", { class: "ends", role: "group", "aria-label": "Found" });
  const box = h("input", { type: "search", id: "end", "aria-label": "Name of the other paper or concept", placeholder: "Type a name", autocomplete: "off", oninput: fill });
  const pick = (other) => { byId("about").close(); go({ at: null, more: [], from: node, to: other, view: "graph" }); };
  function fill() {
    const found = search(box.value).flatMap((group) => group.nodes.slice(0, 4)).filter((one) => one !== node).slice(0, 8);
    list.replaceChildren(...found.map((one) => h("button", { type: "button", onclick: () => pick(one) }, sign(kindOf(one)), h("bdi", { text: nameOf(one) }))));
  }
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); list.querySelector("button")?.click(); } });
  openDialog("How are these two connected?", h("p", {}, "The shortest ways from ", h("b", {}, h("bdi", { text: nameOf(node) })), " to:"), box, list);
  box.focus();
}
