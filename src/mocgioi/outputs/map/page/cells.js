/*
 * Which commune lies where in the window: a grid of small cells, each whole within one commune or
 * whole outside all, else nobody's. A label stands in its commune where all its cells do, so that
 * very many places are tried in no time. Places are pixels of the whole world at a zoom, and cells
 * are counted from its corner: a label does not move when the map does.
 */
(function (mocgioi) {
  'use strict';

  const [FINE_PX, COARSE_PX, LARGE_PX2] = [2, 3, 1.2e6];
  const OUTSIDE = 0;
  const NOBODY = 0xffff;

  /** Where a step crosses a box from (0, 0): the share of it at which it comes in and goes out, or null. */
  function partWithin(u, v, toU, toV, width, height) {
    let [first, last] = [0, 1];
    for (const [from, to, size] of [[u, toU, width], [v, toV, height]]) {
      const step = to - from;
      if (!step && (from < 0 || from > size)) return null;
      if (!step) continue;
      const [enter, leave] = step > 0 ? [-from / step, (size - from) / step] : [(size - from) / step, -from / step];
      first = Math.max(first, enter);
      last = Math.min(last, leave);
    }
    return first <= last ? [first, last] : null;
  }

  /** How far it is from a number to the next multiple of `step`. */
  const after = (number, step) => (step - (number % step)) % step;

  class Cells {
    /** Of the window `min` to `max`, with the plane's `scale`: see `Map.getZoomScale`. */
    constructor({ min, max }, scale) {
      const cell = (max.x - min.x) * (max.y - min.y) > LARGE_PX2 ? COARSE_PX : FINE_PX;
      this.cell = cell;
      this.scale = scale / cell;
      this.left = Math.floor(min.x / cell);
      this.top = Math.floor(min.y / cell);
      this.columns = Math.ceil(max.x / cell) - this.left;
      this.lines = Math.ceil(max.y / cell) - this.top;
      const cells = this.columns * this.lines;
      this.owner = new Uint16Array(cells);
      this.covered = new Uint8Array(cells);
      this.border = new Uint8Array(cells);
      this.runs = new Uint16Array(cells);
      this.weights = new Float64Array((this.columns + 1) * (this.lines + 1));
      this.cover({ left: -Infinity, right: min.x, top: -Infinity, bottom: Infinity });
      this.cover({ left: max.x, right: Infinity, top: -Infinity, bottom: Infinity });
      this.cover({ left: -Infinity, right: Infinity, top: -Infinity, bottom: min.y });
      this.cover({ left: -Infinity, right: Infinity, top: max.y, bottom: Infinity });
    }

    /** The cells that a box touches. */
    cellsOf({ left, right, top, bottom }) {
      return {
        from: Math.max(0, Math.floor(left / this.cell) - this.left), to: Math.min(this.columns, Math.ceil(right / this.cell) - this.left),
        first: Math.max(0, Math.floor(top / this.cell) - this.top), last: Math.min(this.lines, Math.ceil(bottom / this.cell) - this.top),
      };
    }

    /** Nothing stands in a box. */
    cover(box) {
      const { from, to, first, last } = this.cellsOf(box);
      for (let line = first; line < last; line += 1) this.covered.fill(1, line * this.columns + from, Math.max(from, to) + line * this.columns);
    }

    /** Call `visit(u, v, toU, toV)` with each step of the lines, in cells. */
    eachStep(lines, visit) {
      const { scale, left, top } = this;
      for (const line of lines) {
        let [u, v] = [line[0] * scale - left, line[1] * scale - top];
        for (let at = 2; at < line.length; at += 2) {
          const [toU, toV] = [line[at] * scale - left, line[at + 1] * scale - top];
          visit(u, v, toU, toV);
          [u, v] = [toU, toV];
        }
      }
    }

    /** Call `visit(cell)` with the cells of a step, some of them several times. */
    eachCell(u, v, toU, toV, visit) {
      const inside = partWithin(u, v, toU, toV, this.columns - 0.001, this.lines - 0.001);
      if (!inside) return;
      const [first, last] = inside;
      const steps = Math.ceil((last - first) * Math.max(Math.abs(toU - u), Math.abs(toV - v)) * 4) || 1;
      for (let step = 0; step <= steps; step += 1) {
        const share = first + ((last - first) * step) / steps;
        visit(Math.floor(v + (toV - v) * share) * this.columns + Math.floor(u + (toU - u) * share));
      }
    }

    /** Give the cells of closed rings to `id`; a ring within another is a hole. */
    fill(id, rings) {
      const { owner, columns } = this;
      const crossings = new Map();
      this.eachStep(rings, (u, v, toU, toV) => {
        const last = Math.min(this.lines, Math.ceil(Math.max(v, toV) - 0.5));
        for (let line = Math.max(0, Math.ceil(Math.min(v, toV) - 0.5)); line < last; line += 1) {
          if (!crossings.has(line)) crossings.set(line, []);
          crossings.get(line).push(u + ((line + 0.5 - v) / (toV - v)) * (toU - u));
        }
      });
      for (const [line, places] of crossings) {
        places.sort((place, other) => place - other);
        for (let at = 1; at < places.length; at += 2) {
          const to = Math.min(columns, Math.ceil(places[at] - 0.5));
          for (let column = Math.max(0, Math.ceil(places[at - 1] - 0.5)); column < to; column += 1) {
            const cell = line * columns + column;
            owner[cell] = owner[cell] === OUTSIDE ? id : NOBODY;
          }
        }
      }
    }

    /** Cells that an outline or a band `width` px wide passes through are nobody's. */
    edge(lines, width = 0) {
      const reach = Math.ceil(width / 2 / this.cell);
      const { owner, columns } = this;
      this.eachStep(lines, (...step) => this.eachCell(...step, (cell) => {
        for (let up = -reach; up <= reach; up += 1) {
          const middle = cell + up * columns;
          owner.fill(NOBODY, Math.max(0, middle - reach), Math.max(0, middle + reach + 1));
        }
      }));
    }

    /** The border line, that no leader crosses. */
    bound(lines) {
      // Two cells wide and high, so that no way slips through between two corners.
      this.eachStep(lines, (...step) => this.eachCell(...step, (cell) => {
        for (const own of [cell, cell + 1, cell + this.columns, cell + this.columns + 1]) this.border[own] = 1;
      }));
    }

    /** Something is drawn about (x, y): a label goes there only where it must. */
    burden(x, y, r, weight) {
      const { from, to, first, last } = this.cellsOf({ left: x - r, right: x + r, top: y - r, bottom: y + r });
      for (let line = first; line < last; line += 1) for (let column = from; column < to; column += 1) this.weights[(line + 1) * (this.columns + 1) + column + 1] += weight;
    }

    /** Count up what was filled and covered, before the first label is placed. */
    settle() {
      const { owner, covered, runs, weights, columns, lines } = this;
      this.seen = new Map();
      for (let line = 0; line < lines; line += 1) {
        for (let column = columns - 1, run = 0, of = NOBODY; column >= 0; column -= 1) {
          const cell = line * columns + column;
          const own = covered[cell] ? NOBODY : owner[cell];
          run = own === NOBODY ? 0 : own === of ? run + 1 : 1;
          of = own;
          runs[cell] = run;
          if (run) this.see(own, column, line);
        }
        for (let column = 1, sum = 0; column <= columns; column += 1) {
          const at = (line + 1) * (columns + 1) + column;
          sum += weights[at];
          weights[at] = sum + weights[at - columns - 1];
        }
      }
    }

    see(id, column, line) {
      const box = this.seen.get(id);
      if (!box) this.seen.set(id, { cells: 1, from: column, to: column + 1, first: line, last: line + 1 });
      else {
        box.cells += 1;
        box.from = Math.min(box.from, column);
        box.to = Math.max(box.to, column + 1);
        box.last = line + 1;
      }
    }

    /** Whether `width` × `height` cells are all of `id` and free. */
    fits(id, column, line, width, height) {
      if (line < 0 || column < 0 || line + height > this.lines) return false;
      for (let at = line * this.columns + column, end = at + height * this.columns; at < end; at += this.columns) {
        if (this.owner[at] !== id || this.runs[at] < width) return false;
      }
      return true;
    }

    weight(column, line, width, height) {
      const { weights } = this;
      const [upper, lower] = [line * (this.columns + 1), (line + height) * (this.columns + 1)];
      return weights[lower + column + width] - weights[lower + column] - weights[upper + column + width] + weights[upper + column];
    }

    /** Whether a place is in view and nothing stands over it. */
    open({ x, y }) {
      const [column, line] = [Math.floor(x / this.cell) - this.left, Math.floor(y / this.cell) - this.top];
      return column >= 0 && column < this.columns && line >= 0 && line < this.lines && !this.covered[line * this.columns + column];
    }

    /** How much is drawn where a box lies. */
    burdenOf(box) {
      const { from, to, first, last } = this.cellsOf(box);
      return this.weight(from, first, to - from, last - first);
    }

    /** Whether a box lies on no commune. */
    vacant(box) {
      const { from, to, first, last } = this.cellsOf(box);
      for (let line = first; line < last; line += 1) for (let cell = line * this.columns + from; cell < line * this.columns + to; cell += 1) if (this.owner[cell] !== OUTSIDE) return false;
      return true;
    }

    /** The lowest and leftmost box `width` × `height` px that nothing stands over and that `allows`, or null. */
    clear({ width, height }, allows) {
      const [wide, high] = [Math.ceil(width / this.cell), Math.ceil(height / this.cell)];
      for (let line = this.lines - high; line >= 0; line -= 2) {
        for (let column = 0; column + wide <= this.columns; column += 2) {
          let free = true;
          for (let at = line; free && at < line + high; at += 1) free = !this.covered.subarray(at * this.columns + column, at * this.columns + column + wide).includes(1);
          const box = this.boxOf(column, line, wide, high);
          if (free && allows(box)) return box;
        }
      }
      return null;
    }

    boxOf(column, line, width, height) {
      const [left, top] = [(column + this.left) * this.cell, (line + this.top) * this.cell];
      return { left, top, right: left + width * this.cell, bottom: top + height * this.cell };
    }

    /**
     * Call `visit(box, weight)` with each free box `width` × `height` px in `id` within the cells
     * `about`, every `step` px; boxes for which `passed(left, top, right, bottom)` are left out.
     */
    eachBox(id, { width, height }, { passed, about, step }, visit) {
      const { cell } = this;
      const [wide, high, by] = [Math.ceil(width / cell), Math.ceil(height / cell), Math.max(1, Math.round(step / cell))];
      const [first, from] = [about.first + after(about.first + this.top, by), about.from + after(about.from + this.left, by)];
      for (let line = first; line <= about.last - high; line += by) {
        for (let column = from; column <= about.to - wide; column += by) {
          const at = line * this.columns + column;
          if (this.owner[at] !== id || this.runs[at] < wide) continue;
          const [left, top] = [(column + this.left) * cell, (line + this.top) * cell];
          const [right, bottom] = [left + wide * cell, top + high * cell];
          if (passed(left, top, right, bottom) || !this.fits(id, column, line, wide, high)) continue;
          visit({ left, top, right, bottom }, this.weight(column, line, wide, high));
        }
      }
    }

    /** The box in `id` that costs least by `cost(box, weight)`, which is no less than `least(left, top, right, bottom)`; null without one. */
    place(id, size, { least, cost, step = FINE_PX }) {
      const about = this.seen.get(id);
      if (!about) return null;
      let [best, bound] = [null, Infinity];
      this.eachBox(id, size, { about, step, passed: (...box) => least(...box) >= bound }, (box, weight) => {
        const price = cost(box, weight);
        if (price < bound) [best, bound] = [box, price];
      });
      return best;
    }

    /** How many cells of a way lie in communes other than `id`, and whether it meets the border line. */
    way(id, from, to) {
      const [u, v, toU, toV] = [from.x / this.cell - this.left, from.y / this.cell - this.top, to.x / this.cell - this.left, to.y / this.cell - this.top];
      let [foreign, crossed] = [0, false];
      this.eachCell(u, v, toU, toV, (cell) => {
        if (this.border[cell]) crossed = true;
        if (this.owner[cell] !== id && this.owner[cell] !== OUTSIDE && this.owner[cell] !== NOBODY) foreign += 1;
      });
      return { foreign, crossed };
    }
  }

  Object.assign(mocgioi, { Cells, partWithin });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
