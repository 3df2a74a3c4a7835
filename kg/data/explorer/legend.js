// The legend: what the drawing's signs mean, each a switch.

function toggle(word) {
  const hidden = state.hide.includes(word);
  go({ hide: hidden ? state.hide.filter((one) => one !== word) : [...state.hide, word].sort() });
}

function switchFor(word, text, picture, count) {
  return h("li", {}, h("button", { type: "button", class: "switch-row", "aria-pressed": String(!state.hide.includes(word)), "data-word": word, onclick: () => toggle(word) },
    picture, h("span", { text }), h("span", { class: "count", text: number(count) })));
}

function stroke(role) {
  const { width, dashes } = STROKES[role];
  return s("svg", { viewBox: "0 0 26 16", class: `stroke ${role}`, "aria-hidden": "true" },
    s("line", { x1: 1, y1: 8, x2: 25, y2: 8, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : null }));
}

function legend() {
  const { counts } = selection;
  return [
    h("section", {}, h("h2", { text: "Kinds" }), h("ul", { class: "switches", id: "kinds" },
      KINDS.map((kind, at) => switchFor(kind, KIND_WORDS[kind], sign(kind), counts.kind[at])))),
    h("section", {}, h("h2", { text: "Roles of links" }), h("ul", { class: "switches", id: "roles" },
      ROLES.map((role, at) => switchFor(role, ROLE_WORDS[role][0], stroke(role), counts.role[at]))),
      h("p", { class: "quiet note" }, s("svg", { viewBox: "0 0 26 16", class: "stroke", "aria-hidden": "true" },
        s("line", { x1: 1, y1: 8, x2: 20, y2: 8, "stroke-width": 1.2, "stroke-dasharray": "2 3" }), s("path", { d: "M18 4l7 4-7 4z" })), "is part of, is a kind of")),
  ];
}
