// Free space for boxes: which cells of a fine grid are taken, and the nearest free spot to a wished one.

const CELL = 10;
const SPIRAL_STEPS = 6000;

const spiral = (function spiral() {
  const spots = [];
  for (let x = -60; x <= 60; x++) for (let y = -60; y <= 60; y++) spots.push([x * CELL, y * CELL]);
  const far = ([x, y]) => (x / 1.45) ** 2 + y ** 2;
  return spots.sort((a, b) => far(a) - far(b) || a[1] - b[1] || a[0] - b[0]).slice(0, SPIRAL_STEPS);
})();

class Space {
  constructor() {
    this.taken = new Set();
    this.low = this.high = 0;
  }

  * cells({ x, y, width, height }) {
    for (let across = Math.floor((x - width / 2) / CELL); across <= Math.floor((x + width / 2) / CELL); across++) {
      for (let down = Math.floor((y - height / 2) / CELL); down <= Math.floor((y + height / 2) / CELL); down++) {
        yield (across + 50000) * 100000 + down + 50000;
      }
    }
  }

  free(box) {
    for (const cell of this.cells(box)) if (this.taken.has(cell)) return false;
    return true;
  }

  take(box) {
    for (const cell of this.cells(box)) this.taken.add(cell);
    this.low = Math.min(this.low, box.y - box.height / 2);
    this.high = Math.max(this.high, box.y + box.height / 2);
    return box;
  }

  // The box at the free spot nearest to where it is, now taken.
  settle(box) {
    for (const [x, y] of spiral) {
      const moved = { ...box, x: box.x + x, y: box.y + y };
      if (this.free(moved)) return this.take(moved);
    }
    return this.take({ ...box, y: this.high + box.height }); // nothing near is free: below everything
  }
}
