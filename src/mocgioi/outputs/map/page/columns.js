/* The other half of columns.py and digits.py, where the format is told: what the page carries, back into values. */
(function (mocgioi) {
  'use strict';

  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const LINE_SCALE = 1e5;
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => (VALUE[digit.charCodeAt(0)] = value));

  /** Call `take(number)` for each number of digits, in order. */
  function eachNumber(text, take) {
    let shift = 1;
    let number = 0;
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUE[text.charCodeAt(at)];
      number += (value & 31) * shift;
      if (value & 32) {
        shift *= 32;
        continue;
      }
      take(number);
      number = 0;
      shift = 1;
    }
  }

  /** `count` numbers written in runs, into `values`, each passed through `as`. */
  function decodeRuns(text, values, as = (number) => number) {
    let row = 0;
    let waiting = null;
    eachNumber(text, (number) => {
      if (waiting === null && number % 2 === 0) {
        values[row] = as(number / 2);
        row += 1;
        return;
      }
      if (waiting === null) {
        waiting = (number - 1) / 2;
        return;
      }
      for (const end = row + number; row < end; row += 1) values[row] = as(waiting);
      waiting = null;
    });
    return values;
  }

  const unzigzag = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);

  /** Places in the plane of Web Mercator, one world 256 wide: what Leaflet projects to at zoom 0. */
  const planeX = (longitude) => 128 + (longitude * 256) / 360;
  const planeY = (latitude) => 128 - (Math.atanh(Math.sin((latitude * Math.PI) / 180)) * 128) / Math.PI;

  /** A line's vertices in the plane, x and y by turns. */
  function decodeLine(text) {
    const vertices = [];
    let [longitude, latitude] = [0, 0];
    eachNumber(text, (number) => {
      if (vertices.length % 2 === 0) {
        longitude += unzigzag(number);
        vertices.push(planeX(longitude / LINE_SCALE));
      } else {
        latitude += unzigzag(number);
        vertices.push(planeY(latitude / LINE_SCALE));
      }
    });
    return vertices;
  }

  /** Room for `count` indices below `size`, as little as holds them. */
  const indices = (size, count) => new (size <= 256 ? Uint8Array : size <= 65536 ? Uint16Array : Uint32Array)(count);

  /** Values of a dictionary and the index of each row. */
  const decodeIndex = (column, count) => ({ of: column.of, at: decodeRuns(column.at, indices(column.of.length + 1, count)) });

  /** The same of a column that is mostly like another one. */
  function decodeLike(column, count, other) {
    const of = [...new Set([...other.of, ...column.of])];
    const own = column.of.map((value) => of.indexOf(value));
    const at = decodeRuns(column.at, indices(of.length + 1, count));
    for (let row = 0; row < count; row += 1) at[row] = at[row] ? own[at[row] - 1] : other.at[row];
    return { of, at };
  }

  /** Numbers of a column; NaN where there is none. */
  function decodeSteps(column, count) {
    let sum = 0;
    return decodeRuns(column.steps, new Float64Array(count), (step) =>
      step === 0 ? NaN : (sum += unzigzag(step - 1)) / column.scale);
  }

  function decodeTexts(column, count) {
    const shared = decodeRuns(column.shared, new Uint32Array(count));
    const own = decodeRuns(column.own, new Uint32Array(count));
    const texts = new Array(count);
    let [before, at] = ['', 0];
    for (let row = 0; row < count; row += 1) {
      before = before.slice(0, shared[row]) + column.text.slice(at, at + own[row]);
      at += own[row];
      texts[row] = before;
    }
    return texts;
  }

  /** A table of columns, each read when it is first asked for. */
  class Columns {
    constructor(packed, count) {
      this.packed = packed;
      this.count = count;
      this.read = new Map();
    }

    has(key) {
      return Object.prototype.hasOwnProperty.call(this.packed, key);
    }

    /** {of, at} of a column of codes or texts, an array of numbers or an array of texts. */
    decoded(key) {
      if (!this.read.has(key)) {
        const column = this.packed[key];
        const decode = column.like ? decodeLike : column.of ? decodeIndex : column.steps === undefined ? decodeTexts : decodeSteps;
        this.read.set(key, decode(column, this.count, column.like && this.decoded(column.like)));
      }
      return this.read.get(key);
    }

    /** A function from row to value, or undefined where there is no such column. */
    column(key) {
      if (!this.has(key)) return undefined;
      const values = this.decoded(key);
      if (values.of) return (row) => values.of[values.at[row]];
      if (Array.isArray(values)) return (row) => values[row];
      return (row) => (Number.isNaN(values[row]) ? null : values[row]);
    }
  }

  /** Markers by row, in border order: see columns.py for what to ask it. */
  class Register {
    constructor({ count, markers, history, photos, alarms = [], cases = [] }) {
      this.count = count;
      this.columns = new Columns(markers, count);
      this.keys = Object.keys(markers);
      this.history = history;
      this.photos = new Map(photos);
      this.alarms = new Map(alarms.map((alarm) => [alarm.row, alarm]));
      this.cases = cases;
    }

    column(key) {
      return this.columns.column(key);
    }

    codes(key) {
      return this.columns.decoded(key);
    }

    /**
     * Have other values of a column of codes from now on: `of` and `at` as `codes` gives them. `all`
     * are the values that it may have another time. What is written to be like it stays as it is.
     */
    replace(key, values) {
      for (const other of this.keys) if (this.columns.packed[other].like === key) this.columns.decoded(other);
      this.columns.read.set(key, values);
    }

    /** Rows of the markers that are in the register on the day that is shown. */
    get presentRows() {
      const state = this.column('state');
      return Array.from({ length: this.count }, (_, row) => row).filter((row) => state(row) !== null);
    }

    /** How many they are. */
    get present() {
      return this.presentRows.length;
    }

    /** Have a further column of codes, worked out from the others: {of, at} as `codes` gives them. */
    derive(key, codes) {
      this.columns.packed[key] = codes;
      this.columns.read.set(key, codes);
    }

    /** Numbers of a column as a Float64Array, NaN where there is none. */
    numbers(key) {
      return this.columns.decoded(key);
    }

    get(row) {
      const marker = { row };
      for (const key of this.keys) marker[key] = this.column(key)(row);
      marker.marks = marker.marks ? marker.marks.split(' ') : [];
      marker.history = this.historyOf(row);
      marker.evidence = marker.history[this.observed().evidence[row] - 1] || null;
      marker.photos = this.photos.get(row) || [];
      marker.alarm = this.alarms.get(row) || null;
      marker.cases = this.cases.filter(([own]) => own === row).map(([, text]) => text);
      return marker;
    }

    /** Row of a marker number, or undefined. */
    rowOf(number) {
      if (!this.rows) this.rows = new Map(this.columns.decoded('number').map((own, row) => [own, row]));
      return this.rows.get(number);
    }

    observed() {
      if (!this.table) {
        const { count, evidence, ...columns } = this.history;
        const counts = decodeRuns(count, new Uint8Array(this.count));
        const rows = counts.reduce((sum, own) => sum + own, 0);
        this.table = { counts, layers: [], evidence: decodeRuns(evidence, new Uint8Array(this.count)), columns: new Columns(columns, rows) };
      }
      return this.table;
    }

    /** How many markers have more than `layer` observations, and how many of them stand `before` each row. */
    layerOf(layer) {
      const { counts, layers } = this.observed();
      if (!layers[layer]) {
        const before = new Uint32Array(this.count);
        let whole = 0;
        for (let row = 0; row < this.count; row += 1) {
          before[row] = whole;
          if (counts[row] > layer) whole += 1;
        }
        layers[layer] = { whole, before };
      }
      return layers[layer];
    }

    /** Observations of a marker, newest first. */
    historyOf(row) {
      const { counts, columns } = this.observed();
      const keys = Object.keys(columns.packed);
      const made = [];
      let start = 0;
      for (let layer = 0; layer < counts[row]; layer += 1) {
        const { whole, before: { [row]: before } } = this.layerOf(layer);
        made.push(Object.fromEntries(keys.map((key) => [key, this.fieldOf(key, start + before, made)])));
        start += whole;
      }
      return made;
    }

    /** One field of an observation; a dictionary's 0 is what the newer observation says. */
    fieldOf(key, at, newer) {
      const { columns } = this.observed();
      const values = columns.decoded(key);
      if (!values.of) return columns.column(key)(at);
      return values.at[at] ? values.of[values.at[at] - 1] : newer[newer.length - 1][key];
    }

    /** How many rows have each value of `key`; a value of several words counts for each. */
    tally(key) {
      const { of, at } = this.codes(key);
      const sums = new Float64Array(of.length);
      for (let row = 0; row < this.count; row += 1) sums[at[row]] += 1;
      const counts = new Map();
      of.forEach((value, index) => {
        for (const word of String(value).split(' ')) counts.set(word, (counts.get(word) || 0) + sums[index]);
      });
      return counts;
    }
  }

  Object.assign(mocgioi, { planeX, planeY, decodeRuns, decodeLine, Columns, Register });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
