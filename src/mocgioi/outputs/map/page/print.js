/* The map as one sheet to print, A4 or A3 across: title, map, legend, scale, date, source. */
(function (mocgioi) {
  'use strict';

  const { el, button, sentence } = mocgioi;
  /* The map's part of a sheet in CSS pixels; the sheet is 277 × 190 mm or 400 × 277 mm within its margins. */
  const SHEETS = {
    map_a4: { className: 'mg-on-a4', width: 800, height: 520 },
    map_a3: { className: 'mg-on-a3', width: 1230, height: 820 },
  };
  const PIXEL_M = 0.0254 / 96;
  const SCALE_KM = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05];
  const SCALE_PX = 150;
  const DEGREES_AT = { left: 14, bottom: 16 };

  /** The map of a page drawn anew at a size, twice as sharp as the screen: a picture and its scale. */
  function drawMap(page, { width, height }) {
    const { model } = page;
    const { view } = page.state;
    const holder = el('div', 'mg-drawing');
    holder.style.width = `${width}px`;
    holder.style.height = `${height}px`;
    document.body.append(holder);
    const sharp = L.Browser.retina;
    L.Browser.retina = true;
    const map = L.map(holder, { zoomControl: false, attributionControl: false, zoomSnap: 0, zoomAnimation: false, fadeAnimation: false });
    const canvas = new mocgioi.PointCanvas({ padding: 0 }).setModel(model);
    Object.assign(canvas, { look: page.look, shown: page.scene.shown, theme: mocgioi.THEMES.light });
    for (const name of ['markers', 'posts', 'gates']) canvas.visible[name] = view.layers.includes(name);
    canvas.visible.communes = view.layers.includes('communes') || view.layers.includes('coverage');
    canvas.overlays = [(ctx, names) => {
      mocgioi.drawKilometres(canvas, ctx, names, view.layers);
      if (view.layers.includes('grid')) mocgioi.drawDegrees(canvas, ctx, model.words, DEGREES_AT);
      page.features.ask('overlay', canvas, ctx, names);
    }];
    map.fitBounds(view.at ? page.map.getBounds() : model.facts.extent, { padding: view.at ? [0, 0] : [24, 24], animate: false });
    const { light } = mocgioi.THEMES;
    new mocgioi.Layers(map, model, canvas).draw(view, light, page.features.ask('paths', light));
    canvas.refresh();
    const picture = el('canvas', 'mg-sheet-map');
    picture.width = width * 2;
    picture.height = height * 2;
    const ctx = picture.getContext('2d');
    ctx.fillStyle = mocgioi.THEMES.light.ground;
    ctx.fillRect(0, 0, picture.width, picture.height);
    ctx.drawImage(canvas._container, 0, 0, picture.width, picture.height);
    const metresPerPixel = map.distance(map.containerPointToLatLng([0, height / 2]), map.containerPointToLatLng([width, height / 2])) / width;
    map.remove();
    holder.remove();
    L.Browser.retina = sharp;
    return { picture, metresPerPixel };
  }

  /** A bar of a round length, and what one is to on paper printed at its own size. */
  function scaleBar(words, metresPerPixel) {
    const km = SCALE_KM.find((own) => (own * 1000) / metresPerPixel <= SCALE_PX) || SCALE_KM[SCALE_KM.length - 1];
    const bar = el('span', 'mg-sheet-bar');
    bar.style.width = `${(km * 1000) / metresPerPixel}px`;
    const ratio = Number((metresPerPixel / PIXEL_M).toPrecision(2));
    return el('div', 'mg-sheet-scale', null, bar, el('span', '', `${words.distance(km * 1000)} · ${words.text('scale')} ≈ 1:${words.number(ratio)}`));
  }

  function line(picture, label, count) {
    return el('li', '', null, picture, el('span', 'mg-label', sentence(label)), el('span', 'mg-count', count));
  }

  function legend(page) {
    const { model, look, result } = page;
    const { words, symbology } = model;
    const { lang } = words;
    const { layers } = page.state.view;
    const counts = result.counts.get(look.facet) || model.register.tally(look.column);
    const list = el('ul', 'mg-sheet-legend');
    if (layers.includes('markers') && model.register.count) {
      for (const symbol of look.symbols) list.append(line(mocgioi.symbolPicture(symbol), symbol[lang], words.number(counts.get(symbol.code) || 0)));
      const met = model.register.tally('marks');
      for (const mark of symbology.marks.filter(({ code }) => met.has(code))) list.append(line(mocgioi.markPicture(mark), mark[lang], ''));
    }
    if (layers.includes('roads') && page.state.view.roadsBy === 'status') {
      for (const style of Object.values(symbology.roads)) list.append(line(mocgioi.linePicture(style), `${words.text('road')}: ${style[lang]}`, ''));
    }
    if (layers.includes('stretches') && model.register.count) {
      const title = words.text(`legend_stretches_${mocgioi.basisOf(page.state.view.colouring)}`, { n: words.number(model.facts.stretch_km) });
      list.append(el('li', '', null, el('span', 'mg-label', title)));
      for (const { swatch, label } of mocgioi.shareRows(model)) list.append(line(swatch, label, ''));
    }
    if (layers.includes('boundary')) list.append(line(mocgioi.linePicture(symbology.boundary), symbology.boundary[lang], ''));
    for (const kind of ['post', 'gate']) {
      if (layers.includes(`${kind}s`)) list.append(line(mocgioi.symbolPicture({ ...symbology.places[kind], scale: 1.1 }), symbology.places[kind][lang], ''));
    }
    for (const { picture, label } of page.features.ask('key')) list.append(line(picture, label, ''));
    return el('aside', '', null, el('h3', '', words.text('tab_overview')), list);
  }

  /** A sheet over the page; `close()` puts it away. */
  function mapSheet(page, size, close) {
    const { facts, words } = page.model;
    const { totals } = facts;
    const { picture, metresPerPixel } = drawMap(page, SHEETS[size]);
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', facts.titles[words.lang]);
    const known = facts.known_at ? `${sentence(words.text('known_at'))} ${words.time(facts.known_at)}` : null;
    const sources = facts.sources.length ? `${words.text('sources')}: ${facts.sources.join('; ')}` : null;
    const sheet = el('section', `mg-poster mg-sheet-print ${SHEETS[size].className}`, null,
      el('div', 'mg-poster-bar', null, button('mg-button mg-main', words.text('print'), () => globalThis.print()), button('mg-button', words.text('close'), close)),
      facts.illustrative ? el('p', 'mg-poster-warning', `${words.text('illustrative')} · ${words.text('illustrative_note')}`) : null,
      el('h2', '', facts.titles[words.lang]),
      el('p', 'mg-poster-figure', `${words.text('headline')}: ${words.number(totals.road_built)}/${words.number(totals.markers_needing_road)} (${words.percent(totals.percent)}), ${words.text('as_of')} ${words.date(facts.as_of)}`),
      mocgioi.alarmTitle(page.model) ? el('p', 'mg-poster-alarm', mocgioi.alarmTitle(page.model)) : null,
      page.scene.shown ? el('p', 'mg-poster-figure', words.text('filtered', { n: words.number(page.result.rows.length), m: words.number(page.model.register.count) })) : null,
      el('div', 'mg-sheet-body', null, picture, legend(page)),
      scaleBar(words, metresPerPixel),
      el('p', 'mg-poster-source', [known, sources, words.text(`audience_${facts.audience}`)].filter(Boolean).join(' · ')));
    sheet.setAttribute('aria-label', words.text(`print_${size}`));
    sheet.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
      event.stopPropagation();
    });
    return sheet;
  }

  Object.assign(mocgioi, { mapSheet });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
