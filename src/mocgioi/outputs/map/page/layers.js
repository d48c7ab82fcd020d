/* What lies under the markers, as paths for the canvas: communes, graticule, roads, border line. */
(function (mocgioi) {
  'use strict';

  const { own } = mocgioi;
  const GRID_STEPS = [0.5, 0.25, 0.1, 0.05, 0.02, 0.01];
  const BAND_PX = 22;

  /** `draw(view, theme, roads, further)` puts the layers that are on onto the map, lowest first; `further` paths lie above them. */
  class Layers {
    constructor(map, model, canvas) {
      this.map = map;
      this.model = model;
      this.canvas = canvas;
    }

    draw(view, theme, roads, further) {
      this.theme = theme;
      this.shownRoads = roads;
      this.view = view;
      this.canvas.paths = [...this.paths(), ...further];
      if (this.map.hasLayer(this.canvas)) this.canvas.refresh();
      else this.canvas.addTo(this.map);
    }

    on(name) {
      return this.view.layers.includes(name);
    }

    paths() {
      const { symbology } = this.model;
      const made = this.ground(['province']);
      if (this.on('coverage')) made.push(...this.communes(mocgioi.communeShades(this.model).tintOf));
      else if (this.on('communes')) made.push(...this.communes((commune, index) => symbology.communes[index % symbology.communes.length]));
      made.push(...this.ground(['lake', 'river', 'railway', 'road']));
      if (this.on('grid')) made.push(this.grid());
      if (this.on('stretches')) made.push(...mocgioi.stretchPaths(this.model, mocgioi.basisOf(this.view.colouring), this.theme));
      if (this.on('roads')) made.push(...this.roads());
      if (this.on('boundary')) made.push({ ...symbology.boundary, colour: this.theme.boundary || symbology.boundary.colour, lines: this.model.boundary.map((piece) => piece.line) });
      return made;
    }

    /** The grounds or lines of the surroundings of these kinds, the first lowest. */
    ground(kinds) {
      return this.on('ground') ? mocgioi.groundPaths(this.model, kinds, this.theme) : [];
    }

    /** Roads of the network lie below access roads; all that look alike are one path. */
    roads() {
      const styleOf = mocgioi.roadStyles(this.model, this.view.roadsBy);
      const [trunk, access] = [new Map(), new Map()];
      for (const road of this.shownRoads) {
        const style = styleOf(road);
        const alike = own(this.model.symbology.trunks, road.road_class) ? trunk : access;
        const look = `${style.colour} ${style.width_px} ${style.dash_px}`;
        if (!alike.has(look)) alike.set(look, { ...style, round: true, lines: [] });
        alike.get(look).lines.push(...road.lines);
      }
      return [...trunk.values(), ...access.values()];
    }

    /** Grounds of communes; without a shape, a band along its span of the border. */
    communes(tintOf) {
      return this.model.communes.flatMap((commune, index) => {
        const tint = tintOf(commune, index);
        return tint ? this.commune(commune, tint) : [];
      });
    }

    commune({ code, rings }, fill) {
      const colour = this.theme.edge;
      if (rings.length) return [{ lines: rings, colour, width_px: 1, fill }];
      const lines = this.model.boundary.filter((piece) => piece.commune_code === code).map((piece) => piece.line);
      return [{ lines, colour, width_px: BAND_PX + 2 }, { lines, colour: fill, width_px: BAND_PX }];
    }

    /** Meridians and parallels far over the extent on every side. */
    grid() {
      const [[south, west], [north, east]] = this.model.facts.extent;
      const step = mocgioi.gridStep(Math.max(north - south, east - west));
      const [low, high, left, right] = [south - 8 * step, north + 8 * step, west - 16 * step, east + 16 * step];
      const parallels = gridValues(low, high, step).map((latitude) => [latitude, left, latitude, right]);
      const meridians = gridValues(left, right, step).map((longitude) => [low, longitude, high, longitude]);
      const lines = [...parallels, ...meridians].map(([latitude, longitude, toLatitude, toLongitude]) =>
        [mocgioi.planeX(longitude), mocgioi.planeY(latitude), mocgioi.planeX(toLongitude), mocgioi.planeY(toLatitude)]);
      return { lines, colour: this.theme.grid, width_px: 1, fixed: true };
    }

    /** The road under a layer point, if roads are on. */
    roadAt(point, tolerance) {
      return this.on('roads') ? this.nearest(this.shownRoads, point, tolerance) : null;
    }

    /** The stretch of the border line under a layer point, if stretches are on. */
    stretchAt(point, tolerance) {
      return this.on('stretches') ? this.nearest(this.model.stretches, point, tolerance) : null;
    }

    nearest(shapes, point, tolerance) {
      const scale = this.map.getZoomScale(this.map.getZoom(), 0);
      const { x, y } = point.add(this.map.getPixelOrigin()).divideBy(scale);
      let best = { shape: null, distance: tolerance / scale };
      for (const shape of shapes) {
        const distance = Math.min(...shape.lines.map((line) => mocgioi.distanceToLine(line, x, y)));
        if (distance <= best.distance) best = { shape, distance };
      }
      return best.shape;
    }
  }

  /** How wide the band of a commune without a shape is at a zoom, in px. */
  const bandWidth = (zoom) => (BAND_PX + 2) * mocgioi.shareOfWidth(zoom);

  /** The step of a graticule in degrees that cuts `span` into four to ten. */
  const gridStep = (span) => GRID_STEPS.find((step) => span / step >= 4) || GRID_STEPS[GRID_STEPS.length - 1];

  /** Multiples of `step` from `low` to `high`, without the errors of adding up. */
  function gridValues(low, high, step) {
    const values = [];
    for (let at = Math.ceil(low / step); at * step <= high; at += 1) values.push(Number((at * step).toFixed(6)));
    return values;
  }

  Object.assign(mocgioi, { Layers, bandWidth, gridStep, gridValues });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
