/* The key of what is drawn: nothing that is not on the map, nothing of which there are none. */
(function (mocgioi) {
  'use strict';

  const { sentence, own } = mocgioi;
  const GROUND_LINES = ['river', 'railway', 'road'];

  const tint = (colour, edge = '#8d8674') => mocgioi.picture(26, 26, (ctx) => {
    ctx.fillStyle = colour;
    ctx.strokeStyle = edge;
    ctx.fillRect(3, 6, 20, 14);
    ctx.strokeRect(3, 6, 20, 14);
  });

  function tally(rows, read) {
    const counts = new Map();
    for (const row of rows) counts.set(read(row), (counts.get(read(row)) || 0) + 1);
    return counts;
  }

  const symbolRow = (words, symbol, count) => ({ symbol, picture: mocgioi.symbolPicture(symbol), label: sentence(symbol[words.lang]), count });

  /** States of the markers shown, by what they are coloured by. */
  function markers({ model, look, state }, { rows: shown }) {
    const counts = tally(shown, model.register.column(look.column));
    const rows = look.symbols.filter(({ value }) => counts.has(value)).map((symbol) => symbolRow(model.words, symbol, counts.get(symbol.value)));
    return { title: model.words.text(`legend_${state.view.colouring}`), rows };
  }

  function marks({ model }, { rows: shown }) {
    const counts = new Map();
    const read = model.register.column('marks');
    for (const row of shown) for (const mark of (read(row) || '').split(' ')) counts.set(mark, (counts.get(mark) || 0) + 1);
    const rows = model.symbology.marks.filter(({ code }) => counts.has(code))
      .map((mark) => ({ picture: mocgioi.markPicture(mark), label: sentence(mark[model.words.lang]), count: counts.get(mark.code) }));
    return { title: model.words.text('legend_marks'), rows };
  }

  /** Roads as they are drawn, by status or by surface, the trunk roads last. */
  function roads({ model, state, result }, { holds }) {
    const { words, symbology } = model;
    const styleOf = mocgioi.roadStyles(model, state.view.roadsBy);
    const met = new Map();
    for (const road of result.roads.filter(({ lines }) => holds(lines))) {
      const style = styleOf(road);
      const key = [style.colour, style.width_px, style.dash_px].join(' ');
      if (!met.has(key)) met.set(key, { style, codes: new Set(), trunk: own(symbology.trunks, road.road_class) !== undefined, count: 0 });
      met.get(key).codes.add(style.code);
      met.get(key).count += 1;
    }
    const rows = [...met.values()].sort((one, other) => one.trunk - other.trunk || other.count - one.count).map(({ style, codes, trunk, count }) => ({
      picture: mocgioi.linePicture(style), count,
      label: state.view.roadsBy === 'status' || trunk ? sentence(style[words.lang])
        : `${[...codes].map((code) => mocgioi.surfaceLabel(words, code)).join(', ')} (${style[words.lang]})`,
    }));
    return { title: words.text('legend_roads'), rows };
  }

  /** Rows of the tints that some areas have. */
  function shadeRows({ tintOf, rows }, areas) {
    const met = new Set(areas.map(tintOf));
    return rows.filter((row) => met.has(row.tint)).map((row) => ({ picture: tint(row.tint), label: row.label }));
  }

  function coverage({ model }, { holds }) {
    const shades = mocgioi.communeShades(model);
    const rows = shadeRows(shades, model.communes.filter(({ rings }) => !rings.length || holds(rings)));
    return { title: model.words.text('legend_coverage'), rows };
  }

  function stretches({ model, state }, { holds }) {
    const { words, facts } = model;
    const basis = mocgioi.basisOf(state.view.colouring);
    const rows = shadeRows(mocgioi.stretchShades(model, basis), model.stretches.filter(({ lines }) => holds(lines)));
    return { title: words.text(`legend_stretches_${basis}`, { n: words.number(facts.stretch_km) }), rows };
  }

  /** What has one sign: places, the border line, its kilometres, grounds of communes, the graticule. */
  function others({ model, state }, { holds }) {
    const { words, symbology } = model;
    const { layers } = state.view;
    const placed = (places) => places.filter(({ longitude, latitude }) => longitude !== null && holds([[mocgioi.planeX(longitude), mocgioi.planeY(latitude)]])).length;
    const rows = [];
    for (const [kind, places] of [['post', model.posts], ['gate', model.gates]]) {
      if (layers.includes(`${kind}s`) && placed(places)) rows.push(symbolRow(words, symbology.places[kind], placed(places)));
    }
    if (layers.includes('boundary') && model.boundary.some(({ line }) => holds([line]))) rows.push({ picture: mocgioi.linePicture(symbology.boundary), label: sentence(symbology.boundary[words.lang]) });
    if ((layers.includes('kilometres') || layers.includes('stretches')) && model.kilometres.some(({ x, y }) => holds([[x, y]]))) {
      rows.push({ picture: mocgioi.picture(26, 26, (ctx) => ctx.fillRect(10, 10, 6, 6)), label: words.text('layer_kilometres') });
    }
    if (layers.includes('communes') && !layers.includes('coverage') && model.communes.length) {
      rows.push({ picture: tint(symbology.communes[0]), label: words.text('layer_communes') });
    }
    if (layers.includes('grid')) rows.push({ picture: mocgioi.linePicture({ colour: mocgioi.THEMES.light.grid, width_px: 1.4, dash_px: [] }), label: words.text('layer_grid') });
    return { title: words.text('key_others'), rows };
  }

  /** The ground as it is drawn: its lines; the rest of it has its name on the map. */
  function ground({ model }) {
    const { words } = model;
    const rows = GROUND_LINES.flatMap((kind) => mocgioi.groundPaths(model, [kind], mocgioi.THEMES.light)
      .map((path) => ({ picture: mocgioi.linePicture({ ...path, dash_px: path.dash_px || [] }), label: words.text(`ground_${kind}`) })));
    return { title: words.text('key_ground'), rows };
  }

  /**
   * The groups of the key of a page as it is: {title, rows: [{picture, label, count}]}, none of them
   * empty. `sight` is what can be seen of it on which `canvas`: the rows of markers, and whether it `holds(lines)`
   * any vertex of lines of the plane.
   */
  function keyOf(page, sight) {
    const { model, state } = page;
    const on = (name) => state.view.layers.includes(name);
    const marked = model.register.count && on('markers');
    return [
      marked && markers(page, sight),
      marked && marks(page, sight),
      on('roads') && roads(page, sight),
      on('coverage') && coverage(page, sight),
      on('stretches') && model.register.count && stretches(page, sight),
      ...page.features.ask('key', sight.canvas),
      others(page, sight),
      on('ground') && ground(page),
    ].filter((group) => group && group.rows.length);
  }

  Object.assign(mocgioi, { keyOf, tintPicture: tint, statesKey: markers, marksKey: marks });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
