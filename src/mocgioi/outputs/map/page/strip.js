/* The strip (dải mốc): every marker in border order in one band; it needs no position of any. */
(function (mocgioi) {
  'use strict';

  const { el, attributes, FONT } = mocgioi;
  const CELL_PX = 54;
  const ROOMY_PX = 90;
  /* Heights from which a low strip has the names of communes, and of posts, and what a line of these takes. */
  const [COMMUNES_FROM_PX, POSTS_FROM_PX] = [38, 54];
  const [COMMUNE_LINE_PX, POST_LINE_PX] = [14, 12];
  const TAP_MS = 700;

  /** `actions`: select(row), point(row or null). */
  class Strip {
    constructor(model, actions) {
      this.model = model;
      this.words = model.words;
      this.actions = actions;
      this.cursor = null;
      this.selected = null;
      this.middle = null;
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

    /** `scene`: {register, look, marks by code, shown, filters, rows, theme, selected, ticks}: see `Page.update`. */
    update(scene) {
      this.scene = scene;
      if (scene.filters !== this.filters) {
        this.filters = scene.filters;
        this.middle = scene.rows.includes(scene.selected) ? scene.selected : null;
      }
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
      this.readout.textContent = this.cursor === null ? this.words.text('strip_hint', { n: this.words.number(this.scene.rows.length) }) : text;
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
      const starts = mocgioi.runsOf(read, 0, this.model.register.count).map((stretch) => stretch.from);
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
      mocgioi.drawBars(ctx, this.scene, box);
      mocgioi.drawTicks(ctx, this.scene, box);
      if (roomy) {
        mocgioi.drawStripNames(ctx, this.scene, 'commune_code', this.communes, { ...box, top: height - names + 2, size: 12, weight: 600 });
        mocgioi.drawStripNames(ctx, this.scene, 'post_code', this.posts, { ...box, top: height - 17, size: 10.5, weight: 400 });
        this.drawNear(ctx, width, near);
      }
      if (communes) mocgioi.drawStripNames(ctx, this.scene, 'commune_code', this.communes, { ...box, top: height - names, size: 10.5, weight: 600 });
      if (posts) mocgioi.drawStripNames(ctx, this.scene, 'post_code', this.posts, { ...box, top: height - posts, size: 9.5, weight: 400 });
      this.drawCursor(ctx, box);
    }

    /** Symbols and numbers of the markers about the cursor, or from the first one shown; each as wide as a finger. */
    drawNear(ctx, width, height) {
      const { count } = this.model.register;
      const { look, shown, register, theme } = this.scene;
      const cells = Math.min(count, Math.floor(width / CELL_PX));
      const cell = width / cells;
      const first = this.middle === null ? this.scene.rows[0] || 0 : this.middle - Math.floor(cells / 2);
      const from = Math.max(0, Math.min(count - cells, first));
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
        ctx.globalAlpha = shown && !shown[row] ? mocgioi.FADED * 2 : 1;
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

  Object.assign(mocgioi, { Strip });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
