/* What lies around the border, to find one's way by: quiet grounds and lines below all else, names where others leave room. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  /** In place of the colours of outputs/ground_look.py on a dark page. */
  const DARK = { province: '#242b32', water: '#34586e', road: '#6b5a40', railway: '#59626a', name: '#a7b0b7', water_name: '#8db9d4' };
  const COLOURS = { province: 'province', lake: 'water', river: 'water', railway: 'railway', road: 'road' };
  const EDGE_PX = 0.5;
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

  const paletteOf = (model, theme) => (theme === mocgioi.THEMES.dark ? DARK : model.symbology.ground);

  const ofKind = (ground, kind) => ground.find((part) => part.kind === kind) || { lines: [], names: [] };

  /** The paths of the ground of these kinds, the first lowest. */
  function groundPaths(model, kinds, theme) {
    const palette = paletteOf(model, theme);
    return kinds.flatMap((kind) => {
      const { lines } = ofKind(model.ground, kind);
      if (!lines.length) return [];
      const colour = palette[COLOURS[kind]];
      const style = mocgioi.own(model.symbology.ground_lines, kind);
      return [style ? { ...style, lines, colour, round: true } : { lines, colour, width_px: EDGE_PX, fill: colour, round: true }];
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
    const palette = paletteOf(canvas.model, canvas.theme);
    for (const [kind, { font, height, from, caps, dot, water }] of Object.entries(NAMES)) {
      for (const place of zoom >= from ? ofKind(canvas.model.ground, kind).names : []) {
        const point = L.point(place.x * scale - origin.x, place.y * scale - origin.y);
        if (taken.has(place.vi) || !canvas._bounds.contains(point)) continue;
        if (dot && !names.free({ left: point.x - 1, right: point.x + 1, top: point.y - 1, bottom: point.y + 1 })) continue;
        const text = caps ? place[lang].toLocaleUpperCase(lang) : place[lang];
        const line = { text, font: `${font} ${FONT}`, height, colour: water ? palette.water_name : palette.name };
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
