/* The map as one sheet to print, A4 or A3 across: map with numbers and insets, key, north, scale. */
(function (mocgioi) {
  'use strict';

  const { el, sentence, attributes } = mocgioi;
  /* From which zoom numbers stand beside the markers; how many insets there may be. */
  const PAPERS = {
    a4: { numbersFrom: 11.5, insets: 0 },
    a3: { numbersFrom: 0, insets: 12 },
  };
  const PIXEL_M = 0.0254 / 96;
  const SCALE_KM = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05];
  const SCALE_PX = 150;
  const DEGREES_AT = { left: 14, bottom: 16 };
  const CELL_PX = 10;
  const KEY_PX = [13, 12, 11, 10, 9, 8];

  /** A canvas as the page's, in the colours of paper, that draws every marker by itself unless told else: see `PointCanvas`; `named`: with the names of communes. */
  function canvasOf(page, { named = true, ...how }) {
    const { model, state } = page;
    const { layers } = state.view;
    const canvas = new mocgioi.PointCanvas({ padding: 0 }).setModel(model);
    Object.assign(canvas, { look: page.look, shown: page.scene.shown, shares: page.canvas.shares, theme: mocgioi.THEMES.light, gathers: false, ...how });
    for (const name of ['markers', 'posts', 'gates']) canvas.visible[name] = layers.includes(name);
    canvas.visible.communes = named && (layers.includes('communes') || layers.includes('coverage'));
    canvas.visible.numbers = false;
    canvas.overlays = [(ctx, names) => {
      mocgioi.drawKilometres(canvas, ctx, names, layers);
      if (layers.includes('grid')) mocgioi.drawDegrees(canvas, ctx, model.words, DEGREES_AT);
      page.features.ask('overlay', canvas, ctx, names);
    }];
    canvas.last = (ctx, names) => page.features.ask('last', canvas, ctx, names);
    return canvas;
  }

  /**
   * Draw the map of a page anew at a size, twice as sharp as the screen, after `place(map)` has put
   * it where it shall be; `use({map, canvas, metresPerPixel})` gets it before it is gone.
   */
  function drawn(page, { width, height }, place, use, how = {}) {
    const holder = el('div', 'mg-drawing');
    holder.style.width = `${width}px`;
    holder.style.height = `${height}px`;
    document.body.append(holder);
    /** @type {{ retina: boolean }} */
    const screen = L.Browser;
    const sharp = screen.retina;
    screen.retina = true;
    const map = L.map(holder, { zoomControl: false, attributionControl: false, zoomSnap: 0, zoomAnimation: false, fadeAnimation: false });
    try {
      const canvas = canvasOf(page, how);
      place(map);
      const { light } = mocgioi.THEMES;
      new mocgioi.Layers(map, page.model, canvas).draw(page.state.view, light, page.result.roads, page.features.ask('paths', light));
      canvas.refresh();
      const metresPerPixel = map.distance(map.containerPointToLatLng([0, height / 2]), map.containerPointToLatLng([width, height / 2])) / width;
      return use({ map, canvas, metresPerPixel });
    } finally {
      map.remove();
      holder.remove();
      screen.retina = sharp;
    }
  }

  /** What was drawn, on the ground of paper, as a picture that stays. */
  function pictureOf(canvas, { width, height }) {
    const picture = el('canvas');
    picture.width = width * 2;
    picture.height = height * 2;
    const ctx = picture.getContext('2d');
    ctx.fillStyle = mocgioi.THEMES.light.ground;
    ctx.fillRect(0, 0, picture.width, picture.height);
    ctx.drawImage(canvas._container, 0, 0, picture.width, picture.height);
    ctx.scale(2, 2);
    return picture;
  }

  /** Number the markers in sight; gives {all, without}: those there are, and those for which there was no room. */
  function number(page, canvas) {
    const all = [];
    if (!canvas.visible.markers) return { all, without: all };
    const read = page.model.register.column('number');
    canvas._eachPoint(canvas._bounds, (row, x, y) => all.push({ row, x, y, text: read(row) }));
    return { all, without: mocgioi.drawNumbers(canvas._ctx, canvas.names, canvas._bounds, all, mocgioi.radiusAt(canvas._map.getZoom()), canvas.theme) };
  }

  /** Where communes lie on a drawing: see `covering` of insets.js. */
  function landOf(page, canvas, size) {
    const [width, height] = [size.width, size.height].map((length) => Math.ceil(length / CELL_PX));
    const small = el('canvas');
    [small.width, small.height] = [width, height];
    const ctx = small.getContext('2d');
    ctx.scale(1 / CELL_PX, 1 / CELL_PX);
    mocgioi.drawPaths(canvas, ctx, page.model.communes.map(({ rings }) => ({ lines: rings, fill: '#000000', colour: '#000000', width_px: CELL_PX })));
    const { data } = ctx.getImageData(0, 0, width, height);
    return { cell: CELL_PX, width, height, has: Uint8Array.from({ length: width * height }, (_, at) => (data[at * 4 + 3] > 127 ? 1 : 0)) };
  }

  const ratioOf = (metresPerPixel) => Number((metresPerPixel / PIXEL_M).toPrecision(2));

  /** Draw a window of a map again, larger: {picture, metresPerPixel, without}. */
  function drawWindow(page, map, { window, box }) {
    const size = { width: Math.round(box.right - box.left), height: Math.round(box.bottom - box.top) };
    const middle = map.containerPointToLatLng([(window.left + window.right) / 2, (window.top + window.bottom) / 2]);
    const zoom = map.getZoom() + Math.log2(mocgioi.INSET_TIMES);
    const plate = { left: 0, top: 0, right: mocgioi.INSET_PLATE.width, bottom: mocgioi.INSET_PLATE.height };
    return drawn(page, size, (own) => own.setView(middle, zoom, { animate: false }), ({ canvas, metresPerPixel }) => {
      canvas.names.take(plate);
      const { without } = number(page, canvas);
      return { picture: pictureOf(canvas, size), metresPerPixel, without };
    }, { named: false });
  }

  /** What of the map can be seen on the screen with its middle `at` a place; the whole border where nobody has moved it. */
  function place(page, map, at) {
    if (!at) {
      map.fitBounds(page.model.facts.extent, { padding: [36, 40], animate: false });
      return;
    }
    const { left, top, right, bottom } = page.margins();
    const size = page.map.getSize();
    const start = page.map.project([at.latitude, at.longitude], at.zoom).subtract(size.divideBy(2));
    const corners = [[left, top], [size.x - right, size.y - bottom]].map((corner) => page.map.unproject(start.add(corner), at.zoom));
    map.fitBounds(L.latLngBounds(corners), { animate: false });
  }

  /** What of the page is in sight of a map: see `keyOf`; all that is shown where nobody has moved it. */
  function sightOf(page, map, canvas, part) {
    if (!part) return { canvas, rows: page.result.rows, holds: (lines) => lines.some((line) => line.length) };
    const rows = [];
    canvas._eachPoint(canvas._bounds, (row) => rows.push(row));
    const bounds = map.getBounds();
    const [west, east] = [bounds.getWest(), bounds.getEast()].map(mocgioi.planeX);
    const [north, south] = [bounds.getNorth(), bounds.getSouth()].map(mocgioi.planeY);
    const inside = (line) => {
      for (let i = 0; i < line.length; i += 2) if (line[i] >= west && line[i] <= east && line[i + 1] >= north && line[i + 1] <= south) return true;
      return false;
    };
    return { canvas, rows, holds: (lines) => lines.some(inside) };
  }

  /** The whole picture of a sheet: {picture, metresPerPixel, sight, numbered}. */
  function drawMap(page, size, paper) {
    const { words } = page.model;
    const { ink } = mocgioi.THEMES.light;
    const at = paper.at || page.state.view.at;
    return drawn(page, size, (map) => place(page, map, at), ({ map, canvas, metresPerPixel }) => {
      const sight = sightOf(page, map, canvas, at);
      if (map.getZoom() < paper.numbersFrom || canvas.pieces) return { picture: pictureOf(canvas, size), metresPerPixel, sight, numbered: null };
      const { all, without } = number(page, canvas);
      const insets = paper.insets ? mocgioi.planInsets(size, without, canvas.names, landOf(page, canvas, size), paper.insets) : [];
      const picture = pictureOf(canvas, size);
      const nameless = new Set(without.map(({ row }) => row));
      for (const inset of insets) {
        const larger = drawWindow(page, map, inset);
        mocgioi.drawInset(picture.getContext('2d'), inset, larger.picture, `1:${words.number(ratioOf(larger.metresPerPixel))}`, ink);
        const still = new Set(larger.without.map(({ row }) => row));
        for (const { row } of inset.points) if (!still.has(row)) nameless.delete(row);
      }
      const numbered = all.length ? { all: all.length, main: all.length - without.length, insets: insets.map(({ letter }) => letter), nameless: nameless.size } : null;
      return { picture, metresPerPixel, sight, numbered };
    }, { gathers: !paper.insets });
  }

  /** How many of the markers have their number on the map, in its insets, or neither. */
  function numbersText(words, { all, main, insets, nameless }) {
    const known = { n: words.number(main), m: words.number(all), letters: insets.join(', '), k: words.number(all - main - nameless) };
    return [words.text('numbers_on_map', known), insets.length && words.text('numbers_in_insets', known), nameless && words.text('numbers_lacking', { n: words.number(nameless) })]
      .filter(Boolean).join('; ');
  }

  /** A bar of a round length, and what one is to on paper printed at its own size. */
  function scaleBar(words, metresPerPixel) {
    const km = SCALE_KM.find((own) => (own * 1000) / metresPerPixel <= SCALE_PX) || SCALE_KM[SCALE_KM.length - 1];
    const bar = el('span', 'mg-sheet-bar');
    bar.style.width = `${(km * 1000) / metresPerPixel}px`;
    return el('div', 'mg-sheet-scale', null, bar, el('span', '', `${words.number(km, km < 1 ? String(km).length - 2 : 0)} km · ${words.text('scale')} ≈ 1:${words.number(ratioOf(metresPerPixel))}`));
  }

  /** Which way is north: up, on every map of the page. */
  function north(words) {
    const arrow = mocgioi.picture(26, 40, (ctx) => {
      ctx.font = '700 13px Arial, sans-serif';
      ctx.textAlign = 'center';
      ctx.fillText(words.text('north_letter'), 13, 11);
      ctx.lineWidth = 1.2;
      for (const side of [-1, 1]) {
        ctx.beginPath();
        ctx.moveTo(13, 14);
        ctx.lineTo(13 + side * 8, 38);
        ctx.lineTo(13, 32);
        ctx.closePath();
        ctx.stroke();
        if (side < 0) ctx.fill();
      }
    });
    return attributes(arrow, { 'aria-hidden': null, role: 'img', 'aria-label': words.text('north_up') });
  }

  function keyBlock(words, { title, rows }) {
    const lines = rows.map(({ picture, label, count }) =>
      el('li', '', null, picture, el('span', 'mg-label', sentence(label)), el('span', 'mg-count', count === undefined ? '' : words.number(count))));
    return el('section', '', null, el('h4', '', title), el('ul', 'mg-sheet-legend', null, ...lines));
  }

  /** Write smaller until a part holds what is in it. */
  function fitText(part) {
    for (const size of KEY_PX) {
      part.style.setProperty('--key', `${size}px`);
      if (part.scrollHeight <= part.clientHeight) return;
    }
  }

  /** The counts alone, where there is nothing to draw. */
  const isEmpty = ({ register, communes, boundary }) => !register.count && !communes.length && !boundary.length;

  function totalsKey(model) {
    const { words, symbology } = model;
    const { byState } = mocgioi.figuresOfAll(model);
    const rows = symbology.states.filter(({ code }) => byState.get(code))
      .map((state) => ({ picture: mocgioi.symbolPicture(state), label: state[words.lang], count: byState.get(state.code) }));
    return { title: words.text('legend_declared'), rows };
  }

  /** Lay the map's sheet over the page; `close()` puts it away. */
  function mapSheet(page, paper, close) {
    const { model } = page;
    const { facts, words } = model;
    return mocgioi.openSheet(page, { paper, name: words.text(`print_map_${paper}`), title: facts.titles[words.lang], close }, (body) => {
      const frame = el('div', 'mg-sheet-frame');
      const key = el('div', 'mg-sheet-key', null, el('h3', '', words.text('key')));
      const aside = el('aside', '', null, key);
      body.append(frame, aside);
      if (isEmpty(model)) {
        key.append(keyBlock(words, totalsKey(model)));
        frame.remove();
        return;
      }
      const size = { width: Math.floor(frame.clientWidth), height: Math.floor(frame.clientHeight) };
      const { picture, metresPerPixel, sight, numbered } = drawMap(page, size, PAPERS[paper]);
      key.append(...mocgioi.keyOf(page, sight).map((group) => keyBlock(words, group)));
      frame.append(attributes(mocgioi.still(picture, 'mg-sheet-map'), { role: 'img', 'aria-label': facts.titles[words.lang] }));
      if (page.state.view.at) key.append(el('p', 'mg-sheet-note', words.text('key_of_part')));
      if (numbered) key.append(el('p', 'mg-sheet-note', numbersText(words, numbered)));
      aside.append(el('div', 'mg-sheet-north-scale', null, north(words), scaleBar(words, metresPerPixel)));
      fitText(key);
    });
  }

  Object.assign(mocgioi, { drawMap, mapSheet });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
