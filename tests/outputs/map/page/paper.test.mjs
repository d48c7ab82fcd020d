import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('dom.js', 'names.js', 'lens.js', 'numbers.js', 'insets.js');
const frame = { width: 1200, height: 750 };
const sea = { cell: 10, width: 120, height: 75, has: new Uint8Array(120 * 75) };
const overlap = (box, other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;

/** Names on a canvas that measures six px a letter; what is written is kept in `written`. */
function names() {
  const written = [];
  const ctx = {
    measureText: (text) => ({ width: text.length * 6 }), fillText: (text, x, y) => written.push({ text, x, y }),
    strokeText() {}, save() {}, restore() {}, beginPath() {}, moveTo() {}, lineTo() {}, stroke() {},
  };
  return { ctx, written, taken: new mocgioi.Names(ctx, '#ffffff') };
}

/** Markers 4 px apart down the middle of the frame. */
const crowd = Array.from({ length: 150 }, (_, at) => ({ row: at, text: String(1000 + at), x: 600 + 20 * Math.sin(at / 9), y: 60 + at * 4 }));
const inFrame = { min: { x: 0, y: 0 }, max: { x: frame.width, y: frame.height } };

/** The crowd numbered, and the insets for what had no room. */
function laid(land = sea) {
  const { ctx, written, taken } = names();
  const without = mocgioi.drawNumbers(ctx, taken, inFrame, crowd, 3, { ink: '#000000', halo: '#ffffff' });
  return { written, without, taken, insets: mocgioi.planInsets(frame, without, taken, land, 12) };
}

test('a number that has room stands beside its marker, one that has none is given back', () => {
  const { ctx, written, taken } = names();
  const [lone, ...close] = [{ row: 0, text: '944', x: 100, y: 100 }, ...Array.from({ length: 400 }, (_, at) => ({ row: at + 1, text: String(at), x: 600, y: 300 + at / 8 }))];
  const without = mocgioi.drawNumbers(ctx, taken, inFrame, [lone, ...close], 3, { ink: '#000000', halo: '#ffffff' });
  assert.equal(written[0].text, '944');
  assert.ok(Math.abs(written[0].x - 100) < 30 && Math.abs(written[0].y - 100) < 12);
  assert.equal(written.length + without.length, 401);
  assert.ok(without.length > 200);
});
test('no number covers a marker or another number', () => {
  const boxes = laid().written.map(({ text, x, y }) => ({ left: x, right: x + text.length * 6, top: y - 4, bottom: y + 4 }));
  boxes.forEach((box, at) => boxes.slice(at + 1).forEach((other) => assert.ok(!overlap(box, other))));
  for (const box of boxes) for (const { x, y } of crowd) assert.ok(!overlap(box, { left: x - 2, right: x + 2, top: y - 2, bottom: y + 2 }));
});
test('numbers keep within their frame', () => {
  const { ctx, written, taken } = names();
  mocgioi.drawNumbers(ctx, taken, inFrame, [{ row: 0, text: '1300', x: 1198, y: 748 }], 3, { ink: '#000000', halo: '#ffffff' });
  assert.ok(written.every(({ x, y }) => x + 24 <= 1200 && y + 4 <= 750));
});
test('insets stand in the frame, apart from each other, from windows, markers and numbers', () => {
  const { insets, written } = laid();
  assert.ok(insets.length >= 2);
  insets.forEach(({ box, window }, at) => {
    assert.ok(box.left >= 0 && box.top >= 0 && box.right <= frame.width && box.bottom <= frame.height);
    assert.ok(!overlap(box, window));
    for (const other of insets.slice(at + 1)) assert.ok(!overlap(box, other.box) && !overlap(box, other.window));
    for (const { x, y } of crowd) assert.ok(!overlap(box, { left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 }));
    for (const { text, x, y } of written) assert.ok(!overlap(box, { left: x, right: x + text.length * 6, top: y - 4, bottom: y + 4 }));
  });
});
test('an inset is four times its window and has the numbers that had no room in it', () => {
  for (const { box, window, points } of laid().insets) {
    assert.equal(Math.round(box.right - box.left), Math.round((window.right - window.left) * mocgioi.INSET_TIMES));
    assert.ok(points.length >= 4);
    for (const { x, y } of points) assert.ok(x >= window.left && x <= window.right && y >= window.top && y <= window.bottom);
  }
});
test('an inset goes where no commune lies', () => {
  const has = Uint8Array.from({ length: 120 * 75 }, (_, at) => (at % 120 < 60 ? 1 : 0));
  assert.ok(laid({ ...sea, has }).insets[0].box.left >= 600);
});
test('few markers without a number need no inset, and far too many get none', () => {
  const { taken } = names();
  assert.deepEqual(mocgioi.planInsets(frame, crowd.slice(0, 3), taken, sea, 12), []);
  const many = Array.from({ length: 5000 }, (_, row) => ({ row, text: '1', x: 600, y: row / 10 }));
  assert.deepEqual(mocgioi.planInsets(frame, many, taken, sea, 12), []);
});
test('a finger is as quick as the strip on it, and finer above it', () => {
  assert.equal(mocgioi.fingerRows(10, -5, 474, 237), 20);
  assert.equal(mocgioi.fingerRows(10, 40, 474, 237), 5);
});
test('of the rows shown the nearest to a place is held', () => {
  const rows = [3, 10, 11, 400];
  assert.deepEqual([0, 6.9, 7.1, 11.2, 300, 473].map((place) => mocgioi.nearestRowTo(rows, place)), [3, 3, 10, 11, 400, 400]);
});
