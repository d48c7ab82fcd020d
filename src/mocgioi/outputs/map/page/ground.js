/* What lies around the border, to find one's way by: quiet grounds and lines below all else, names where others leave room. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const PALETTES = {
    light: { province: '#fbfaf6', water: '#9fc3da', road: '#d9bf95', railway: '#a8a296', name: '#736e60', waterName: '#4d7d9b' },
    dark: { province: '#242b32', water: '#34586e', road: '#6b5a40', railway: '#59626a', name: '#a7b0b7', waterName: '#8db9d4' },
  };
  /** By kind: the colour and width of its lines; grounds are filled and have no edge, for the only border that is drawn is the store's own. */
  const LINES = {
    province: { colour: 'province', filled: true },
    lake: { colour: 'water', filled: true },
    river: { colour: 'water', width_px: 2 },
    railway: { colour: 'railway', width_px: 1.5, dash_px: [6, 3] },
    road: { colour: 'road', width_px: 2.5 },
  };
  /** By kind, those that ask first first: the font of its name, the zoom from which it stands, and its colour. */
  const NAMES = {
    country: { font: '600 15px', height: 19, from: 0, caps: true },
    neighbour: { font: '600 11.5px', height: 15, from: 0, caps: true },
    town: { font: '500 11.5px', height: 14, from: 9, dot: true },
    lake: { font: 'italic 500 11px', height: 14, from: 11, water: true },
    river: { font: 'italic 500 11px', height: 14, from: 10, water: true },
    road: { font: '500 10.5px', height: 13, from: 10 },
  };
  const ABOUT = [[0, 0, 'center'], [0, -18, 'center'], [0, 18, 'center'], [-30, 0, 'center'], [30, 0, 'center']];
  const BESIDE_DOT = [[6, 0, 'left'], [-6, 0, 'right'], [0, -11, 'center'], [0, 11, 'center'], [6, 9, 'left'], [-6, 9, 'right'], [6, -9, 'left'], [-6, -9, 'right']];

  const paletteOf = (theme) => (theme === mocgioi.THEMES.dark ? PALETTES.dark : PALETTES.light);

  const ofKind = (ground, kind) => ground.find((part) => part.kind === kind) || { lines: [], names: [] };

  /** The paths of the ground of these kinds, the first lowest. */
  function groundPaths(ground, kinds, theme) {
    const palette = paletteOf(theme);
    return kinds.flatMap((kind) => {
      const { lines } = ofKind(ground, kind);
      if (!lines.length) return [];
      const { colour, filled, width_px, dash_px } = LINES[kind];
      const look = { lines, colour: palette[colour], width_px: width_px || 0.5, dash_px, round: true };
      return [filled ? { ...look, fill: palette[colour] } : look];
    });
  }

  /** Whose the ground is; null where nobody is named. */
  function groundCredits(model) {
    const credits = model.facts.ground_sources.map(({ source, licence }) => (licence ? `${source} (${licence})` : source));
    return credits.length ? `${model.words.text('ground_credits')}: ${credits.join('; ')}` : null;
  }

  function drawNames(canvas, ctx, names, { lang, taken }) {
    const zoom = canvas._map.getZoom();
    const [scale, origin] = [canvas._map.getZoomScale(zoom, 0), canvas._map.getPixelOrigin()];
    const palette = paletteOf(canvas.theme);
    for (const [kind, { font, height, from, caps, dot, water }] of Object.entries(NAMES)) {
      for (const place of zoom >= from ? ofKind(canvas.model.ground, kind).names : []) {
        const point = L.point(place.x * scale - origin.x, place.y * scale - origin.y);
        if (taken.has(place.vi) || !canvas._bounds.contains(point)) continue;
        if (dot && !names.free({ left: point.x - 1, right: point.x + 1, top: point.y - 1, bottom: point.y + 1 })) continue;
        const text = caps ? place[lang].toLocaleUpperCase(lang) : place[lang];
        const line = { text, font: `${font} ${FONT}`, height, colour: water ? palette.waterName : palette.name };
        if (!names.put([line], point.x, point.y, dot ? BESIDE_DOT : ABOUT) || !dot) continue;
        ctx.beginPath();
        ctx.arc(point.x, point.y, 2, 0, Math.PI * 2);
        ctx.fillStyle = palette.name;
        ctx.fill();
      }
    }
  }

  mocgioi.feature((page) => ({
    last(canvas, ctx, names) {
      if (!page.state.view.layers.includes('ground')) return;
      const taken = new Set(canvas.visible.communes ? page.model.communes.map(({ name }) => name) : []);
      drawNames(canvas, ctx, names, { lang: page.model.words.lang, taken });
    },
  }));

  Object.assign(mocgioi, { groundPaths, groundCredits });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
