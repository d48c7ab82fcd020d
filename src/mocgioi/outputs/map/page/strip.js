/* The strip (dải mốc): every marker in border order in one band; it needs no position of any. */
(function (mocgioi) {
  'use strict';

  const { el, attributes } = mocgioi;
  const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
  const CELL_PX = 54;
  const ROOMY_PX = 90;
  /* Heights from which a low strip has the names of communes, and of posts, and what a line of these takes. */
  const [COMMUNES_FROM_PX, POSTS_FROM_PX] = [38, 54];
  const [COMMUNE_LINE_PX, POST_LINE_PX] = [14, 12];
  const TAP_MS = 700;
  const GENERIC = /^(Đồn Biên phòng |Đồn )?(Cửa khẩu quốc tế |Cửa khẩu )?/;
  const FITTED = new Map();
  const FADED = 0.13;
  const TICK_NAME_PX = 46;
  const [TICK_INK, TICK_HALO] = ['#16222c', '#ffffff'];

  /** Stretches of rows with the same value of `read`, in order: {value, from, to} with `to` beyond. */
  function stretches(read, from, to) {
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
    for (const stretch of stretches(read, from, to)) {
      if (stretch.value === null) continue;
      const [start, end] = [left + (stretch.from - from) * cell, left + (stretch.to - from) * cell];
      ctx.fillStyle = scene.theme.line;
      ctx.fillRect(start, top, Math.max(1, end - start - 2), 1.5);
      ctx.fillStyle = scene.theme.ink;
      ctx.fillText(fitted(ctx, names.get(stretch.value) || stretch.value, end - start - (size < 11 ? 2 : 6)), (start + end) / 2, top + size * 0.5 + 5);
    }
  }

  /** `actions`: select(row), point(row or null). */
  class Strip {
    constructor(model, actions) {
      this.model = model;
      this.words = model.words;
      this.actions = actions;
      this.cursor = null;
      this.selected = null;
      this.middle = 0;
      this.communes = new Map(model.communes.map((commune) => [commune.code, commune.name]));
      this.posts = new Map(model.posts.map((post) => [post.code, post.name]));
      this.canvas = el('canvas');
      this.readout = el('p', 'mg-strip-readout');
      this.slider = el('div', 'mg-strip-slider', null, this.canvas);
      attributes(this.slider, { role: 'slider', tabindex: '0', 'aria-label': this.words.text('strip_name'), 'aria-valuemin': '1', 'aria-valuemax': String(model.register.count) });
      const heading = el('h2', '', this.words.text('strip'));
      this.lens = new mocgioi.Lens();
      this.root = el('section', 'mg-strip', null, el('div', 'mg-strip-head', null, heading, this.readout), this.slider, this.lens.root);
      this.root.setAttribute('aria-label', this.words.text('strip'));
      this.listen();
      this.size = { width: 0, height: 0 };
      new ResizeObserver(([entry]) => {
        this.size = entry.contentRect;
        this.draw();
      }).observe(this.slider);
    }

    /** `scene`: {register, look, marks by code, shown, rows, theme, selected, ticks}: see `Page.update`. */
    update(scene) {
      this.scene = scene;
      if (scene.selected !== this.selected) {
        this.selected = scene.selected;
        this.cursor = scene.selected;
        if (scene.selected !== null && !this.root.matches(':hover')) this.middle = scene.selected;
      }
      this.tell();
      this.draw();
    }

    get at() {
      return this.cursor === null ? 0 : this.cursor;
    }

    describe(row) {
      const { register } = this.model;
      const read = (key) => register.column(key) && register.column(key)(row);
      const symbol = this.scene.look.symbolOf(read(this.scene.look.column));
      return [this.words.text('marker', { n: read('number') }), symbol[this.words.lang],
        this.communes.get(read('commune_code')), this.posts.get(read('post_code'))].filter(Boolean).join(' · ');
    }

    tell() {
      const { count } = this.model.register;
      const text = count ? this.describe(this.at) : '';
      this.readout.textContent = this.cursor === null ? this.words.text('strip_hint', { n: this.words.number(this.model.register.present) }) : text;
      attributes(this.slider, { 'aria-valuenow': String(this.at + 1), 'aria-valuetext': text });
    }

    move(row) {
      this.cursor = row;
      this.tell();
      this.draw();
      this.actions.point(row);
    }

    listen() {
      const { slider } = this;
      slider.addEventListener('keydown', (event) => this.onKey(event));
      slider.addEventListener('pointerdown', (event) => this.grasp(event));
      slider.addEventListener('pointerup', (event) => this.release(event));
      slider.addEventListener('pointercancel', () => this.drop());
      slider.addEventListener('pointermove', (event) => {
        if (this.held) {
          this.slide(event);
          return;
        }
        const row = this.rowAt(event);
        this.middle = this.window && this.inWindow(event) ? this.middle : row;
        this.move(row);
      });
      slider.addEventListener('pointerleave', () => {
        if (this.held) return;
        this.middle = this.selected;
        this.cursor = this.selected;
        this.tell();
        this.draw();
        this.actions.point(null);
      });
      slider.addEventListener('click', (event) => {
        // What a finger let go of is selected already.
        if (!(event.timeStamp - this.released < TAP_MS)) this.actions.select(this.rowAt(event));
      });
    }

    /** A finger on the bars holds the marker under it, shown by the lens, until it is let go of. */
    grasp(event) {
      const { rows } = this.scene;
      if (event.pointerType !== 'touch' || !rows.length || (this.window && this.inWindow(event))) return;
      this.slider.setPointerCapture(event.pointerId);
      this.held = { x: event.clientX, place: this.rowAt(event) + 0.5 };
      this.slide(event);
    }

    slide(event) {
      const box = this.canvas.getBoundingClientRect();
      const { count } = this.model.register;
      const { held } = this;
      held.place += mocgioi.fingerRows(event.clientX - held.x, box.top - event.clientY, count, box.width);
      held.place = Math.max(0.5, Math.min(count - 0.5, held.place));
      held.x = event.clientX;
      const row = mocgioi.nearestRowTo(this.scene.rows, held.place);
      this.middle = row;
      if (row !== this.cursor) this.move(row);
      const [title, state, ...places] = this.describe(row).split(' · ');
      this.lens.show(this.scene, row, event.clientX - this.root.getBoundingClientRect().left, { title: `${title} · ${state}`, places: places.join(' · ') });
    }

    release(event) {
      if (!this.held) return;
      this.released = event.timeStamp;
      const row = this.cursor;
      this.drop();
      this.actions.select(row);
    }

    drop() {
      this.held = null;
      this.lens.hide();
    }

    /** Steps go over the shown markers; a page is the next commune. */
    onKey(event) {
      const { rows } = this.scene;
      const next = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      let to = null;
      if (next) to = this.stepped(rows, next);
      else if (event.key === 'Home') to = rows[0];
      else if (event.key === 'End') to = rows[rows.length - 1];
      else if (event.key === 'PageDown' || event.key === 'PageUp') to = this.nextCommune(event.key === 'PageDown' ? 1 : -1);
      else if (event.key === 'Enter' || event.key === ' ') this.actions.select(this.at);
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (to === null || to === undefined) return;
      this.middle = to;
      this.move(to);
    }

    /** Whether the pointer is on the markers about the cursor, which then stay where they are. */
    inWindow(event) {
      return event.clientY - this.canvas.getBoundingClientRect().top < this.window.height;
    }

    stepped(rows, by) {
      if (this.cursor === null) return rows[0];
      return by > 0 ? rows.find((row) => row > this.cursor) : [...rows].reverse().find((row) => row < this.cursor);
    }

    nextCommune(by) {
      const read = this.model.register.column('commune_code');
      const starts = stretches(read, 0, this.model.register.count).map((stretch) => stretch.from);
      return by > 0 ? starts.find((row) => row > this.at) : [...starts].reverse().find((row) => row < this.at);
    }

    rowAt(event) {
      const box = this.canvas.getBoundingClientRect();
      const { count } = this.model.register;
      const x = event.clientX - box.left;
      if (this.window && this.inWindow(event)) {
        return Math.max(0, Math.min(count - 1, this.window.from + Math.floor(x / this.window.cell)));
      }
      return Math.max(0, Math.min(count - 1, Math.floor((x / box.width) * count)));
    }

    draw() {
      const { width, height } = this.size;
      const { count } = this.model.register;
      if (!width || !height || !count || !this.scene) return;
      const ratio = Math.max(1, globalThis.devicePixelRatio || 1);
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      const ctx = this.canvas.getContext('2d');
      ctx.scale(ratio, ratio);
      const roomy = height >= ROOMY_PX;
      const near = roomy ? 46 : 0;
      const communes = !roomy && height >= COMMUNES_FROM_PX ? COMMUNE_LINE_PX : 0;
      const posts = !roomy && height >= POSTS_FROM_PX ? POST_LINE_PX : 0;
      const names = roomy ? 36 : communes + posts;
      const box = { from: 0, to: count, left: 0, top: near + 10, width, height: height - near - names - 12 };
      drawBars(ctx, this.scene, box);
      drawTicks(ctx, this.scene, box);
      if (roomy) {
        drawNames(ctx, this.scene, 'commune_code', this.communes, { ...box, top: height - names + 2, size: 12, weight: 600 });
        drawNames(ctx, this.scene, 'post_code', this.posts, { ...box, top: height - 17, size: 10.5, weight: 400 });
        this.drawNear(ctx, width, near);
      }
      if (communes) drawNames(ctx, this.scene, 'commune_code', this.communes, { ...box, top: height - names, size: 10.5, weight: 600 });
      if (posts) drawNames(ctx, this.scene, 'post_code', this.posts, { ...box, top: height - posts, size: 9.5, weight: 400 });
      this.drawCursor(ctx, box);
    }

    /** Symbols and numbers of the markers about the cursor, each as wide as a finger. */
    drawNear(ctx, width, height) {
      const { count } = this.model.register;
      const { look, shown, register, theme } = this.scene;
      const cells = Math.min(count, Math.floor(width / CELL_PX));
      const cell = width / cells;
      const from = Math.max(0, Math.min(count - cells, (this.middle || 0) - Math.floor(cells / 2)));
      this.window = { from, to: from + cells, cell, height };
      const [number, code] = [register.column('number'), register.column(look.column)];
      ctx.font = `500 11.5px ${FONT}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (let row = from; row < from + cells; row += 1) {
        const x = (row - from + 0.5) * cell;
        if (row === this.cursor) {
          ctx.fillStyle = theme.track;
          ctx.beginPath();
          ctx.roundRect(x - cell / 2 + 1, 1, cell - 2, height - 4, 6);
          ctx.fill();
        }
        ctx.globalAlpha = shown && !shown[row] ? FADED * 2 : 1;
        mocgioi.drawSymbol(ctx, look.symbolOf(code(row)), x, 14, 6.5);
        ctx.fillStyle = theme.ink;
        ctx.fillText(number(row), x, 33);
        ctx.globalAlpha = 1;
      }
    }

    drawCursor(ctx, { left, top, width, height }) {
      const cell = width / this.model.register.count;
      ctx.strokeStyle = this.scene.theme.ink;
      if (this.window) {
        ctx.lineWidth = 1;
        ctx.strokeRect(left + this.window.from * cell - 0.5, top - 7.5, (this.window.to - this.window.from) * cell + 1, height + 9);
      }
      if (this.cursor === null) return;
      const x = left + (this.cursor + 0.5) * cell;
      ctx.fillStyle = this.scene.theme.ink;
      ctx.beginPath();
      ctx.moveTo(x - 5, top - 9);
      ctx.lineTo(x + 5, top - 9);
      ctx.lineTo(x, top - 1);
      ctx.fill();
      ctx.fillRect(x - 0.75, top - 1, 1.5, height + 1);
    }
  }

  Object.assign(mocgioi, { Strip, level, drawBars, drawTicks, drawStripNames: drawNames });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
