/* Lines and grounds of the map as Leaflet paths: communes, border, roads, kilometres, graticule. */
(function (mocgioi) {
  'use strict';

  const { own } = mocgioi;
  const ORDER = ['communes', 'coverage', 'grid', 'roads', 'boundary'];
  const GRID_STEPS = [0.5, 0.25, 0.1, 0.05, 0.02, 0.01];

  /** Paths by layer name; `draw(view, theme)` puts those that are on onto the map, lowest first. */
  class Layers {
    constructor(map, model, canvas) {
      this.map = map;
      this.model = model;
      this.canvas = canvas;
      this.groups = {};
      this.base = { renderer: canvas, interactive: false, lineCap: 'butt', smoothFactor: 0.8 };
      map.on('zoomend', () => this.weigh());
    }

    draw(view, theme) {
      for (const group of Object.values(this.groups)) group.remove();
      this.theme = theme;
      this.groups = this.make(view);
      this.weigh();
      this.canvas.redrawAfter(() => {
        this.canvas.addTo(this.map);
        for (const name of ORDER) if (this.groups[name]) this.groups[name].addTo(this.map);
      });
    }

    make(view) {
      const { model } = this;
      const on = (name) => view.layers.includes(name);
      const made = {};
      if (on('coverage')) made.coverage = this.communes((commune) => mocgioi.coverageTint(model.symbology, commune));
      else if (on('communes')) made.communes = this.communes((commune, index) => model.symbology.communes[index % model.symbology.communes.length]);
      if (on('grid')) made.grid = this.grid();
      if (on('roads')) made.roads = this.roads(mocgioi.roadStyles(model, view.roadsBy));
      if (on('boundary')) {
        const look = this.style({ ...model.symbology.boundary, colour: this.theme.boundary || model.symbology.boundary.colour });
        made.boundary = L.layerGroup(model.boundary.map((piece) => L.polyline(piece.line, look)));
      }
      return made;
    }

    style({ colour, width_px, dash_px }) {
      return { ...this.base, color: colour, weight: width_px, dashArray: dash_px };
    }

    /** Roads of the network lie below access roads. */
    roads(styleOf) {
      const [trunk, access] = [[], []];
      for (const road of this.model.roads) {
        const look = { ...this.style(styleOf(road)), lineCap: 'round' };
        const kind = own(this.model.symbology.trunks, road.road_class) ? trunk : access;
        kind.push(...road.lines.map((line) => L.polyline(line, look)));
      }
      return L.layerGroup([...trunk, ...access]);
    }

    /** Grounds of communes; without a shape, a band along its span of the border. */
    communes(tintOf) {
      return L.layerGroup(this.model.communes.flatMap((commune, index) => {
        const tint = tintOf(commune, index);
        return tint ? this.commune(commune, this.theme === mocgioi.THEMES.dark ? mocgioi.mixed(tint, this.theme.ground, 0.72) : tint) : [];
      }));
    }

    commune(commune, colour) {
      const edge = { ...this.base, color: this.theme.edge };
      if (commune.rings.length) {
        return [L.polygon(commune.rings, { ...edge, weight: 1, fillColor: colour, fillOpacity: 1, fillRule: 'evenodd' })];
      }
      const spans = this.model.boundary.filter((piece) => piece.commune_code === commune.code);
      return spans.flatMap((piece) => [
        L.polyline(piece.line, { ...edge, weight: 24 }),
        L.polyline(piece.line, { ...this.base, color: colour, weight: 22 }),
      ]);
    }

    /** Meridians and parallels far over the extent on every side. */
    grid() {
      const [[south, west], [north, east]] = this.model.facts.extent;
      const look = { ...this.base, color: this.theme.grid, weight: 1 };
      const step = mocgioi.gridStep(Math.max(north - south, east - west));
      const [low, high, left, right] = [south - 8 * step, north + 8 * step, west - 16 * step, east + 16 * step];
      const parallels = mocgioi.gridValues(low, high, step).map((latitude) => [[latitude, left], [latitude, right]]);
      const meridians = mocgioi.gridValues(left, right, step).map((longitude) => [[low, longitude], [high, longitude]]);
      return L.layerGroup([...parallels, ...meridians].map((line) => L.polyline(line, look)));
    }

    /** Thin lines where the whole province is on the screen, full width close up. */
    weigh() {
      const share = Math.max(0.4, Math.min(1, 0.4 + (this.map.getZoom() - 9) * 0.15));
      for (const [name, group] of Object.entries(this.groups)) {
        if (name === 'grid') continue;
        group.eachLayer((path) => {
          path.options.fullWeight = path.options.fullWeight || path.options.weight;
          path.options.weight = path.options.fullWeight * share;
        });
      }
    }

    /** The road under a layer point, if roads are on. */
    roadAt(point, tolerance) {
      if (!this.groups.roads) return null;
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
  }

  /** The step of a graticule in degrees that cuts `span` into four to ten. */
  const gridStep = (span) => GRID_STEPS.find((step) => span / step >= 4) || GRID_STEPS[GRID_STEPS.length - 1];

  /** Multiples of `step` from `low` to `high`, without the errors of adding up. */
  function gridValues(low, high, step) {
    const values = [];
    for (let at = Math.ceil(low / step); at * step <= high; at += 1) values.push(Number((at * step).toFixed(6)));
    return values;
  }

  Object.assign(mocgioi, { Layers, gridStep, gridValues });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
