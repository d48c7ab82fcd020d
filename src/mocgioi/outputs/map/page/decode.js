/* What the page carries, ready to use. */
(function (mocgioi) {
  'use strict';

  const { decodeLine, Columns, Register } = mocgioi;

  function roadsOf({ count, serves, lines, ...packed }) {
    const columns = new Columns(packed, count);
    const roads = lines.map((own, row) => ({ serves: serves[row], lines: own.map(decodeLine) }));
    for (const key of Object.keys(packed)) {
      const read = columns.column(key);
      for (let row = 0; row < count; row += 1) roads[row][key] = read(row);
    }
    for (const road of roads) road.name = road.name || null;
    return roads;
  }

  /** Places on the border line in the plane: {km, x, y}. */
  function kilometresOf({ km, places }) {
    const line = decodeLine(places);
    const read = new Columns({ km }, line.length / 2).column('km');
    return Array.from({ length: line.length / 2 }, (_, at) => ({ km: read(at), x: line[2 * at], y: line[2 * at + 1] }));
  }

  /** Lines of one kind of the ground, and its names with their places in the plane. */
  function groundOf({ kind, lines, names, places }) {
    const line = decodeLine(places);
    const named = names.map(([vi, en = vi], at) => ({ vi, en, x: line[2 * at], y: line[2 * at + 1] }));
    return { kind, lines: lines.map(decodeLine), names: named };
  }

  /** What a script element carries: JSON, deflated and in base64; it says how many bytes that is. */
  function carried(element) {
    const letters = atob(element.textContent);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    const out = new Uint8Array(Number(element.dataset.bytes));
    return JSON.parse(new TextDecoder().decode(globalThis.fflate.inflateSync(bytes, { out })));
  }

  const NOT_REPORTED = 'not_reported';

  /** Whether anything was reported of the roads: before that a figure is not 0 but unknown, as in a report. */
  const isTold = ({ markers_needing_road, by_status }) => markers_needing_road > (by_status[NOT_REPORTED] || 0);

  function unpack(packed) {
    let made = null;
    let of = null;
    let programme;
    const model = {
      facts: packed,
      /** The day of what is shown: another one than `facts.as_of` where somebody chose it. */
      day: packed.as_of,
      /** Whether anything was reported by that day: see `isTold`. */
      get told() {
        return isTold(packed.totals);
      },
      words: new mocgioi.Words(packed),
      symbology: packed.symbology,
      surveyed: packed.surveyed,
      register: new Register(packed),
      communes: packed.communes.map((commune) => ({ ...commune, rings: commune.rings.map(decodeLine) })),
      roads: roadsOf(packed.roads),
      boundary: packed.boundary.map((piece) => ({ ...piece, line: decodeLine(piece.line) })),
      ground: packed.ground.map(groundOf),
      posts: packed.posts,
      gates: packed.gates,
      projects: packed.projects,
      kilometres: kilometresOf(packed.kilometres),
      /** Worked out when somebody turns them on, and for another day anew. */
      get stretches() {
        if (!made || of !== model.day) made = mocgioi.stretchesOf(model);
        of = model.day;
        return made;
      },
      get programme() {
        if (programme === undefined) programme = mocgioi.programmeOf(packed);
        return programme;
      },
    };
    return model;
  }

  Object.assign(mocgioi, { carried, NOT_REPORTED, isTold, unpack });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
