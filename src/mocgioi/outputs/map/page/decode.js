/* What the page carries, ready to use. */
(function (mocgioi) {
  'use strict';

  const { decodeLine, Register } = mocgioi;

  function unpack(packed) {
    let made = null;
    const model = {
      facts: packed,
      words: new mocgioi.Words(packed),
      symbology: packed.symbology,
      register: new Register(packed),
      communes: packed.communes.map((commune) => ({ ...commune, rings: commune.rings.map(decodeLine) })),
      roads: packed.roads.map((road) => ({ ...road, lines: road.lines.map(decodeLine) })),
      boundary: packed.boundary.map((piece) => ({ ...piece, line: decodeLine(piece.line) })),
      posts: packed.posts,
      gates: packed.gates,
      projects: packed.projects,
      kilometres: packed.kilometres,
      /** Worked out when somebody turns them on. */
      get stretches() {
        if (!made) made = mocgioi.stretchesOf(model);
        return made;
      },
    };
    return model;
  }

  Object.assign(mocgioi, { unpack });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
