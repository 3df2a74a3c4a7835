// Elements from values. Text only ever becomes a text node, and styles are set by property: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);

function make(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// h("a", { href: "#", onclick: go }, "text", other)
const h = (tag, properties = {}, ...children) => make(document.createElement(tag), properties, children);
const s = (tag, properties = {}, ...children) => make(document.createElementNS(SVG, tag), properties, children);

const number = (value) => value.toLocaleString("en");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

// A link out of the page; anything but http and https stays text.
function outward(url, text) {
  if (!/^https?:\/\//i.test(url)) return h("span", { text });
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "out", text });
}

const SHAPES = {
  paper: () => s("rect", { x: 1.5, y: 3.5, width: 13, height: 9, rx: 2 }),
  method: () => s("circle", { cx: 8, cy: 8, r: 6 }),
  dataset: () => s("rect", { x: 2.5, y: 2.5, width: 11, height: 11 }),
  benchmark: () => s("path", { d: "M8 1l2.1 4.6 5 .5-3.8 3.3 1.1 4.9L8 11.7l-4.4 2.6 1.1-4.9L.9 6.1l5-.5z" }),
  task: () => s("path", { d: "M4.5 2h7L15 8l-3.5 6h-7L1 8z" }),
  metric: () => s("path", { d: "M8 1l6 7-6 7-6-7z" }),
};

// The sign of a kind: its colour and its shape.
const sign = (kind) => s("svg", { viewBox: "0 0 16 16", class: `sign ${kind}`, "aria-hidden": "true" }, SHAPES[kind]());

// Hand text to the browser as a file.
function download(name, blob) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const say = (text) => { byId("live").textContent = text; };
