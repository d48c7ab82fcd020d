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

    /** Draw lines of text about x, the first at y; `offsets` are places to try. The box of the first that is free, or null; `always`: the first where none is. */
    put(lines, x, y, offsets, always = false) {
      const ctx = this.ctx;
      let width = 0;
      for (const line of lines) {
        ctx.font = line.font;
        width = Math.max(width, ctx.measureText(line.text).width);
      }
      const height = lines.reduce((sum, line) => sum + line.height, 0);
      const boxAt = ([dx, dy, anchor]) => {
        const left = x + dx - (anchor === 'center' ? width / 2 : anchor === 'right' ? width : 0);
        const top = y + dy - height / 2;
        return { left: left - 2, right: left + width + 2, top, bottom: top + height };
      };
      const boxes = offsets.map(boxAt);
      const box = boxes.find((own) => this.free(own)) || (always ? boxes[0] : null);
      if (!box) return null;
      this.take(box);
      const middle = (box.left + box.right) / 2;
      let base = box.top;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.lineJoin = 'round';
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = this.halo;
      for (const line of lines) {
        ctx.font = line.font;
        ctx.fillStyle = line.colour;
        ctx.strokeText(line.text, middle, base + line.height / 2);
        ctx.fillText(line.text, middle, base + line.height / 2);
        base += line.height;
      }
      return box;
    }
  }

  Object.assign(mocgioi, { Names });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
