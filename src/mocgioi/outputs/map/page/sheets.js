/* What the exports for people say, column by column: headings and words in the language of the page. */
(function (mocgioi) {
  'use strict';

  const { sentence } = mocgioi;

  /**
   * A column of a sheet: `heading`, `kind` ('text', 'day' (ISO) or 'figure' with so many `digits`),
   * `width` in letters, and `valueOf(record)`.
   */
  const text = (heading, width, valueOf) => ({ heading, kind: 'text', width, valueOf });
  const day = (heading, valueOf) => ({ heading, kind: 'day', width: 12, valueOf });
  const figure = (heading, digits, width, valueOf) => ({ heading, kind: 'figure', digits, width, valueOf });

  const headingOf = (words, key) => words.text(`column_${key}`);

  /** Markers as `records` and `columns` that say them. */
  function markerSheet(model, rows, asOf) {
    const { words, symbology } = model;
    const read = (key) => (record) => record[key];
    const labels = (symbols) => new Map(symbols.map((symbol) => [symbol.code, sentence(symbol[words.lang])]));
    const [states, differences] = [labels(symbology.states), labels(symbology.differences)];
    const plain = (key, width = 12) => text(headingOf(words, key), width, read(key));
    const coded = (key, width = 16) => text(headingOf(words, key), width, (record) => (record[key] === null || record[key] === undefined ? null : sentence(words.code(key, record[key]))));
    const known = (symbols, key) => (record) => (record[key] === null ? null : symbols.get(record[key]) || record[key]);
    const yes = (key, width = 10) => text(headingOf(words, key), width, (record) => (record[key] === null || record[key] === undefined ? null : words.text(record[key] ? 'yes' : 'no')));
    const number = (key, digits, width = 12) => figure(headingOf(words, key), digits, width, read(key));
    const surveyed = model.surveyed.filter((aspect) => aspect !== 'road_status').map((aspect) =>
      text(words.heading(aspect), 16, (record) => (record[aspect] === null || record[aspect] === undefined ? null : sentence(words.code(aspect, record[aspect])))));
    const columns = [
      plain('number'), coded('kind'), coded('grouping', 12), plain('commune_code', 10), plain('commune', 18), plain('post_code', 10), plain('post', 26),
      text(headingOf(words, 'state'), 24, known(states, 'state')), yes('needs_road'), coded('road_status'), day(headingOf(words, 'since'), read('since')),
      ...surveyed, yes('report_at_once'), yes('perhaps_at_once'), yes('contested'), coded('funding', 22), coded('measured', 22),
      text(headingOf(words, 'difference'), 22, known(differences, 'difference')), number('nearest_road_m', 1), day(headingOf(words, 'last_observed_on'), read('last_observed_on')), yes('overdue'),
      number('border_km', 2), number('latitude', 7), number('longitude', 7), number('easting_vn2000', 2, 14), number('northing_vn2000', 2, 14),
      plain('evidence_file', 22), number('evidence_row', 0, 8), plain('evidence_observer', 20), plain('note', 30), day(headingOf(words, 'as_of'), read('as_of')), yes('illustrative'),
    ];
    return { columns, records: rows.map((row) => mocgioi.recordOf(model, row, asOf)) };
  }

  /** Roads that lead to the markers of `rows`. */
  function roadSheet(model, rows) {
    const { words } = model;
    const coded = (key, list, width) => text(words.heading(key), width, (record) => (record[key] === null ? null : sentence(words.code(list, record[key]))));
    const plain = (key, width) => text(headingOf(words, key), width, (record) => record[key]);
    const number = (key, digits) => figure(headingOf(words, key), digits, 14, (record) => record[key]);
    const columns = [
      plain('name', 34), coded('road_class', 'road_class', 18), coded('road_status', 'road_status', 16), coded('road_condition', 'road_condition', 14),
      text(words.text('surface'), 14, ({ surface }) => (surface === null ? null : mocgioi.surfaceLabel(words, surface))), number('width_m', 1), number('length_m', 0), number('drawn_m', 0),
      number('cost_vnd', 0), coded('funding', 'funding', 22), day(words.text('completed_on'), (record) => record.completed_on), plain('serves', 30), plain('project', 30),
      day(headingOf(words, 'as_of'), (record) => record.as_of),
    ];
    return { columns, records: mocgioi.roadsOf(model, rows).map((road) => mocgioi.roadRecordOf(model, road)) };
  }

  /** What the figures are, of when and from whom: pairs of a word and what it is. */
  function aboutSheet(model, rows, asOf) {
    const { facts, words, register } = model;
    const records = [
      [words.text('column_title'), facts.titles[words.lang]],
      facts.illustrative && [words.text('illustrative'), words.text('illustrative_note')],
      [sentence(words.text('as_of')), words.date(asOf || facts.as_of)],
      facts.known_at && [sentence(words.text('known_at')), words.time(facts.known_at)],
      [words.text('column_rows'), words.text('filtered_rows', { n: words.number(rows.length), m: words.number(register.present) })],
      [words.text('sources'), facts.sources.join('; ') || null],
      [words.text('column_edition'), words.text(`audience_${facts.audience}`)],
    ].filter(Boolean);
    const columns = [text(words.text('column_what'), 34, ([what]) => what), text(words.text('column_value'), 90, ([, value]) => value)];
    return { columns, records };
  }

  Object.assign(mocgioi, { markerSheet, roadSheet, aboutSheet });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
