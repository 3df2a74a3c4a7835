// Colours of the drawing, from the style sheet: one place for both, light and dark.

let theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  theme = {
    face: getComputedStyle(document.body).fontFamily,
    page: colour("canvas"), hull: colour("hull"), hullEdge: colour("hull-edge"), text: colour("text"), quiet: colour("quiet"),
    line: colour("line-drawn"), strong: colour("accent"), card: colour("card"),
    kind: Object.fromEntries(KINDS.map((kind) => [kind, colour(kind)])),
    tint: Object.fromEntries(KINDS.map((kind) => [kind, colour(`${kind}-tint`)])),
  };
}

// Roles differ in stroke, not only in colour.
const STROKES = {
  introduces: { width: 2.4, dashes: false },
  evaluates_on: { width: 1.6, dashes: [8, 3] },
  trains_on: { width: 1.6, dashes: [8, 3, 2, 3] },
  compares_with: { width: 1.2, dashes: [4, 4] },
  uses: { width: 1.2, dashes: false },
  mentions: { width: 1, dashes: [1, 4] },
};

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
