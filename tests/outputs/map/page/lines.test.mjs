import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('columns.js', 'lines.js');
const box = { min: { x: 0, y: 0 }, max: { x: 100, y: 100 } };

/** What is drawn of a line at a scale, as a list of steps. */
function traced(line, scale = 1) {
  const steps = [];
  const ctx = { moveTo: (x, y) => steps.push(['move', x, y]), lineTo: (x, y) => steps.push(['line', x, y]) };
  mocgioi.traceLine(ctx, line, { scale, origin: { x: 0, y: 0 }, box });
  return steps;
}

test('a line in sight is drawn whole', () =>
  assert.deepEqual(traced([10, 10, 20, 20, 30, 10]), [['move', 10, 10], ['line', 20, 20], ['line', 30, 10]]));
test('steps beyond one edge are left out, and the line goes on where it comes back', () =>
  assert.deepEqual(traced([10, 10, 20, 20, 150, 20, 160, 50, 50, 50]),
    [['move', 10, 10], ['line', 20, 20], ['line', 150, 20], ['move', 160, 50], ['line', 50, 50]]));
test('a step across the window is drawn though both its ends are out of sight', () =>
  assert.deepEqual(traced([-50, 50, 150, 50]), [['move', -50, 50], ['line', 150, 50]]));
test('vertices that the eye cannot part are one, but the last stays', () =>
  assert.deepEqual(traced([10, 10, 10.2, 10.2, 10.3, 10.3]), [['move', 10, 10], ['line', 10.3, 10.3]]));
test('the plane is scaled to the zoom', () => assert.deepEqual(traced([1, 2, 3, 4], 10), [['move', 10, 20], ['line', 30, 40]]));
test('the distance to a line is to its nearest point, ends included', () => {
  assert.equal(mocgioi.distanceToLine([0, 0, 10, 0], 5, 3), 3);
  assert.equal(mocgioi.distanceToLine([0, 0, 10, 0], 13, 4), 5);
  assert.equal(mocgioi.distanceToLine([0, 0, 0, 0], 3, 4), 5);
});
test('the plane is the one of Web Mercator, 256 wide', () => {
  assert.deepEqual([mocgioi.planeX(-180), mocgioi.planeX(180), mocgioi.planeY(0)], [0, 256, 128]);
  assert.ok(Math.abs(mocgioi.planeY(85.05112877980659)) < 1e-9);
});
