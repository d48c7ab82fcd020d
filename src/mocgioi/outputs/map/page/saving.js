/* The buttons that save what is shown as a file, and what is said of each file. */
(function (mocgioi) {
  'use strict';

  const TYPES = {
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv;charset=utf-8',
    geojson: 'application/geo+json', gpx: 'application/gpx+xml', png: 'image/png',
  };

  function workbookOf(model, rows, day) {
    const { words } = model;
    return mocgioi.xlsxOf([
      { name: words.text('sheet_markers'), ...mocgioi.markerSheet(model, rows, day) },
      { name: words.text('sheet_roads'), ...mocgioi.roadSheet(model, rows) },
      { name: words.text('sheet_about'), ...mocgioi.aboutSheet(model, rows, day) },
    ]);
  }

  /** By the word of its button: the ending of the file, what makes it, whether roads are in it, only what has a position, or the map as seen. */
  const FORMATS = {
    xlsx: { ending: 'xlsx', contentOf: workbookOf, roads: true },
    csv_excel: { ending: 'csv', contentOf: mocgioi.excelCsvOf },
    csv: { ending: 'csv', contentOf: mocgioi.csvOf },
    geojson: { ending: 'geojson', contentOf: mocgioi.geojsonOf, roads: true },
    gpx: { ending: 'gpx', contentOf: mocgioi.gpxOf, roads: true, placed: true },
    png: { ending: 'png', contentOf: (model, rows, day, page) => mocgioi.pngOf(page), picture: true },
  };

  /** Hand a file to the browser, as a download. */
  function download(name, type, content) {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = mocgioi.el('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** What a file has, and what it has not: nobody counts what is lacking by himself. */
  function savedText(model, rows, { name, day, format }) {
    const { words, register, facts } = model;
    const { roads, placed, picture } = FORMATS[format];
    if (picture) return words.text('saved_picture', { name });
    const [longitude, latitude] = [register.column('longitude'), register.column('latitude')];
    const placeless = rows.filter((row) => longitude(row) === null || latitude(row) === null).length;
    const lined = roads ? mocgioi.roadsOf(model, rows) : [];
    const lineless = lined.filter((road) => !road.lines.length).length;
    return [
      words.text(roads ? 'saved_with_roads' : 'saved', { name, n: words.number(placed ? rows.length - placeless : rows.length), m: words.number(placed ? lined.length - lineless : lined.length) }),
      rows.length < register.present && words.text('saved_part', { m: words.number(register.present) }),
      placeless && words.text(placed ? 'saved_without_place' : 'saved_placeless', { n: words.number(placeless), ending: FORMATS[format].ending.toUpperCase() }),
      roads && lineless && words.text(placed ? 'saved_without_line' : 'saved_lineless', { n: words.number(lineless), ending: FORMATS[format].ending.toUpperCase() }),
      day !== facts.as_of && words.text('saved_other_day', { day: words.date(day), own: words.date(facts.as_of) }),
    ].filter(Boolean).join(' ');
  }

  /** A button for each format; what is saved are the markers that the page shows, as of its day. */
  function exportBlock(page) {
    const { words, facts, register } = page.model;
    const save = async (format) => {
      const { rows } = page.result;
      const day = page.model.day || facts.as_of;
      const { ending, contentOf } = FORMATS[format];
      const name = `moc-gioi-${day}${format === 'csv_excel' ? '-excel' : ''}.${ending}`;
      download(name, TYPES[ending], await contentOf(page.model, rows, day, page));
      page.tools.message.say(savedText(page.model, rows, { name, day, format }));
    };
    const buttons = Object.keys(FORMATS).filter((format) => register.count || FORMATS[format].picture).map((format) => {
      const press = mocgioi.button('mg-button', words.text(`export_${format}`), () => save(format));
      press.dataset.format = format;
      return press;
    });
    return mocgioi.el('section', 'mg-exports', null, mocgioi.el('h2', '', words.text('export')),
      mocgioi.el('p', 'mg-note', words.text('export_note')), ...buttons);
  }

  Object.assign(mocgioi, { download, savedText, exportBlock });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
