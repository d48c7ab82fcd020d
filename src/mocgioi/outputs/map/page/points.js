/* One Leaflet canvas for everything: lines and grounds, then markers, places and names. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const NUMBERS_FROM_ZOOM = 13;
  const PLACE_NAMES_FROM_ZOOM = 10.5;
  const GROUND_STATES = ['not_needed'];
  const NUMBER_CELL_PX = 16;
  const CROWD = 2000;
  /* What a label covers weighs so much for each cell of it. */
  const [SYMBOL_PX, ALARM_WEIGHT] = [5, 6];
  const [PLACE_PX, PLACE_WEIGHT] = [9, 3];
  const SIGN_PX = 6;
  /* No name reaches farther than this. */
  const NAME_PX = 200;
  const [GROUND, PLAIN, MARKED] = [0, 1, 2];

  /** Radius in px of a built marker: small where markers stand 4 px apart, easy to hit close up. */
  function radiusAt(zoom) {
    return Math.max(2.8, Math.min(9, 3.2 + (zoom - 9.5) * 1.35));
  }

  /** Where a number may stand about a symbol, `side` px from its middle: beside it, above, below, at its corners. */
  function besideSymbol(side) {
    const [across, down] = [side * 0.75, side * 0.75 + 3];
    return [[side, 0, 'left'], [-side, 0, 'right'], [0, -side - 4, 'center'], [0, side + 4, 'center'],
      [across, -down, 'left'], [across, down, 'left'], [-across, -down, 'right'], [-across, down, 'right']];
  }

  /** Which markers lie lowest, and which above all else, by row. */
  function classesOf(register) {
    const [states, marks] = [register.codes('state'), register.codes('marks')];
    const [ground, marked] = [states.of.map((code) => GROUND_STATES.includes(code)), marks.of.map(Boolean)];
    return Uint8Array.from(states.at, (state, row) => (marked[marks.at[row]] ? MARKED : ground[state] ? GROUND : PLAIN));
  }

  const PointCanvas = L.Canvas.extend({
    /**
     * Draw `model` from now on. Set before a `refresh`: `look` ({column, symbolOf(code)}: what
     * markers are coloured by), `shown` (1 by row for those to draw, null: all), `selected` (row),
     * `paths` (what lies below the markers: see lines.js),
     * `visible`, `theme` (colours of text and halo), `overlays` (functions (ctx, names)), `last`
     * (such a function that comes after all other names), `covered` (a function that gives boxes
     * of the window that panels stand over), `gathers` (false: every marker is drawn by itself,
     * however close). After a drawing `labels` are those of the communes, in layer points ({code,
     * text, box, leader}), `numbers` those of markers ({row, box}), and `pieces` those of the border where markers are drawn together, or
     * null: see pieces.js.
     */
    setModel(model) {
      this.model = model;
      this.visible = { markers: true, numbers: true, posts: true, gates: true, communes: true };
      this.selected = null;
      this.shown = null;
      /** Whether what is shown has a share that is built: see `isTold` and `ofAnyState`. */
      this.shares = true;
      this.paths = [];
      this.overlays = [];
      this.covered = () => [];
      this.labels = [];
      this.numbers = [];
      this.gathers = true;
      this.pieces = null;
      this.look = mocgioi.lookOf(model.symbology, 'declared');
      this.wear(mocgioi.THEMES.light);
      this._classes = classesOf(model.register);
      return this;
    },

    /** Draw in a theme from now on, with the looks that the model has by then. */
    wear(theme) {
      this.theme = theme;
      this._stamps = new Map();
      this._marks = new Map(this.model.symbology.marks.map((mark) => [mark.code, mark]));
    },

    /** The states of the markers have changed: others lie lowest now. */
    restate() {
      this._classes = classesOf(this.model.register);
    },

    /** Draw all again: now, or at the end of what is `together`. */
    refresh() {
      this._stale = true;
      if (!this._together) this._redraw();
    },

    /** Do what asks for several drawings with one of them. */
    together(work) {
      this._together = true;
      try {
        work();
      } finally {
        this._together = false;
      }
      if (this._stale && this._map) this._redraw();
    },

    onAdd(map) {
      L.Canvas.prototype.onAdd.call(this, map);
      this._container.classList.add('mg-canvas');
    },

    /** Places of the markers in the plane, x and y by turns; NaN without one. */
    _world() {
      if (this._worldPoints) return this._worldPoints;
      const { register } = this.model;
      const [longitude, latitude] = [register.numbers('longitude'), register.numbers('latitude')];
      const points = new Float64Array(register.count * 2);
      for (let row = 0; row < register.count; row += 1) {
        points[row * 2] = mocgioi.planeX(longitude[row]);
        points[row * 2 + 1] = mocgioi.planeY(latitude[row]);
      }
      this._worldPoints = points;
      return points;
    },

    /** Call `visit(row, x, y)` with layer points of the markers shown within `bounds`. */
    _eachPoint(bounds, visit, among) {
      const shown = among === undefined ? this.shown : among;
      const world = this._world();
      const scale = this._map.getZoomScale(this._map.getZoom(), 0);
      const origin = this._map.getPixelOrigin();
      const { min, max } = bounds;
      for (let row = 0; row < this.model.register.count; row += 1) {
        const x = world[row * 2] * scale - origin.x;
        const y = world[row * 2 + 1] * scale - origin.y;
        if (x >= min.x && x <= max.x && y >= min.y && y <= max.y && (!shown || shown[row])) visit(row, x, y);
      }
    },

    /** Whether a marker is drawn by itself where others are drawn together: an alarm, or the one selected. */
    standsAlone(row) {
      return row === this.selected || this._classes[row] === MARKED;
    },

    /** Markers about a layer point, nearest first; those drawn by themselves, or `hidden` ones too. */
    near(point, tolerance, { hidden = false } = {}) {
      const hits = [];
      if (!this.visible.markers) return hits;
      const box = L.bounds(point.subtract([tolerance, tolerance]), point.add([tolerance, tolerance]));
      this._eachPoint(box, (row, x, y) => {
        const distance = Math.hypot(x - point.x, y - point.y);
        if (distance <= tolerance && (hidden || !this.pieces || this.standsAlone(row))) hits.push({ row, distance });
      });
      return hits.sort((hit, other) => hit.distance - other.distance || hit.row - other.row);
    },

    _draw() {
      this._stale = false;
      this.over = JSON.stringify(this.covered());
      const ctx = this._ctx;
      ctx.save();
      mocgioi.drawPaths(this, ctx, this.paths);
      const names = new mocgioi.Names(ctx, this.theme.halo);
      this.names = names;
      const zoom = this._map.getZoom();
      const r = radiusAt(zoom);
      this.pieces = this.visible.markers && this.gathers ? mocgioi.piecesOf(this) : null;
      const labels = this._placeLabels(ctx);
      mocgioi.reserveLabels(names, labels);
      this._reserveCovered(names);
      // Of what cannot be moved, as on paper, an end that is cut off is never seen.
      if (!this.options.padding) this._reserveMargins(names);
      for (const { x, y, r: own } of this.pieces || []) names.reserve(x, y, own);
      if (this.visible.markers) this._reserveSymbols(names, r);
      const posts = this._drawPlaces(ctx, r, 'post', this.model.posts, names);
      const marked = this.visible.markers ? this._drawMarkers(ctx, r) : [];
      const gates = this._drawPlaces(ctx, r, 'gate', this.model.gates, names);
      this._drawStamps(ctx, r, marked);
      mocgioi.drawLabels(ctx, this.theme, labels);
      for (const overlay of this.overlays) overlay(ctx, names);
      if (this.visible.markers && this.selected !== null) this._drawSelected(ctx, r, names);
      if (zoom >= PLACE_NAMES_FROM_ZOOM) this._drawPlaceNames([...gates, ...posts], names);
      if (this.visible.markers && this.visible.numbers && zoom >= NUMBERS_FROM_ZOOM) this._drawNumbers(names, r);
      if (this.last) {
        this._reserveMargins(names);
        this.last(ctx, names);
      }
      ctx.restore();
    },

    /** Draw the markers but those with a mark, and return these: nothing may cover an alarm. */
    _drawMarkers(ctx, r) {
      const byClass = [[], [], []];
      if (this.pieces) {
        mocgioi.drawPieces(this, ctx, this.pieces);
        this._eachPoint(this._bounds, (row, x, y) => this.standsAlone(row) && byClass[MARKED].push(row, x, y));
        return byClass[MARKED];
      }
      this._eachPoint(this._bounds, (row, x, y) => byClass[this._classes[row]].push(row, x, y));
      this._drawStamps(ctx, r, byClass[GROUND]);
      this._drawStamps(ctx, r, byClass[PLAIN]);
      return byClass[MARKED];
    },

    /** Keep what stands over the map free of names. */
    _reserveCovered(names) {
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      for (const { left, top, right, bottom } of this.covered()) names.take({ left: left + corner.x, right: right + corner.x, top: top + corner.y, bottom: bottom + corner.y });
    },

    /** Names put from now on lie wholly in the window. */
    _reserveMargins(names) {
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const { x, y } = corner.add(this._map.getSize());
      const [from, to] = [this._bounds.min.subtract([NAME_PX, NAME_PX]), this._bounds.max.add([NAME_PX, NAME_PX])];
      names.take({ left: from.x, right: corner.x, top: from.y, bottom: to.y });
      names.take({ left: x, right: to.x, top: from.y, bottom: to.y });
      names.take({ left: corner.x, right: x, top: from.y, bottom: corner.y });
      names.take({ left: corner.x, right: x, top: y, bottom: to.y });
    },

    /** Keep the symbols of the markers drawn one by one, and their badges, free of names. */
    _reserveSymbols(names, r) {
      this._eachPoint(this._bounds, (row, x, y) => {
        if (this.pieces && !this.standsAlone(row)) return;
        names.reserve(x, y, r + 0.5);
        if (this._classes[row] === MARKED) names.reserve(x + r * 0.85, y - r * 0.85, Math.max(3.6, r * 0.66) + 1);
      });
    },

    /** Draw markers, given as row, x, y by turns; in a crowd, alike ones on one pixel only once. */
    _drawStamps(ctx, r, points) {
      const { register } = this.model;
      const [codes, marks] = [register.codes(this.look.column), register.codes('marks')];
      const stamps = [];
      const { min, max } = this._bounds;
      const width = Math.ceil(max.x - min.x) + 1;
      const drawn = points.length > CROWD * 3 ? new Uint32Array(width * (Math.ceil(max.y - min.y) + 1)) : null;
      for (let at = 0; at < points.length; at += 3) {
        const [row, x, y] = [points[at], points[at + 1], points[at + 2]];
        const key = codes.at[row] * marks.of.length + marks.at[row];
        const pixel = Math.floor(y - min.y) * width + Math.floor(x - min.x);
        const bit = key < 32 ? 1 << key : 0;
        if (drawn && drawn[pixel] & bit) continue;
        if (drawn) drawn[pixel] |= bit;
        const stamp = stamps[key] || (stamps[key] = this._stamp(codes.of[codes.at[row]], marks.of[marks.at[row]], r));
        const half = stamp.width / 4;
        ctx.drawImage(stamp, x - half, y - half, half * 2, half * 2);
      }
    },

    _drawSelected(ctx, r, names) {
      const { register } = this.model;
      const world = this._world();
      const scale = this._map.getZoomScale(this._map.getZoom(), 0);
      const { x, y } = L.point(world[this.selected * 2], world[this.selected * 2 + 1]).multiplyBy(scale).subtract(this._map.getPixelOrigin());
      if (!(x >= this._bounds.min.x && x <= this._bounds.max.x && y >= this._bounds.min.y && y <= this._bounds.max.y)) return;
      ctx.beginPath();
      ctx.arc(x, y, r + 8, 0, Math.PI * 2);
      ctx.fillStyle = this.theme.selected;
      ctx.fill();
      ctx.lineWidth = 3;
      ctx.strokeStyle = this.theme.ink;
      ctx.stroke();
      const code = register.column(this.look.column)(this.selected);
      const stamp = this._stamp(code, register.column('marks')(this.selected), Math.max(r, 6));
      const half = stamp.width / 4;
      ctx.drawImage(stamp, x - half, y - half, half * 2, half * 2);
      names.put([{ text: register.column('number')(this.selected), font: `700 14px ${FONT}`, height: 17, colour: this.theme.ink }],
        x, y, [[0, -r - 18, 'center'], [0, r + 18, 'center'], [r + 13, 0, 'left'], [-r - 13, 0, 'right']], true);
    },

    /** A marker's picture, drawn once for each look, marks and size. */
    _stamp(code, marks, r) {
      const key = `${this.look.column}|${code}|${marks}|${r.toFixed(2)}`;
      let stamp = this._stamps.get(key);
      if (!stamp) {
        const half = Math.ceil(r * 1.2 + 8);
        stamp = mocgioi.picture(half * 2, half * 2, (ctx) => {
          mocgioi.drawSymbol(ctx, this.look.symbolOf(code), half, half, r);
          for (const mark of marks ? marks.split(' ').reverse() : []) {
            mocgioi.drawMark(ctx, this._marks.get(mark), half, half, r);
          }
        });
        this._stamps.set(key, stamp);
      }
      return stamp;
    },

    _layerPoint(place) {
      if (place.longitude === null || place.latitude === null) return null;
      return this._map.latLngToLayerPoint([place.latitude, place.longitude]);
    },

    /** Draw posts or gates; return what their names need. */
    _drawPlaces(ctx, r, kind, places, names) {
      const symbol = this.model.symbology.places[kind];
      const size = Math.max(4.5, Math.min(8, r));
      const drawn = [];
      for (const place of this.visible[`${kind}s`] ? places : []) {
        const point = this._layerPoint(place);
        if (!point || !this._bounds.contains(point)) continue;
        mocgioi.drawSymbol(ctx, symbol, point.x, point.y, size);
        names.reserve(point.x, point.y, size * symbol.scale);
        drawn.push({ name: place.name, point, side: size * symbol.scale + 4, colour: this.theme.place || symbol.colour });
      }
      return drawn;
    },

    _drawPlaceNames(places, names) {
      for (const { name, point, side, colour } of places) {
        names.put([{ text: name, font: `600 12px ${FONT}`, height: 15, colour }], point.x, point.y,
          besideSymbol(side + 2));
      }
    },

    /** Labels of the communes in view, placed anew when the view, its day or what stands over it has changed. */
    _placeLabels(ctx) {
      if (!this.visible.communes) {
        this.labels = [];
        this._seen = null;
        return this.labels;
      }
      const map = this._map;
      const shares = this.model.communes.map((commune) => mocgioi.communeShare(this.model, commune));
      const seen = JSON.stringify([map.getZoom(), map.getPixelOrigin(), map.containerPointToLayerPoint([0, 0]), map.getSize(), this.over, shares, (this.pieces || []).map(({ x, y }) => [x, y]), this.signs()]);
      if (this._seen !== seen) this.labels = mocgioi.placeLabels(this, ctx);
      this._seen = seen;
      return this.labels;
    },

    /** The label of a commune at a layer point, or null. */
    labelAt({ x, y }) {
      return this.labels.find(({ code, box }) => code !== null && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) || null;
    },

    /** Layer points of what no label may hide: alarms that stand by themselves, posts and gates, as {x, y, r}. */
    signs() {
      const signs = [];
      if (this.visible.markers) this._eachPoint(this._bounds, (row, x, y) => this._classes[row] === MARKED && (!this.pieces || this.standsAlone(row)) && signs.push({ x, y, r: SYMBOL_PX }));
      for (const place of [...(this.visible.posts ? this.model.posts : []), ...(this.visible.gates ? this.model.gates : [])]) {
        const point = this._layerPoint(place);
        if (point) signs.push({ x: point.x, y: point.y, r: SIGN_PX });
      }
      return signs;
    },

    /** Call `visit(x, y, r, weight)` with layer points of what a label would hide; of markers also with those not shown now. */
    eachDrawn(visit) {
      this._eachPoint(this._bounds, (row, x, y) => visit(x, y, SYMBOL_PX, this._classes[row] === MARKED ? ALARM_WEIGHT : 1), null);
      for (const { x, y, r } of this.pieces || []) visit(x, y, r, ALARM_WEIGHT);
      for (const place of [...this.model.posts, ...this.model.gates]) {
        const point = this._layerPoint(place);
        if (point) visit(point.x, point.y, PLACE_PX, PLACE_WEIGHT);
      }
    },

    /** Numbers beside the markers; where many stand close, one of them asks for the place. */
    _drawNumbers(names, r) {
      const number = this.model.register.column('number');
      const asked = new Set();
      this.numbers = [];
      this._eachPoint(this._bounds, (row, x, y) => {
        const cell = Math.floor(x / NUMBER_CELL_PX) * 65536 + Math.floor(y / NUMBER_CELL_PX);
        if (row === this.selected || asked.has(cell)) return;
        asked.add(cell);
        const line = { text: number(row), font: `600 12px ${FONT}`, height: 14, colour: this.theme.ink };
        const box = names.put([line], x, y, besideSymbol(r + 6));
        if (box) this.numbers.push({ row, box });
      });
    },
  });

  Object.assign(mocgioi, { PointCanvas, radiusAt });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
