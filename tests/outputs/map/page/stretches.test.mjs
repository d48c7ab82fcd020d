import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, register } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'figures.js', 'shading.js', 'looks.js', 'stretches.js');
const rows = [
  { number: '1', state: 'built', road_status: 'built', measured: 'reached', border_km: 0 },
  { number: '2', state: 'none', road_status: 'none', measured: 'reached', border_km: 9.999 },
  { number: '3', state: 'built_damaged', road_status: 'built', measured: 'near', border_km: 10 },
  { number: '4', state: 'not_needed', road_status: 'built', measured: 'reached', border_km: 12 },
  { number: '5', state: 'none', road_status: 'none', measured: 'none', border_km: null },
  { number: '6', state: 'none', road_status: 'none', measured: 'none', border_km: 25 },
];
const boundary = [[0, 6], [6, 10], [10, 20], [20, 25], [25, 25]].map(([km_from, km_to]) => ({ km_from, km_to, line: [km_from, 0, km_to, 0] }));
const states = [
  { code: 'built', needs_road: true, road_built: true }, { code: 'built_damaged', needs_road: true, road_built: true },
  { code: 'none', needs_road: true, road_built: false }, { code: 'not_needed', needs_road: false, road_built: false },
];
const model = { facts: { stretch_km: 10 }, register: register(mocgioi, rows), boundary, symbology: { states } };
const made = mocgioi.stretchesOf(model);
const symbology = { coverage: ['0', '1', '2', '3', '4'] };

test('pieces of one stretch are one stretch', () => {
  assert.deepEqual(made.map(({ from_km, to_km }) => [from_km, to_km]), [[0, 10], [10, 20], [20, 25]]);
  assert.deepEqual(made[0].lines, [[0, 0, 6, 0], [6, 0, 10, 0]]);
});
test('a marker belongs to the stretch that begins with its km, the last to the last', () =>
  assert.deepEqual(made.map(({ needing }) => needing), [[0, 1], [2], [5]]));
test('a damaged road is a road by report, a line that ends short is none by the lines', () => {
  assert.deepEqual(made.map(({ declared }) => declared), [[0], [2], []]);
  assert.deepEqual(made.map(({ measured }) => measured), [[0, 1], [], []]);
});
test('the tint is that of the share', () => {
  const shades = mocgioi.stretchShades({ symbology, told: true, stretches: [...made, { needing: [], declared: [] }] }, 'declared');
  assert.deepEqual(made.map(shades.tintOf), ['2', '4', '0']);
  assert.equal(shades.tintOf({ needing: [], declared: [] }), null);
  assert.deepEqual(shades.rows.map(({ label }) => label), ['0–20%', '20–40%', '40–60%', '60–80%', '80–100%']);
});
test('a stretch has no share without markers, nor of reports before there are any', () => {
  assert.deepEqual(mocgioi.figuresOfStretch({ told: true }, made[0], 'declared'), { told: true, built: 1, needing: 2, percent: 50 });
  assert.equal(mocgioi.figuresOfStretch({ told: true }, { needing: [], declared: [] }, 'declared').percent, null);
  assert.equal(mocgioi.figuresOfStretch({ told: true }, { needing: [0], reported: 0, declared: [] }, 'declared').told, false);
  assert.deepEqual(mocgioi.figuresOfStretch({ told: false }, made[0], 'declared'), { told: false, built: 1, needing: 2, percent: null });
  assert.equal(mocgioi.figuresOfStretch({ told: false }, made[0], 'measured').told, true);
});
test('the strip has a tick at the first marker of the next stretch', () =>
  assert.deepEqual(mocgioi.stretchTicks({ ...model, stretches: made }), [{ row: 2, km: 10 }, { row: 5, km: 20 }]));
test('without a border line there are neither stretches nor ticks', () => {
  const bare = { ...model, boundary: [] };
  assert.deepEqual(mocgioi.stretchesOf(bare), []);
  assert.deepEqual(mocgioi.stretchTicks({ ...bare, stretches: [] }), []);
});
