/* The lens of the strip: what is under a finger, above it and large enough to read. */
(function (mocgioi) {
  'use strict';

  const { el, attributes, FONT } = mocgioi;
  const [CELLS, CELL_PX, HEIGHT_PX] = [5, 52, 44];
  const MARGIN_PX = 8;
  /* How far above the strip a finger is half as quick. */
  const FINE_PX = 40;

  class Lens {
    constructor() {
      this.canvas = el('canvas');
      this.title = el('strong');
      this.places = el('span');
      this.root = el('div', 'mg-lens', null, this.canvas, this.title, this.places);
      attributes(this.root, { 'aria-hidden': 'true' });
      this.hide();
    }

    hide() {
      this.root.hidden = true;
    }

    /** Show marker `row` of a scene `x` px from the left of the strip; `title` and `places` are what is said of it. */
    show(scene, row, x, { title, places }) {
      this.root.hidden = false;
      this.title.textContent = title;
      this.places.textContent = places;
      const room = this.root.parentElement.clientWidth - this.root.offsetWidth - MARGIN_PX;
      this.root.style.left = `${Math.max(MARGIN_PX, Math.min(room, x - this.root.offsetWidth / 2))}px`;
      this.draw(scene, row);
    }

    /** The marker and its neighbours on either side. */
    draw({ register, look, shown, theme }, middle) {
      const ratio = Math.max(1, globalThis.devicePixelRatio || 1);
      [this.canvas.width, this.canvas.height] = [CELLS * CELL_PX * ratio, HEIGHT_PX * ratio];
      const ctx = this.canvas.getContext('2d');
      ctx.scale(ratio, ratio);
      const [number, code] = [register.column('number'), register.column(look.column)];
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (let cell = 0; cell < CELLS; cell += 1) {
        const row = middle + cell - (CELLS >> 1);
        if (row < 0 || row >= register.count) continue;
        const x = (cell + 0.5) * CELL_PX;
        if (row === middle) {
          ctx.fillStyle = theme.track;
          ctx.beginPath();
          ctx.roundRect(x - CELL_PX / 2 + 1, 1, CELL_PX - 2, HEIGHT_PX - 2, 6);
          ctx.fill();
        }
        ctx.globalAlpha = shown && !shown[row] ? 0.3 : 1;
        mocgioi.drawSymbol(ctx, look.symbolOf(code(row)), x, 14, row === middle ? 8.5 : 6.5);
        ctx.font = `${row === middle ? 700 : 500} 12px ${FONT}`;
        ctx.fillStyle = theme.ink;
        ctx.fillText(number(row), x, 34);
        ctx.globalAlpha = 1;
      }
    }
  }

  /** How many rows a finger goes that moves by `dx` px, `above` px over a strip of `count` rows in `width` px: the higher, the finer. */
  const fingerRows = (dx, above, count, width) => (dx * count) / width / (1 + Math.max(0, above) / FINE_PX) ** 2;

  /** The row of `rows`, ascending, that is nearest to a place among all rows. */
  function nearestRowTo(rows, place) {
    let [low, high] = [0, rows.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] + 0.5 < place) low = middle + 1;
      else high = middle;
    }
    const before = rows[low - 1];
    return before !== undefined && place - before - 0.5 < rows[low] + 0.5 - place ? before : rows[low];
  }

  Object.assign(mocgioi, { Lens, fingerRows, nearestRowTo });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
