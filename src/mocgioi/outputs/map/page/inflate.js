/* Reads what the page carries: JSON, deflated (RFC 1951) and in base64, so that a page stays small. */
(function (mocgioi) {
  'use strict';

  const LONGEST_CODE = 15;
  const [STORED, FIXED] = [0, 1];
  const END_OF_BLOCK = 256;
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  /** What each code begins at and how many bits follow it: `step` codes share a number of bits. */
  function bases(first, count, step, plain) {
    const [base, extra] = [[], []];
    for (let code = 0, at = first; code < count; code += 1) {
      extra[code] = Math.max(0, Math.floor((code - plain) / step));
      base[code] = at;
      at += 1 << extra[code];
    }
    return { base, extra };
  }

  const LENGTHS = bases(3, 29, 4, 4);
  LENGTHS.base[28] = 258;
  LENGTHS.extra[28] = 0;
  const DISTANCES = bases(1, 30, 2, 2);

  /** Every row of bits that begins with a code, lowest bit first: 16 times its symbol plus its length. */
  function tableOf(lengths) {
    const next = new Uint16Array(LONGEST_CODE + 2);
    for (const length of lengths) if (length) next[length + 1] += 1;
    for (let length = 1; length <= LONGEST_CODE; length += 1) next[length + 1] += next[length];
    const first = new Uint16Array(LONGEST_CODE + 1);
    for (let length = 1, code = 0; length <= LONGEST_CODE; length += 1) {
      first[length] = code;
      code = (code + next[length + 1] - next[length]) << 1;
    }
    const table = new Uint16Array(1 << LONGEST_CODE);
    lengths.forEach((length, symbol) => {
      if (!length) return;
      let turned = 0;
      for (let bit = 0, code = first[length]; bit < length; bit += 1, code >>= 1) turned = (turned << 1) | (code & 1);
      first[length] += 1;
      for (let row = turned; row < table.length; row += 1 << length) table[row] = (symbol << 4) | length;
    });
    return table;
  }

  /** The `size` bytes that raw deflate made `bytes` of; what is damaged throws a RangeError. */
  function inflate(bytes, size) {
    const made = new Uint8Array(size);
    let [at, held, count, to] = [0, 0, 0, 0];

    function fill() {
      while (count < LONGEST_CODE) {
        held |= (bytes[at] || 0) << count;
        at += 1;
        count += 8;
      }
      if (at > bytes.length + 4) throw new RangeError('deflated data end early');
    }

    function take(bits) {
      fill();
      const value = held & ((1 << bits) - 1);
      held >>>= bits;
      count -= bits;
      return value;
    }

    function symbolOf(table) {
      fill();
      const row = table[held & 0x7fff];
      if (!row) throw new RangeError('deflated data are damaged');
      held >>>= row & 15;
      count -= row & 15;
      return row >> 4;
    }

    function storedBlock() {
      at -= count >> 3;
      [held, count] = [0, 0];
      const length = bytes[at] | (bytes[at + 1] << 8);
      made.set(bytes.subarray(at + 4, at + 4 + length), to);
      at += 4 + length;
      to += length;
    }

    function ownTables() {
      const [literals, distances, own] = [take(5) + 257, take(5) + 1, take(4) + 4];
      const lengths = new Uint8Array(19);
      for (let code = 0; code < own; code += 1) lengths[ORDER[code]] = take(3);
      const table = tableOf(lengths);
      const all = [];
      while (all.length < literals + distances) {
        const symbol = symbolOf(table);
        if (symbol < 16) all.push(symbol);
        else {
          const [value, times] = symbol === 16 ? [all[all.length - 1], 3 + take(2)] : [0, symbol === 17 ? 3 + take(3) : 11 + take(7)];
          for (let time = 0; time < times; time += 1) all.push(value);
        }
      }
      return [all.slice(0, literals), all.slice(literals)].map(tableOf);
    }

    function fixedTables() {
      const literals = Array.from({ length: 288 }, (_, code) => (code < 144 ? 8 : code < 256 ? 9 : code < 280 ? 7 : 8));
      return [literals, new Array(30).fill(5)].map(tableOf);
    }

    function block([literals, distances]) {
      for (;;) {
        const symbol = symbolOf(literals);
        if (symbol === END_OF_BLOCK) return;
        if (symbol < END_OF_BLOCK) {
          made[to] = symbol;
          to += 1;
        } else {
          const length = LENGTHS.base[symbol - 257] + take(LENGTHS.extra[symbol - 257]);
          const code = symbolOf(distances);
          const back = DISTANCES.base[code] + take(DISTANCES.extra[code]);
          for (const end = to + length; to < end; to += 1) made[to] = made[to - back];
        }
      }
    }

    for (let last = 0; !last;) {
      last = take(1);
      const kind = take(2);
      if (kind === STORED) storedBlock();
      else block(kind === FIXED ? fixedTables() : ownTables());
    }
    if (to !== size) throw new RangeError('deflated data are of another size');
    return made;
  }

  /** What a script element of the page carries; it says how many bytes that is. */
  function carried(element) {
    const bytes = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(inflate(bytes, Number(element.dataset.bytes))));
  }

  Object.assign(mocgioi, { inflate, carried });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
