/* The bars of the strip, the ends of its stretches and the names under it: on the screen and on paper. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const GENERIC = /^(Đồn Biên phòng |Đồn )?(Cửa khẩu quốc tế |Cửa khẩu )?/;
  const FITTED = new Map();
  const FADED = 0.13;
  const TICK_NAME_PX = 46;
  const [TICK_INK, TICK_HALO] = ['#16222c', '#ffffff'];

  /** Stretches of rows with the same value of `read`, in order: {value, from, to} with `to` beyond. */
  function runsOf(read, from, to) {
    const made = [];
    for (let row = from; row < to; row += 1) {
      const value = read(row);
      const last = made[made.length - 1];
      if (last && last.value === value) last.to = row + 1;
      else made.push({ value, from: row, to: row + 1 });
    }
    return made;
  }

  /** Height of a state's bar, from 0 to 1: the further the road, the taller. */
  const level = (look, symbol) => 1 - (look.symbols.indexOf(symbol) / look.symbols.length) * 0.86;

  /** Text made to fit a width: without *Đồn* and *Cửa khẩu*, by initials, or cut; nothing where not even that fits. */
  function fitted(ctx, text, width) {
    const key = `${ctx.font}|${Math.round(width)}|${text}`;
    if (!FITTED.has(key)) FITTED.set(key, fit(ctx, text, width));
    return FITTED.get(key);
  }

  function fit(ctx, text, width) {
    if (ctx.measureText(text).width <= width) return text;
    const bare = text.replace(GENERIC, '');
    if (ctx.measureText(bare).width <= width) return bare;
    const initials = bare.split(' ').map((word, at, all) => (at < all.length - 1 ? `${word.charAt(0)}.` : word)).join(' ');
    if (ctx.measureText(initials).width <= width) return initials;
    const letters = bare.split(' ').map((word) => word.charAt(0)).join('');
    if (width < 40) return [letters.replace(/./g, '$&.'), letters].find((short) => ctx.measureText(short).width <= width) || '';
    for (let length = bare.length - 1; length >= 3; length -= 1) {
      const cut = `${bare.slice(0, length).trimEnd()}…`;
      if (ctx.measureText(cut).width <= width) return cut;
    }
    return '';
  }

  /** Bars of rows `from` to `to` in a box; where a pixel holds many, they share its height. */
  function drawBars(ctx, scene, { from, to, left, top, width, height }) {
    const { register, look, shown, theme } = scene;
    const read = register.column(look.column);
    const marks = register.column('marks');
    const cell = width / (to - from);
    ctx.fillStyle = theme.track;
    ctx.fillRect(left, top, width, height);
    if (cell < 0.5) {
      drawCrowd(ctx, scene, read, { from, to, left, top, width, height });
      return;
    }
    const gap = cell >= 3 ? 1 : cell >= 1.5 ? 0.3 : 0;
    for (let row = from; row < to; row += 1) {
      const symbol = look.symbolOf(read(row));
      const tall = Math.max(2, height * level(look, symbol));
      ctx.globalAlpha = shown && !shown[row] ? FADED : 1;
      ctx.fillStyle = symbol.colour;
      ctx.fillRect(left + (row - from) * cell, top + height - tall, Math.max(0.8, cell - gap), tall);
    }
    ctx.globalAlpha = 1;
    for (let row = from; marks && row < to; row += 1) {
      const mark = marks(row) && scene.marks.get(marks(row).split(' ')[0]);
      if (!mark || (shown && !shown[row])) continue;
      ctx.beginPath();
      ctx.arc(left + (row - from + 0.5) * cell, top - 3.5, 3, 0, Math.PI * 2);
      ctx.fillStyle = mark.colour;
      ctx.fill();
    }
  }

  function drawCrowd(ctx, { look, shown }, read, { from, to, left, top, width, height }) {
    const columns = Math.max(1, Math.floor(width));
    for (let column = 0; column < columns; column += 1) {
      const [first, beyond] = [column, column + 1].map((edge) => from + Math.floor((edge * (to - from)) / columns));
      const counts = new Map();
      for (let row = first; row < beyond; row += 1) {
        const symbol = shown && !shown[row] ? null : look.symbolOf(read(row));
        counts.set(symbol, (counts.get(symbol) || 0) + 1);
      }
      let base = top + height;
      for (const symbol of look.symbols) {
        const tall = (height * (counts.get(symbol) || 0)) / Math.max(1, beyond - first);
        if (!tall) continue;
        ctx.fillStyle = symbol.colour;
        ctx.fillRect(left + column, base - tall, 1, tall);
        base -= tall;
      }
    }
  }

  /** Where a stretch of the border line ends, with its km where there is room for it. */
  function drawTicks(ctx, { ticks, theme }, { from, to, left, top, width, height }) {
    let free = -Infinity;
    ctx.font = `600 10px ${FONT}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    for (const { row, km } of ticks.filter((tick) => tick.row >= from && tick.row < to)) {
      const x = left + ((row - from) * width) / (to - from);
      ctx.fillStyle = theme.ink;
      ctx.fillRect(x - 0.75, top - 4, 1.5, height + 4);
      if (x < free) continue;
      ctx.lineWidth = 3;
      ctx.strokeStyle = TICK_HALO;
      ctx.fillStyle = TICK_INK;
      ctx.strokeText(`km ${km}`, x + 3, top + 1);
      ctx.fillText(`km ${km}`, x + 3, top + 1);
      free = x + TICK_NAME_PX;
    }
  }

  /** A line of names under the bars, each over its stretch. */
  function drawNames(ctx, scene, key, names, { from, to, left, top, width, size, weight }) {
    const read = scene.register.column(key);
    if (!read) return;
    const cell = width / (to - from);
    ctx.font = `${weight} ${size}px ${FONT}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const stretch of runsOf(read, from, to)) {
      if (stretch.value === null) continue;
      const [start, end] = [left + (stretch.from - from) * cell, left + (stretch.to - from) * cell];
      ctx.fillStyle = scene.theme.line;
      ctx.fillRect(start, top, Math.max(1, end - start - 2), 1.5);
      ctx.fillStyle = scene.theme.ink;
      ctx.fillText(fitted(ctx, names.get(stretch.value) || stretch.value, end - start - (size < 11 ? 2 : 6)), (start + end) / 2, top + size * 0.5 + 5);
    }
  }

  Object.assign(mocgioi, { FADED, runsOf, level, drawBars, drawTicks, drawStripNames: drawNames });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
