/* Names on a canvas that do not run over each other. */
(function (mocgioi) {
  'use strict';

  const NAME_CELL_PX = 64;

  /** Names that do not run over each other: the first to ask for a place gets it. */
  class Names {
    constructor(ctx, halo) {
      this.ctx = ctx;
      this.halo = halo;
      this.taken = new Map();
    }

    /** Call `visit` with each cell of a coarse grid that a box touches, until it says true. */
    static touches(box, visit) {
      for (let column = Math.floor(box.left / NAME_CELL_PX); column <= box.right / NAME_CELL_PX; column += 1) {
        for (let line = Math.floor(box.top / NAME_CELL_PX); line <= box.bottom / NAME_CELL_PX; line += 1) {
          if (visit(column * 65536 + line)) return true;
        }
      }
      return false;
    }

    take(box) {
      Names.touches(box, (cell) => {
        if (!this.taken.has(cell)) this.taken.set(cell, []);
        this.taken.get(cell).push(box);
      });
    }

    /** Keep a round place free of names. */
    reserve(x, y, r) {
      this.take({ left: x - r, right: x + r, top: y - r, bottom: y + r });
    }

    free(box) {
      return !Names.touches(box, (cell) => (this.taken.get(cell) || []).some(
        (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom
      ));
    }

    /** Draw lines of text about x, the first at y; `offsets` are places to try. Whether one was free. */
    put(lines, x, y, offsets) {
      const ctx = this.ctx;
      let width = 0;
      for (const line of lines) {
        ctx.font = line.font;
        width = Math.max(width, ctx.measureText(line.text).width);
      }
      const height = lines.reduce((sum, line) => sum + line.height, 0);
      for (const [dx, dy, anchor] of offsets) {
        const left = x + dx - (anchor === 'center' ? width / 2 : anchor === 'right' ? width : 0);
        const top = y + dy - height / 2;
        const box = { left: left - 2, right: left + width + 2, top, bottom: top + height };
        if (!this.free(box)) continue;
        this.take(box);
        let base = top;
        for (const line of lines) {
          ctx.font = line.font;
          ctx.textAlign = 'center';
          ctx.textBaseline = 'middle';
          ctx.lineJoin = 'round';
          ctx.lineWidth = 3.5;
          ctx.strokeStyle = this.halo;
          ctx.fillStyle = line.colour;
          ctx.strokeText(line.text, left + width / 2, base + line.height / 2);
          ctx.fillText(line.text, left + width / 2, base + line.height / 2);
          base += line.height;
        }
        return true;
      }
      return false;
    }
  }

  Object.assign(mocgioi, { Names });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
