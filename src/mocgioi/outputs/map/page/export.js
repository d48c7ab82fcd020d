/* The markers and roads that are shown, as files: CSV, XLSX, GeoJSON for a GIS, GPX for a GPS. */
(function (mocgioi) {
  'use strict';

  const DEGREES = 7;
  const LINE_DEGREES = 5;
  const { harmless, quoted } = mocgioi;

  /** With its M a number is no date in any spreadsheet (1/12), every reader here knows it, and every import reads it. */
  const numberText = (number) => `M${number}`;

  const nameOf = (places, code) => (places.find((place) => place.code === code) || { name: null }).name;

  /**
   * What is said of a marker as of `day`, by English codes; numbers as text, so that no digit is
   * lost. What is known of the map's own day only is null on another.
   */
  function recordOf(model, row, day = model.facts.as_of) {
    const marker = model.register.get(row);
    const { facts } = model;
    const placed = marker.longitude !== null && marker.latitude !== null;
    const plane = placed ? mocgioi.vn2000(marker.latitude, marker.longitude) : null;
    const { file, row: line, observer } = marker.evidence || { file: null, row: null, observer: null };
    const now = (value) => (day === facts.as_of ? value : null);
    const marked = (mark) => now(marker.marks.includes(mark));
    return {
      number: numberText(marker.number), kind: marker.kind, grouping: marker.grouping,
      commune_code: marker.commune_code, commune: nameOf(model.communes, marker.commune_code),
      post_code: marker.post_code, post: nameOf(model.posts, marker.post_code),
      state: marker.state, needs_road: marker.state !== 'not_needed',
      road_status: marker.road_status, since: marker.road_observed_on,
      ...Object.fromEntries(model.surveyed.filter((aspect) => aspect !== 'road_status').map((aspect) => [aspect, now(marker[aspect])])),
      report_at_once: marked('report_at_once'), perhaps_at_once: marked('perhaps_at_once'), contested: marked('contested'), funding: now(marker.funding),
      measured: now(marker.measured), difference: now(marker.difference), nearest_road_m: now(marker.nearest_road_m),
      last_observed_on: now(marker.last_observed_on), overdue: now(marker.overdue), border_km: marker.border_km,
      latitude: marker.latitude, longitude: marker.longitude,
      easting_vn2000: plane && Number(plane.easting.toFixed(2)), northing_vn2000: plane && Number(plane.northing.toFixed(2)),
      evidence_file: now(file), evidence_row: now(line), evidence_observer: now(observer), note: now(marker.note),
      as_of: day, known_at: facts.known_at, illustrative: marker.illustrative,
    };
  }

  /** What is said of a road, by English codes, as of the map's own day. */
  function roadRecordOf(model, road) {
    const project = model.projects.find((own) => own.code === road.project);
    return {
      name: road.name, road_class: road.road_class, road_status: road.status, road_condition: road.condition, surface: road.surface,
      width_m: road.width_m, length_m: road.length_m, drawn_m: road.drawn_m, cost_vnd: road.cost_vnd, funding: road.funding,
      completed_on: road.completed_on, serves: road.serves.map(numberText).join(', '), project: project ? project.name || project.code : null,
      as_of: model.facts.as_of,
    };
  }

  /** Roads that lead to any of `rows`; all roads where all markers are shown. */
  function roadsOf(model, rows) {
    const { register, roads } = model;
    if (rows.length === register.present) return roads;
    const number = register.column('number');
    const shown = new Set(rows.map((row) => number(row)));
    return roads.filter((road) => road.serves.some((own) => shown.has(own)));
  }

  /** Vertices of a line as [longitude, latitude]. */
  function degreesOf(line) {
    const vertices = [];
    for (let at = 0; at < line.length; at += 2) {
      vertices.push([mocgioi.longitudeOf(line[at]), mocgioi.latitudeOf(line[at + 1])].map((value) => Number(value.toFixed(LINE_DEGREES))));
    }
    return vertices;
  }

  /**
   * Decimals that a CSV gives. Never three: a Vietnamese Excel, where the point separates
   * thousands, would read 106.711 as 106711.
   */
  const DECIMALS = { latitude: DEGREES, longitude: DEGREES, easting_vn2000: 2, northing_vn2000: 2, border_km: 2, nearest_road_m: 1 };

  function cell(key, value) {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return key in DECIMALS ? value.toFixed(DECIMALS[key]) : String(value);
    return typeof value === 'boolean' ? String(value) : quoted(harmless(value), ',');
  }

  const MARK = '\ufeff';
  const LINE_END = '\r\n';

  /** CSV of rows of a register that is not empty: UTF-8 with its mark, comma, decimal point, English codes, a line feed of Windows. */
  function csvOf(model, rows, day) {
    const records = rows.map((row) => recordOf(model, row, day));
    const keys = Object.keys(recordOf(model, 0, day));
    const lines = [keys.join(','), ...records.map((record) => keys.map((key) => cell(key, record[key])).join(','))];
    return MARK + lines.join(LINE_END) + LINE_END;
  }

  /** The same for an Excel set to Vietnamese: its words, semicolon, decimal comma, dd/mm/yyyy. */
  function excelCsvOf(model, rows, day) {
    const { columns, records } = mocgioi.markerSheet(model, rows, day);
    const written = ({ kind, digits, valueOf }, record) => {
      const value = valueOf(record);
      if (value === null || value === undefined || value === '') return '';
      if (kind === 'day') return value.split('-').reverse().join('/');
      return quoted(kind === 'figure' ? value.toFixed(digits).replace('.', ',') : harmless(String(value)), ';');
    };
    const lines = [columns.map(({ heading }) => quoted(harmless(heading), ';')), ...records.map((record) => columns.map((column) => written(column, record)))];
    return MARK + lines.map((line) => line.join(';')).join(LINE_END) + LINE_END;
  }

  /** GeoJSON (RFC 7946): markers, then roads; what has no position has no geometry. */
  function geojsonOf(model, rows, day) {
    const markers = rows.map((row) => {
      const { latitude, longitude, ...properties } = recordOf(model, row, day);
      const geometry = latitude === null || longitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] };
      return { type: 'Feature', geometry, properties: { layer: 'markers', ...properties } };
    });
    const roads = roadsOf(model, rows).map((road) => {
      const geometry = road.lines.length ? { type: 'MultiLineString', coordinates: road.lines.map(degreesOf) } : null;
      return { type: 'Feature', geometry, properties: { layer: 'roads', ...roadRecordOf(model, road) } };
    });
    return JSON.stringify({ type: 'FeatureCollection', name: 'mocgioi', features: [...markers, ...roads] });
  }

  const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

  /** Text for XML 1.0: what it cannot hold, halves of a surrogate pair too, is replaced. */
  const xml = (text) => String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd').replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

  /** GPX 1.1, in the page's language: a waypoint for each marker that has a position, a track for each road that has a line. */
  function gpxOf(model, rows, day = model.facts.as_of) {
    const { facts, words, symbology } = model;
    const title = [facts.titles[words.lang], `${words.text('as_of')} ${words.date(day)}`,
      facts.illustrative ? words.text('illustrative') : null].filter(Boolean).join(' · ');
    const states = new Map(symbology.states.map((state) => [state.code, state[words.lang]]));
    const points = rows.map((row) => recordOf(model, row, day)).filter(({ latitude, longitude }) => latitude !== null && longitude !== null).map((record) => {
      const description = [states.get(record.state), record.commune, record.post].filter(Boolean).join(' · ');
      return `<wpt lat="${record.latitude.toFixed(DEGREES)}" lon="${record.longitude.toFixed(DEGREES)}">`
        + `<name>${xml(record.number)}</name><desc>${xml(description)}</desc><type>${xml(record.state)}</type></wpt>`;
    });
    const tracks = roadsOf(model, rows).filter((road) => road.lines.length).map((road) => {
      const pieces = road.lines.map((line) => `<trkseg>${degreesOf(line).map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"/>`).join('')}</trkseg>`);
      return `<trk><name>${xml(road.name || words.text('road'))}</name><desc>${xml(words.code('road_status', road.status))}</desc>${pieces.join('')}</trk>`;
    });
    return '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="mocgioi" xmlns="http://www.topografix.com/GPX/1/1">\n'
      + `<metadata><name>${xml(title)}</name></metadata>\n${[...points, ...tracks].join('\n')}\n</gpx>\n`;
  }

  Object.assign(mocgioi, { recordOf, roadRecordOf, roadsOf, xml, csvOf, excelCsvOf, geojsonOf, gpxOf });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
