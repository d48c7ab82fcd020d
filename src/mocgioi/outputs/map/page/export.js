/* The markers that are shown, as files: CSV for a spreadsheet, GeoJSON for a GIS, GPX for a GPS. */
(function (mocgioi) {
  'use strict';

  const DEGREES = 7;
  /* OWASP, CSV Injection: what a spreadsheet would take for a formula. */
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

  /* What is known of the map's own day alone: of another one it is not said. */
  const OF_THE_MAP = [
    'report_at_once', 'perhaps_at_once', 'contested', 'funding', 'measured', 'difference', 'nearest_road_m',
    'last_observed_on', 'overdue', 'evidence_file', 'evidence_row', 'evidence_observer', 'note',
  ];

  /** What is said of a marker, by English codes; numbers as text, so that no digit is lost. */
  function recordOf(model, row) {
    const marker = model.register.get(row);
    const { facts } = model;
    const nameOf = (places, code) => (places.find((place) => place.code === code) || { name: null }).name;
    const placed = marker.longitude !== null && marker.latitude !== null;
    const plane = placed ? mocgioi.vn2000(marker.latitude, marker.longitude) : null;
    const { file, row: line, observer } = marker.evidence || { file: null, row: null, observer: null };
    return {
      number: marker.number, kind: marker.kind, grouping: marker.grouping,
      commune_code: marker.commune_code, commune: nameOf(model.communes, marker.commune_code),
      post_code: marker.post_code, post: nameOf(model.posts, marker.post_code),
      state: marker.state, needs_road: marker.state !== 'not_needed',
      road_status: marker.road_status, since: marker.road_observed_on,
      ...Object.fromEntries(model.surveyed.map((aspect) => [aspect, marker[aspect]])), report_at_once: marker.marks.includes('report_at_once'), perhaps_at_once: marker.marks.includes('perhaps_at_once'),
      contested: marker.marks.includes('contested'), funding: marker.funding,
      measured: marker.measured, difference: marker.difference, nearest_road_m: marker.nearest_road_m,
      last_observed_on: marker.last_observed_on, overdue: marker.overdue, border_km: marker.border_km,
      latitude: marker.latitude, longitude: marker.longitude,
      easting_vn2000: plane && Number(plane.easting.toFixed(2)), northing_vn2000: plane && Number(plane.northing.toFixed(2)),
      evidence_file: file, evidence_row: line, evidence_observer: observer, note: marker.note,
      as_of: model.day, known_at: facts.known_at, illustrative: marker.illustrative,
      ...(model.day === facts.as_of ? {} : Object.fromEntries([...OF_THE_MAP, ...model.surveyed].map((key) => [key, null]))),
    };
  }

  /**
   * Decimals that a CSV gives. Never three: a Vietnamese Excel, where the point separates
   * thousands, would read 106.711 as 106711.
   */
  const DECIMALS = { latitude: DEGREES, longitude: DEGREES, easting_vn2000: 2, northing_vn2000: 2, border_km: 2, nearest_road_m: 1 };

  function cell(key, value) {
    if (value === null || value === undefined) return '';
    // With its M a number is no date in any spreadsheet (1/12), and every reader here knows it.
    if (key === 'number') return quoted(FORMULA.test(value) ? `'${value}` : `M${value}`);
    if (typeof value === 'number') return key in DECIMALS ? value.toFixed(DECIMALS[key]) : String(value);
    if (typeof value === 'boolean') return String(value);
    return quoted(FORMULA.test(value) ? `'${value}` : value);
  }

  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

  /** CSV of rows of a register that is not empty: UTF-8 with its mark, comma, decimal point, English codes, a line feed of Windows. */
  function csvOf(model, rows) {
    const records = rows.map((row) => recordOf(model, row));
    const keys = Object.keys(recordOf(model, 0));
    const lines = [keys.join(','), ...records.map((record) => keys.map((key) => cell(key, record[key])).join(','))];
    return `\ufeff${lines.join('\r\n')}\r\n`;
  }

  /** GeoJSON (RFC 7946) of rows; a marker without a position has no geometry. */
  function geojsonOf(model, rows) {
    const features = rows.map((row) => {
      const { latitude, longitude, ...properties } = recordOf(model, row);
      const geometry = latitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] };
      return { type: 'Feature', geometry, properties };
    });
    return JSON.stringify({ type: 'FeatureCollection', name: 'markers', features });
  }

  const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

  /** Text for XML 1.0: what it cannot hold, halves of a surrogate pair too, is replaced. */
  const xml = (text) => String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd').replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

  /** GPX 1.1: a waypoint for each marker that has a position, described in the page's language. */
  function gpxOf(model, rows) {
    const { facts, words, symbology } = model;
    const title = [facts.titles[words.lang], `${words.text('as_of')} ${words.date(model.day)}`,
      facts.illustrative ? words.text('illustrative') : null].filter(Boolean).join(' · ');
    const states = new Map(symbology.states.map((state) => [state.code, state[words.lang]]));
    const points = rows.map((row) => recordOf(model, row)).filter((record) => record.latitude !== null).map((record) => {
      const description = [states.get(record.state), record.commune, record.post].filter(Boolean).join(' · ');
      return `<wpt lat="${record.latitude.toFixed(DEGREES)}" lon="${record.longitude.toFixed(DEGREES)}">`
        + `<name>${xml(record.number)}</name><desc>${xml(description)}</desc><type>${xml(record.state)}</type></wpt>`;
    });
    return '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="mocgioi" xmlns="http://www.topografix.com/GPX/1/1">\n'
      + `<metadata><name>${xml(title)}</name></metadata>\n${points.join('\n')}\n</gpx>\n`;
  }

  const FORMATS = {
    csv: { type: 'text/csv;charset=utf-8', textOf: csvOf },
    geojson: { type: 'application/geo+json', textOf: geojsonOf },
    gpx: { type: 'application/gpx+xml', textOf: gpxOf },
  };

  /** Hand a file to the browser, as a download. */
  function download(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = mocgioi.el('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** A button for each format; `rows()` gives the markers that are shown. */
  function exportBlock(model, rows) {
    const { words } = model;
    const buttons = Object.keys(FORMATS).map((format) => mocgioi.button('mg-button', words.text(`export_${format}`), () => {
      const { type, textOf } = FORMATS[format];
      download(`moc-gioi-${model.day}.${format}`, type, textOf(model, rows()));
    }));
    return mocgioi.el('section', 'mg-exports', null, mocgioi.el('h2', '', words.text('export')),
      mocgioi.el('p', 'mg-note', words.text('export_note')), ...buttons);
  }

  Object.assign(mocgioi, { csvOf, geojsonOf, gpxOf, exportBlock });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
