// What is shown, and its name in the address: back, forward and a shared address all lead here.
//
// at: the node in focus · more: nodes expanded beside it · from, to: the ends of a path · view: graph or table
// hide: kinds and roles switched off · min: least confidence · status, page, since, until: facets

const EMPTY = {
  at: null, more: [], from: null, to: null, view: "graph", list: "papers",
  hide: [], min: 0, status: "", page: "", since: 0, until: 0,
};

// An id of a list: ids may hold spaces, so each is percent-encoded on its own.
function decoded(id) {
  try { return decodeURIComponent(id); } catch { return ""; }
}

function readState(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const known = (name) => { const node = nodeOf(given.get(name) || ""); return node === undefined ? null : node; };
  const whole = (name, most) => Math.min(most, Math.max(0, parseInt(given.get(name), 10) || 0));
  const words = (name) => (given.get(name) || "").split(" ").filter(Boolean);
  const choice = (name, allowed) => (allowed.includes(given.get(name)) ? given.get(name) : allowed[0]);
  return {
    at: known("at"),
    more: words("more").map((id) => nodeOf(decoded(id))).filter((node) => node !== undefined).slice(0, 40),
    from: known("from"),
    to: known("to"),
    view: choice("view", ["graph", "table"]),
    list: choice("list", ["papers", "concepts", "links"]),
    hide: words("hide").filter((word) => KINDS.includes(word) || ROLES.includes(word)),
    min: whole("min", 100),
    status: choice("status", ["", "curated", "candidate"]),
    page: choice("page", ["", ...data.pages]),
    since: whole("since", 9999),
    until: whole("until", 9999),
  };
}

function writeState(wanted) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (JSON.stringify(value) === JSON.stringify(EMPTY[name])) continue;
    if (["at", "from", "to"].includes(name)) given.set(name, idOf(value));
    else if (name === "more") given.set(name, value.map((node) => encodeURIComponent(idOf(node)).replaceAll("%2F", "/")).join(" "));
    else given.set(name, Array.isArray(value) ? value.join(" ") : String(value));
  }
  return given.toString().replaceAll("%2F", "/");
}

let state = EMPTY;

// Change parts of the state: a new entry of the history.
function go(changes) {
  const wanted = { ...state, ...changes };
  const hash = writeState(wanted);
  if (hash === writeState(state)) return;
  location.hash = hash; // rendered by hashchange; assigning works in a frame without an address, too
}

const focusOn = (node) => go({ at: node, more: [], from: null, to: null });
const hrefOf = (node) => `#${writeState({ ...EMPTY, at: node })}`;
