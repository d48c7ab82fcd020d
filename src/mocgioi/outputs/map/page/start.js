/* Puts data, map, panel and card together. `mocgioi.start(map, id)` is what the page calls. */
(function (mocgioi) {
  'use strict';

  const { el, button, own } = mocgioi;
  const NARROW_PX = 720;
  const TRUNKS_AND_ACCESS = ['trunk', 'access'];

  /** How a road is drawn: trunk roads by class, access roads by status. */
  function roadStyle(symbology, road) {
    return own(symbology.trunks, road.road_class) || own(symbology.roads, road.status) || symbology.roads.none;
  }

  class Page {
    constructor(map, model) {
      this.map = map;
      this.model = model;
      this.container = map.getContainer();
      this.canvas = new mocgioi.PointCanvas({ padding: 0.25 }).setModel(model);
      this.groups = {};
      this.hidden = new Set();
      this.card = new mocgioi.Card(model, {
        select: (row, together) => this.select(row, together),
        goTo: (row) => this.goTo(row),
        opened: () => this.opened(),
        closed: () => this.closed(),
      });
      this.panel = mocgioi.panel(model, {
        toggle: (name, on) => this.toggle(name, on),
        browse: () => this.select(0),
        opened: () => this.card.close(),
      });
    }

    build() {
      const { container, model } = this;
      container.classList.add('mg-map');
      container.setAttribute('role', 'region');
      container.setAttribute('aria-label', model.words.text('map_name'));
      const root = el('div', 'mg-root', null, this.panel.side, this.controls(), this.card.root, (this.tip = el('div', 'mg-tip')));
      if (this.panel.banner) root.prepend(this.panel.banner);
      root.classList.toggle('mg-illustrative', Boolean(this.panel.banner));
      this.tip.hidden = true;
      for (const part of root.children) {
        if (part === this.tip) continue;
        L.DomEvent.disableClickPropagation(part);
        L.DomEvent.disableScrollPropagation(part);
        // A button that replaces its own card is out of the document when Leaflet looks for it.
        part.addEventListener('click', (event) => event.stopPropagation());
      }
      container.append(root);
      this.root = root;
      L.control.scale({ imperial: false, maxWidth: 120 }).addTo(this.map);
      this.fit();
      this.makeLines();
      this.weigh();
      this.map.on('zoomend', () => this.weigh());
      this.stack();
      this.listen();
      this.explainEmpty();
    }

    controls() {
      const { words } = this.model;
      const made = [
        ['+', 'zoom_in', () => this.map.zoomIn(1)],
        ['−', 'zoom_out', () => this.map.zoomOut(1)],
        ['⤢', 'whole', () => this.fit()],
      ].map(([sign, key, press]) => {
        const control = button('mg-icon-button', sign, press);
        control.setAttribute('aria-label', words.text(key));
        control.title = words.text(key);
        return control;
      });
      return el('div', 'mg-controls', null, this.panel.opener, el('div', 'mg-zoom', null, ...made));
    }

    /** Thin lines where the whole province is on the screen, full width close up. */
    weigh() {
      const share = Math.max(0.4, Math.min(1, 0.4 + (this.map.getZoom() - 9) * 0.15));
      for (const group of Object.values(this.groups)) {
        group.eachLayer((path) => {
          path.options.fullWeight = path.options.fullWeight || path.options.weight;
          path.options.weight = path.options.fullWeight * share;
        });
      }
    }

    /** Groups of Leaflet paths by layer name, in the order they lie on each other. */
    makeLines() {
      const base = { renderer: this.canvas, interactive: false, lineCap: 'butt', smoothFactor: 0.8 };
      const { model } = this;
      const style = ({ colour, width_px, dash_px }) => ({ ...base, color: colour, weight: width_px, dashArray: dash_px });
      const tint = (index) => model.symbology.communes[index % model.symbology.communes.length];
      this.groups.communes = L.layerGroup(model.communes.flatMap((commune, index) => this.commune(commune, tint(index), base)));
      const roads = { trunk: [], access: [] };
      for (const road of model.roads) {
        const trunk = Boolean(own(model.symbology.trunks, road.road_class));
        const look = style(roadStyle(model.symbology, road));
        roads[trunk ? 'trunk' : 'access'].push(...road.lines.map((line) => L.polyline(line, { ...look, lineCap: 'round' })));
      }
      this.groups.roads = L.layerGroup(TRUNKS_AND_ACCESS.flatMap((kind) => roads[kind]));
      this.groups.boundary = L.layerGroup(model.boundary.map((piece) => L.polyline(piece.line, style(model.symbology.boundary))));
    }

    /** A commune's ground; without a shape, a band along its span of the border. */
    commune(commune, colour, base) {
      if (commune.rings.length) {
        const edge = { color: '#a39b89', weight: 1, fillColor: colour, fillOpacity: 1, fillRule: 'evenodd' };
        return [L.polygon(commune.rings, { ...base, ...edge })];
      }
      const spans = this.model.boundary.filter((piece) => piece.commune_code === commune.code);
      return spans.flatMap((piece) => [
        L.polyline(piece.line, { ...base, color: '#a39b89', weight: 24 }),
        L.polyline(piece.line, { ...base, color: colour, weight: 22 }),
      ]);
    }

    /** Put the groups that are on back onto the canvas, lowest first. */
    stack() {
      this.canvas.redrawAfter(() => {
        this.canvas.addTo(this.map);
        for (const group of Object.values(this.groups)) group.remove();
        for (const [name, group] of Object.entries(this.groups)) {
          if (!this.hidden.has(name)) group.addTo(this.map);
        }
      });
    }

    toggle(name, on) {
      if (on) this.hidden.delete(name);
      else this.hidden.add(name);
      this.canvas.visible[name] = on;
      this.stack();
    }

    narrow() {
      return this.map.getSize().x < NARROW_PX;
    }

    /** What the panel and the card leave free, in px from each edge. */
    margins() {
      const frame = this.container.getBoundingClientRect();
      const side = this.panel.side.getBoundingClientRect();
      const card = this.card.open ? this.card.root.getBoundingClientRect() : null;
      if (this.narrow()) {
        const head = this.panel.side.querySelector('.mg-head').getBoundingClientRect();
        return { left: 16, top: head.bottom - frame.top + 12, right: 16, bottom: card ? frame.bottom - card.top + 16 : 76 };
      }
      return { left: side.right - frame.left + 24, top: side.top - frame.top + 24, right: card ? frame.right - card.left + 24 : 72, bottom: 40 };
    }

    /** Show the whole border, and let nobody wander far from it. */
    fit() {
      const { map } = this;
      const { left, top, right, bottom } = this.margins();
      map.setMinZoom(0).setMaxBounds(null);
      map.fitBounds(this.model.facts.extent, { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], maxZoom: 14, animate: false });
      map.setMinZoom(map.getZoom() - 0.5);
      map.setMaxBounds(map.getBounds().pad(0.35));
    }

    listen() {
      const { map, container } = this;
      map.on('click', (event) => this.press(event));
      map.on('mousemove', (event) => this.hover(event));
      map.on('mouseout movestart', () => this.hideTip());
      let narrow = this.narrow();
      map.on('resize', () => {
        if (narrow === this.narrow()) return;
        narrow = this.narrow();
        this.fit();
      });
      container.addEventListener('keydown', (event) => {
        if (event.target !== container) return;
        if (event.key === 'Enter') this.selectMiddle();
        if (event.key === 'Escape') this.card.close();
      });
    }

    tolerance(event) {
      const touch = event.originalEvent && event.originalEvent.pointerType === 'touch';
      return (touch ? 14 : 5) + mocgioi.radiusAt(this.map.getZoom());
    }

    press(event) {
      const tolerance = this.tolerance(event);
      const found = this.canvas.near(event.layerPoint, tolerance);
      const place = this.placeAt(event.layerPoint, tolerance);
      if (place && (!found.length || place.distance < found[0].distance)) {
        this.mark(null);
        this.card.showPlace(place.kind, place.place);
      } else if (found.length) {
        const rows = found.slice(0, 8).map((hit) => hit.row).sort((one, other) => one - other);
        this.select(found[0].row, rows.length > 1 ? rows : null);
      } else {
        const road = this.roadAt(event.layerPoint, tolerance);
        if (!road) {
          this.card.close();
          return;
        }
        this.mark(null);
        this.card.showRoad(road);
      }
    }

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
    }

    roadAt(point, tolerance) {
      if (this.hidden.has('roads')) return null;
      let best = null;
      for (const road of this.model.roads) {
        for (const line of road.lines) {
          const points = line.map((vertex) => this.map.latLngToLayerPoint(vertex));
          for (let at = 1; at < points.length; at += 1) {
            const distance = L.LineUtil.pointToSegmentDistance(point, points[at - 1], points[at]);
            if (distance <= tolerance && (!best || distance < best.distance)) best = { road, distance };
          }
        }
      }
      return best && best.road;
    }

    hover(event) {
      if (event.originalEvent.pointerType === 'touch') return;
      const [hit] = this.canvas.near(event.layerPoint, this.tolerance(event));
      this.container.classList.toggle('mg-hit', Boolean(hit));
      this.tip.hidden = !hit;
      if (!hit) return;
      const { register, words, symbology } = this.model;
      const state = symbology.states.find((one) => one.code === register.column('state')(hit.row));
      this.tip.textContent = `${words.text('marker', { n: register.column('number')(hit.row) })} · ${state[words.lang]}`;
      const at = event.containerPoint;
      this.tip.style.transform = `translate(${Math.min(at.x + 14, this.map.getSize().x - 260)}px, ${at.y + 16}px)`;
    }

    hideTip() {
      this.tip.hidden = true;
    }

    latLngOf(row) {
      const { register } = this.model;
      const longitude = register.column('longitude')(row);
      return longitude === null ? null : L.latLng(register.column('latitude')(row), longitude);
    }

    selectMiddle() {
      const { left, top, right, bottom } = this.margins();
      const size = this.map.getSize();
      const middle = L.point((left + size.x - right) / 2, (top + size.y - bottom) / 2);
      const [hit] = this.canvas.near(this.map.containerPointToLayerPoint(middle), size.x + size.y);
      this.select(hit ? hit.row : 0);
    }

    /** Show marker `row`; `together` are rows pressed at once. */
    select(row, together = null) {
      if (!this.model.register.count) return;
      this.card.showMarker(row, together);
      this.hideTip();
      this.reveal(row);
      this.mark(row);
    }

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
    }

    goTo(row) {
      this.map.setView(this.latLngOf(row), Math.max(this.map.getZoom(), 15), { animate: false });
      this.reveal(row);
      this.canvas.refresh();
    }

    /** Ring marker `row` on the map, or none. */
    mark(row) {
      this.canvas.selected = row;
      this.canvas.refresh();
    }

    opened() {
      this.panel.setOpen(false);
      this.root.classList.add('mg-with-card');
    }

    closed() {
      this.root.classList.remove('mg-with-card');
      this.mark(null);
      this.container.focus({ preventScroll: true });
    }

    /** With no marker placed, say so where the markers would be. */
    explainEmpty() {
      const { register, words } = this.model;
      for (let row = 0; row < register.count; row += 1) if (this.latLngOf(row)) return;
      this.root.append(el('div', 'mg-empty', null, el('p', '', null, el('strong', '', words.text('nothing_placed'))),
        el('p', '', words.text('nothing_placed_note'))));
    }
  }

  /** Draw the data of script element `id` on a Leaflet map. */
  function start(map, id) {
    const model = mocgioi.unpack(JSON.parse(document.getElementById(id).textContent));
    document.title = model.facts.title;
    const page = new Page(map, model);
    page.build();
    mocgioi.page = page;
  }

  Object.assign(mocgioi, { roadStyle, start });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
