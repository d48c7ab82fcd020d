import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync } from 'node:zlib';
import { load } from './loading.mjs';

const { inflate } = load('inflate.js');

/** Bytes that look like a page's data: words that come again, and digits that do not. */
function bytesOf(size, seed) {
  let state = seed;
  const text = [];
  while (text.length < size) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text.push(state % 7 ? String.fromCharCode(48 + (state % 75)) : '"Mốc số 1116/2", ');
  }
  return new TextEncoder().encode(text.join('')).subarray(0, size);
}

const WAYS = {
  'as it is carried': { level: 9 },
  'stored as it is': { level: 0 },
  'by fixed codes': { strategy: constants.Z_FIXED },
  'without what comes again': { strategy: constants.Z_HUFFMAN_ONLY },
};

for (const [name, options] of Object.entries(WAYS)) {
  test(`what is deflated ${name} is read back`, () => {
    for (const [at, size] of [0, 1, 2, 3, 100, 258, 70_000, 300_000].entries()) {
      const bytes = bytesOf(size, at + 1);
      assert.deepEqual(Buffer.from(inflate(deflateRawSync(bytes, options), size)), Buffer.from(bytes));
    }
  });
}

test('a byte that comes again ten thousand times is read back', () => {
  const bytes = new Uint8Array(10_000).fill(65);
  assert.deepEqual(Buffer.from(inflate(deflateRawSync(bytes), bytes.length)), Buffer.from(bytes));
});

test('what is damaged or cut is refused, and ends', () => {
  const bytes = bytesOf(5000, 3);
  const small = deflateRawSync(bytes);
  assert.throws(() => inflate(small.subarray(0, small.length >> 1), bytes.length), RangeError);
  assert.throws(() => inflate(small, bytes.length + 1), RangeError);
  assert.throws(() => inflate(new Uint8Array(40).fill(255), 100));
});
