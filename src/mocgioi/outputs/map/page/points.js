/* One Leaflet canvas for everything: lines as Leaflet paths, then markers, places and names. */
(function (mocgioi) {
  'use strict';

  const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
  const NUMBERS_FROM_ZOOM = 13;
  const PLACE_NAMES_FROM_ZOOM = 10.5;
  const GROUND_STATES = ['not_needed'];

  /** Radius in px of a built marker: small where markers stand 4 px apart, easy to hit close up. */
  function radiusAt(zoom) {
    return Math.max(2.8, Math.min(9, 3.2 + (zoom - 9.5) * 1.35));
  }

  /** Names that do not run over each other: the first to ask for a place gets it. */
  class Names {
    constructor(ctx) {
      this.ctx = ctx;
      this.taken = [];
    }

    /** Keep a round place free of names. */
    reserve(x, y, r) {
      this.taken.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
    }

    free(box) {
      return !this.taken.some(
        (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom
      );
    }

    /** Draw lines of text about x, the first at y; `offsets` are places to try. */
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
        this.taken.push(box);
        let base = top;
        for (const line of lines) {
          ctx.font = line.font;
          ctx.textAlign = 'center';
          ctx.textBaseline = 'middle';
          ctx.lineJoin = 'round';
          ctx.lineWidth = 3.5;
          ctx.strokeStyle = 'rgba(255,255,255,.92)';
          ctx.fillStyle = line.colour;
          ctx.strokeText(line.text, left + width / 2, base + line.height / 2);
          ctx.fillText(line.text, left + width / 2, base + line.height / 2);
          base += line.height;
        }
        return;
      }
    }
  }

  const PointCanvas = L.Canvas.extend({
    setModel(model) {
      this.model = model;
      this.visible = { markers: true, posts: true, gates: true, communes: true };
      this.selected = null;
      this._stamps = new Map();
      this._states = new Map(model.symbology.states.map((state) => [state.code, state]));
      this._marks = new Map(model.symbology.marks.map((mark) => [mark.code, mark]));
      return this;
    },

    /** Do `change`, which may take many paths off and on, and draw once after it. */
    redrawAfter(change) {
      this._paused = true;
      change();
      this._paused = false;
      this.refresh();
    },

    /** Draw all again, now, whatever part was to be drawn on the next frame. */
    refresh() {
      L.Util.cancelAnimFrame(this._redrawRequest);
      this._redrawRequest = null;
      this._updatePaths();
    },

    onAdd(map) {
      L.Canvas.prototype.onAdd.call(this, map);
      this._container.classList.add('mg-canvas');
    },

    _world() {
      if (this._worldPoints) return this._worldPoints;
      const { register } = this.model;
      const [longitude, latitude] = [register.column('longitude'), register.column('latitude')];
      const points = new Float64Array(register.count * 2).fill(NaN);
      for (let row = 0; row < register.count; row += 1) {
        if (longitude(row) === null || latitude(row) === null) continue;
        const point = this._map.project([latitude(row), longitude(row)], 0);
        points[row * 2] = point.x;
        points[row * 2 + 1] = point.y;
      }
      this._worldPoints = points;
      return points;
    },

    /** Call `visit(row, x, y)` with layer points of the markers within `bounds`. */
    _eachPoint(bounds, visit) {
      const world = this._world();
      const scale = this._map.getZoomScale(this._map.getZoom(), 0);
      const origin = this._map.getPixelOrigin();
      for (let row = 0; row < this.model.register.count; row += 1) {
        const x = world[row * 2] * scale - origin.x;
        const y = world[row * 2 + 1] * scale - origin.y;
        if (x >= bounds.min.x && x <= bounds.max.x && y >= bounds.min.y && y <= bounds.max.y) visit(row, x, y);
      }
    },

    /** Markers about a layer point, nearest first. */
    near(point, tolerance) {
      const found = [];
      if (!this.visible.markers) return found;
      const box = L.bounds(point.subtract([tolerance, tolerance]), point.add([tolerance, tolerance]));
      this._eachPoint(box, (row, x, y) => {
        const distance = Math.hypot(x - point.x, y - point.y);
        if (distance <= tolerance) found.push({ row, distance });
      });
      return found.sort((one, other) => one.distance - other.distance || one.row - other.row);
    },

    _draw() {
      if (this._paused) return;
      L.Canvas.prototype._draw.call(this);
      if (!this.model) return;
      const ctx = this._ctx;
      ctx.save();
      const names = new Names(ctx);
      const zoom = this._map.getZoom();
      const r = radiusAt(zoom);
      const posts = this._drawPlaces(ctx, r, 'post', this.model.posts, names);
      const marked = this.visible.markers ? this._drawMarkers(ctx, r) : [];
      const gates = this._drawPlaces(ctx, r, 'gate', this.model.gates, names);
      this._drawStamps(ctx, r, marked);
      if (this.visible.markers && this.selected !== null) this._drawSelected(ctx, r, names);
      if (zoom >= PLACE_NAMES_FROM_ZOOM) this._drawPlaceNames([...gates, ...posts], names);
      if (this.visible.communes) this._drawCommuneNames(names);
      if (this.visible.markers && zoom >= NUMBERS_FROM_ZOOM) this._drawNumbers(names, r);
      ctx.restore();
    },

    /** Draw the markers but those with a mark, and return these: nothing may cover an alarm. */
    _drawMarkers(ctx, r) {
      const { register } = this.model;
      const [state, marks] = [register.column('state'), register.column('marks')];
      const [ground, plain, marked] = [[], [], []];
      this._eachPoint(this._bounds, (row, x, y) => {
        (marks(row) ? marked : GROUND_STATES.includes(state(row)) ? ground : plain).push([row, x, y]);
      });
      this._drawStamps(ctx, r, ground);
      this._drawStamps(ctx, r, plain);
      return marked;
    },

    _drawStamps(ctx, r, points) {
      const { register } = this.model;
      const [state, marks] = [register.column('state'), register.column('marks')];
      for (const [row, x, y] of points) {
        const stamp = this._stamp(state(row), marks(row), r);
        const half = stamp.width / 4;
        ctx.drawImage(stamp, x - half, y - half, half * 2, half * 2);
      }
    },

    _drawSelected(ctx, r, names) {
      const { register } = this.model;
      this._eachPoint(this._bounds, (row, x, y) => {
        if (row !== this.selected) return;
        ctx.beginPath();
        ctx.arc(x, y, r + 8, 0, Math.PI * 2);
        ctx.fillStyle = 'rgba(255,255,255,.75)';
        ctx.fill();
        ctx.lineWidth = 3;
        ctx.strokeStyle = '#12202b';
        ctx.stroke();
        const stamp = this._stamp(register.column('state')(row), register.column('marks')(row), Math.max(r, 6));
        const half = stamp.width / 4;
        ctx.drawImage(stamp, x - half, y - half, half * 2, half * 2);
        names.put([{ text: register.column('number')(row), font: `700 14px ${FONT}`, height: 17, colour: '#12202b' }],
          x, y, [[0, -r - 18, 'center']]);
      });
    },

    /** A marker's picture, drawn once for each state, marks and size. */
    _stamp(stateCode, marks, r) {
      const key = `${stateCode}|${marks}|${r.toFixed(2)}`;
      let stamp = this._stamps.get(key);
      if (!stamp) {
        const half = Math.ceil(r * 1.2 + 8);
        stamp = mocgioi.picture(half * 2, half * 2, (ctx) => {
          mocgioi.drawSymbol(ctx, this._states.get(stateCode), half, half, r);
          for (const code of marks ? marks.split(' ').reverse() : []) {
            mocgioi.drawMark(ctx, this._marks.get(code), half, half, r);
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
        drawn.push({ name: place.name, point, side: size * symbol.scale + 4, colour: symbol.colour });
      }
      return drawn;
    },

    _drawPlaceNames(places, names) {
      for (const { name, point, side, colour } of places) {
        names.put([{ text: name, font: `600 12px ${FONT}`, height: 15, colour }], point.x, point.y,
          [[side, 0, 'left'], [-side, 0, 'right'], [0, side + 6, 'center']]);
      }
    },

    _drawCommuneNames(names) {
      const size = this._map.getZoom() < 9.25 ? 11.5 : 13;
      for (const commune of this.model.communes) {
        const point = this._layerPoint(commune);
        if (!point || !this._bounds.contains(point)) continue;
        names.put(
          [
            { text: commune.name, font: `600 ${size}px ${FONT}`, height: size + 3, colour: '#3b3a33' },
            { text: `${commune.road_built}/${commune.markers_needing_road}`, font: `500 ${size - 1}px ${FONT}`, height: size + 2, colour: '#5b594e' },
          ],
          point.x, point.y, [[0, 0, 'center'], [0, 22, 'center'], [0, -22, 'center'], [-44, 0, 'center'], [44, 0, 'center']]
        );
      }
    },

    _drawNumbers(names, r) {
      const number = this.model.register.column('number');
      this._eachPoint(this._bounds, (row, x, y) => {
        if (row === this.selected) return;
        const line = { text: number(row), font: `600 12px ${FONT}`, height: 14, colour: '#1c2730' };
        const side = r + 6;
        names.put([line], x, y, [[side, 0, 'left'], [-side, 0, 'right'], [0, -side - 4, 'center'], [0, side + 4, 'center']]);
      });
    },
  });

  Object.assign(mocgioi, { PointCanvas, radiusAt });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
