/* Moving about the map and pressing on it: the part of the page that knows pixels. */
(function (mocgioi) {
  'use strict';

  /* What stands within a rim of a panel, or between it and an edge this near, is as good as covered. */
  const [RIM_PX, EDGE_PX] = [7, 16];

  /** Methods of the page; `this` is the page. */
  const mapMoves = {
    /** What panel, strip and card leave free, in px from each edge. */
    margins() {
      const frame = this.container.getBoundingClientRect();
      const side = (this.front || this.panel.side).getBoundingClientRect();
      const shut = !side.height && !this.narrow();
      const card = this.card.open ? this.card.root.getBoundingClientRect() : null;
      const below = Math.min(frame.bottom, ...[...this.bottom.children].map((part) => part.getBoundingClientRect()).filter(({ height }) => height).map(({ top }) => top));
      if (this.narrow()) {
        const top = this.front || this.panel.top;
        return { left: 16, top: top.getBoundingClientRect().bottom - frame.top + 12, right: 16, bottom: frame.bottom - (card ? card.top : below) + 16 };
      }
      const covered = [shut ? null : side, card].filter(Boolean);
      const left = covered.filter((part) => part.left - frame.left < 24).map((part) => part.right - frame.left);
      const right = covered.filter((part) => part.left - frame.left >= 24).map((part) => frame.right - part.left);
      return { left: Math.max(0, ...left) + 24, top: (shut ? 12 : side.top - frame.top) + 24, right: Math.max(0, ...right) + 72, bottom: frame.bottom - below + 34 };
    },

    /** Boxes of the map, in px from its corner, that panels and buttons stand over, with a rim and up to a near edge. */
    covered() {
      const frame = this.container.getBoundingClientRect();
      const boxes = [];
      const grown = (low, high, size) => [low < EDGE_PX ? 0 : low - RIM_PX, size - high < EDGE_PX ? size : high + RIM_PX];
      const look = (part) => {
        // What lets presses through is no more than a frame about its parts.
        if (getComputedStyle(part).pointerEvents === 'none') {
          [...part.children].forEach(look);
          return;
        }
        const box = part.getBoundingClientRect();
        if (!box.width || !box.height) return;
        const [left, right] = grown(box.left - frame.left, box.right - frame.left, frame.width);
        const [top, bottom] = grown(box.top - frame.top, box.bottom - frame.top, frame.height);
        boxes.push({ left, top, right, bottom });
      };
      [...this.root.children, this.scaleBar.getContainer()].forEach((part) => part !== this.tip && look(part));
      return boxes;
    },

    fitTo(bounds, maxZoom) {
      const { left, top, right, bottom } = this.margins();
      this.map.fitBounds(bounds, { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], maxZoom, animate: false });
    },

    /** Show the whole border, and let nobody wander far from it. */
    fit() {
      const { map } = this;
      map.setMinZoom(0).setMaxBounds(null);
      this.fitTo(this.model.facts.extent, 14);
      map.setMinZoom(map.getZoom() - 0.5);
      map.setMaxBounds(map.getBounds().pad(0.35));
      this.fitted = { zoom: map.getZoom(), center: map.getCenter() };
    },

    /** `fit` to what panels leave free now, if the map is as it was fitted last. */
    refit() {
      const { fitted, map } = this;
      if (map.getZoom() === fitted.zoom && map.getCenter().equals(fitted.center)) this.fit();
    },

    whole() {
      this.fit();
      this.state.set({ at: null });
    },

    /** Show all of `rows` that have a position. */
    fitRows(rows) {
      const places = rows.map((row) => this.latLngOf(row)).filter(Boolean);
      if (places.length) this.fitTo(L.latLngBounds(places), 14);
    },

    /** Show an area: its markers, and the outlines of its communes. */
    fitArea({ by, code, rows }) {
      const own = by === 'commune' ? 'code' : by;
      const rings = this.model.communes.filter((commune) => commune[own] === code).flatMap((commune) => commune.rings);
      if (rings.length) this.fitTo(mocgioi.boundsOf(this.map, rings), 14);
      else this.fitRows(rows);
    },

    /** Go where the view is: its place, or else the markers that it filters. */
    applyView() {
      const { at, filters } = this.state.view;
      if (at) this.map.setView([at.latitude, at.longitude], at.zoom, { animate: false });
      else if (Object.keys(filters).length) this.fitRows(this.result.rows);
    },

    /** The card of an area has opened: go where the view is beside it. */
    besideCard() {
      if (this.card.open && this.row === null) this.applyView();
    },

    /** Somebody moved the map: the view is there now. */
    noteView() {
      if (!this.moved) return;
      const { lat, lng } = this.map.getCenter();
      this.state.set({ at: { zoom: this.map.getZoom(), latitude: lat, longitude: lng } });
    },

    tolerance(event) {
      const touch = event.originalEvent && event.originalEvent.pointerType === 'touch';
      return (touch ? 14 : 5) + mocgioi.radiusAt(this.map.getZoom());
    },

    press(event) {
      const tolerance = this.tolerance(event);
      const hits = this.canvas.near(event.layerPoint, tolerance);
      if (this.tools.measuring) {
        const { lat, lng } = event.latlng;
        this.tools.take(hits.length ? this.placeOf(hits[0].row) : { latitude: lat, longitude: lng });
        return;
      }
      const place = this.placeAt(event.layerPoint, tolerance);
      if (place && (!hits.length || place.distance < hits[0].distance)) {
        this.state.set({ marker: null });
        this.mark(null);
        this.card.showPlace(place.kind, place.place);
      } else if (hits.length) {
        const rows = hits.slice(0, 8).map((hit) => hit.row).sort((row, other) => row - other);
        this.select(hits[0].row, rows.length > 1 ? rows : null);
      } else this.pressPiece(event.layerPoint, tolerance);
    },

    /** Without a marker or a place where it was pressed: a piece of the border, a name, or a line. */
    pressPiece(point, tolerance) {
      const piece = mocgioi.pieceAt(this.canvas.pieces, point, tolerance);
      const label = this.canvas.labelAt(point);
      if (piece) this.showPiece(piece);
      else if (label) mocgioi.openArea(this, label.area);
      else this.pressLine(point, tolerance);
    },

    pressLine(point, tolerance) {
      const road = this.layers.roadAt(point, tolerance);
      const stretch = road ? null : this.layers.stretchAt(point, tolerance);
      if (!road && !stretch) {
        this.card.close();
        return;
      }
      this.state.set({ marker: null });
      this.mark(null);
      if (road) this.card.showRoad(road);
      else this.card.showStretch(stretch, mocgioi.basisOf(this.state.view.colouring));
    },

    placeAt(point, tolerance) {
      let best = null;
      for (const [kind, places] of [['post', this.model.posts], ['gate', this.model.gates]]) {
        if (!this.canvas.visible[`${kind}s`]) continue;
        for (const place of places) {
          if (place.longitude === null || place.latitude === null) continue;
          const distance = this.map.latLngToLayerPoint([place.latitude, place.longitude]).distanceTo(point);
          if (distance <= tolerance + 3 && (!best || distance < best.distance)) best = { kind, place, distance };
        }
      }
      return best;
    },

    hover(event) {
      if (event.originalEvent.pointerType === 'touch') return;
      const text = this.tipAt(event.layerPoint, this.tolerance(event));
      this.container.classList.toggle('mg-hit', text !== null || this.tools.measuring);
      this.tip.hidden = text === null;
      if (text === null) return;
      this.tip.textContent = text;
      const at = event.containerPoint;
      this.tip.style.transform = `translate(${Math.min(at.x + 14, this.map.getSize().x - 260)}px, ${at.y + 16}px)`;
    },

    /** What a marker, a piece of the border or a name says about itself; null where there is none. */
    tipAt(point, tolerance) {
      const { register, words } = this.model;
      const [hit] = this.canvas.near(point, tolerance);
      if (hit) return `${words.text('marker', { n: register.column('number')(hit.row) })} · ${this.symbolOf(hit.row)[words.lang]}`;
      const piece = mocgioi.pieceAt(this.canvas.pieces, point, tolerance);
      if (piece) return mocgioi.pieceName(this.canvas, piece);
      const label = this.canvas.labelAt(point);
      return label && label.full;
    },

    hideTip() {
      this.tip.hidden = true;
    },

    /** A marker's place, or null. */
    placeOf(row) {
      const { register } = this.model;
      if (!register.column('longitude')) return null;
      const [longitude, latitude] = [register.column('longitude')(row), register.column('latitude')(row)];
      return longitude === null || latitude === null ? null : { longitude, latitude };
    },

    latLngOf(row) {
      const place = this.placeOf(row);
      return place && L.latLng(place.latitude, place.longitude);
    },

    selectMiddle() {
      const { left, top, right, bottom } = this.margins();
      const size = this.map.getSize();
      const middle = L.point((left + size.x - right) / 2, (top + size.y - bottom) / 2);
      const [hit] = this.canvas.near(this.map.containerPointToLayerPoint(middle), size.x + size.y, { hidden: true });
      this.select(hit ? hit.row : 0);
    },

    /** Move the map only if panel, card or edge hide the marker. */
    reveal(row) {
      const place = this.latLngOf(row);
      if (!place) return;
      const { left, top, right, bottom } = this.margins();
      const size = this.map.getSize();
      const at = this.map.latLngToContainerPoint(place);
      const free = L.bounds([left, top], [size.x - right, size.y - bottom]);
      if (free.contains(at)) return;
      this.map.panBy(at.subtract(free.getCenter()), { animate: false });
    },

    goTo(row) {
      this.goToPlace(this.placeOf(row), 15);
      this.canvas.refresh();
    },

    /** Come at least as near as `zoom`, the place in the middle of what is free. */
    goToPlace({ latitude, longitude }, zoom) {
      this.map.setView([latitude, longitude], Math.max(this.map.getZoom(), zoom), { animate: false });
      const { left, top, right, bottom } = this.margins();
      const size = this.map.getSize();
      const free = L.point((left + size.x - right) / 2, (top + size.y - bottom) / 2);
      this.map.panBy(size.divideBy(2).subtract(free), { animate: false });
      this.withBorder(L.latLng(latitude, longitude), zoom);
    },

    /** Ring marker `row` on the map, or none. */
    mark(row) {
      this.canvas.selected = row;
      this.canvas.refresh();
    },

    /** Ring a marker that the table or the strip points at; null gives the ring back. */
    point(row) {
      this.mark(row === null ? this.row : row);
    },
  };

  /** Presses, pointers and new sizes of the map. */
  function listenToMap(page) {
    const { map } = page;
    map.on('click', (event) => page.press(event));
    map.on('mousemove', (event) => page.hover(event));
    map.on('mouseout movestart', () => page.hideTip());
    map.on('dragend zoomend', () => {
      page.moved = true;
      page.noteView();
    });
    let narrow = page.narrow();
    map.on('resize', () => {
      if (narrow === page.narrow()) return;
      narrow = page.narrow();
      page.panel.open(page.state.view.tab, page.sheetUp);
      page.fit();
      page.back.settleSoon();
    });
  }

  /** What a page is as far as it moves its map. */
  class Moving {}
  Object.assign(Moving.prototype, mapMoves, mocgioi.sight);

  Object.assign(mocgioi, { Moving, listenToMap });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
