/* The other half of columns.py: what the page carries, back into values. */
(function (mocgioi) {
  'use strict';

  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const LINE_SCALE = 1e5;
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));

  /** A line's vertices as [latitude, longitude], the order Leaflet wants. */
  function decodeLine(text) {
    const vertices = [];
    const at = [0, 0];
    let axis = 0;
    let shift = 1;
    let number = 0;
    for (const digit of text) {
      const value = VALUE.get(digit);
      number += (value & 31) * shift;
      if (value & 32) {
        shift *= 32;
        continue;
      }
      at[axis] += number % 2 ? -(number + 1) / 2 : number / 2;
      if (axis) vertices.push([at[1] / LINE_SCALE, at[0] / LINE_SCALE]);
      axis = 1 - axis;
      number = 0;
      shift = 1;
    }
    return vertices;
  }

  /** A function from row to value, for a column of any form. */
  function reader(column) {
    if (Array.isArray(column)) return (row) => column[row];
    if (column.delta) {
      let sum = 0;
      const values = column.delta.map((step) => (step === null ? null : (sum += step) / column.scale));
      return (row) => values[row];
    }
    if (column.at) return (row) => column.of[column.at[row]];
    return () => column.of[0];
  }

  /** Markers by row, in border order: `get(row).key`, and `column(key)(row)`. */
  class Register {
    constructor(columns) {
      this.count = columns.number.length;
      this.readers = new Map(Object.keys(columns).map((key) => [key, reader(columns[key])]));
      this.rows = new Map(columns.number.map((number, row) => [number, row]));
    }

    column(key) {
      return this.readers.get(key);
    }

    get(row) {
      const marker = { row };
      for (const [key, read] of this.readers) marker[key] = read(row);
      marker.marks = marker.marks ? marker.marks.split(' ') : [];
      return marker;
    }

    /** Row of a marker number, or undefined. */
    rowOf(number) {
      return this.rows.get(number);
    }

    /** How many rows have each value of `key`; a value of several words counts for each. */
    tally(key) {
      const counts = new Map();
      const read = this.column(key);
      for (let row = 0; row < this.count; row += 1) {
        for (const word of String(read(row)).split(' ')) counts.set(word, (counts.get(word) || 0) + 1);
      }
      return counts;
    }
  }

  function unpack(packed) {
    return {
      facts: packed,
      words: new mocgioi.Words(packed),
      symbology: packed.symbology,
      register: new Register(packed.markers),
      communes: packed.communes.map((commune) => ({ ...commune, rings: commune.rings.map(decodeLine) })),
      roads: packed.roads.map((road) => ({ ...road, lines: road.lines.map(decodeLine) })),
      boundary: packed.boundary.map((piece) => ({ ...piece, line: decodeLine(piece.line) })),
      posts: packed.posts,
      gates: packed.gates,
    };
  }

  Object.assign(mocgioi, { decodeLine, Register, unpack });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
