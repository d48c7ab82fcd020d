import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'days.js', 'filters.js');

test('a day is one of the calendar', () => {
  const asked = ['2024-02-29', '2023-02-29', '2024-13-01', '24-1-1', '', null, '2024-12-31x'];
  assert.deepEqual(asked.map((text) => mocgioi.isDay(text)), [true, false, false, false, false, false, false]);
});

test('the nearest place is found on either side', () => {
  const at = (value) => mocgioi.nearestPlace([10, 20, 40], value);
  assert.deepEqual([0, 10, 14, 16, 31, 99].map(at), [0, 0, 0, 1, 2, 2]);
});

test('a column that is replaced leaves alone what is written to be like it', () => {
  const markers = { state: { of: ['built', 'none'], at: 'AC' }, road_status: { like: 'state', of: [], at: 'BC' } };
  const register = new mocgioi.Register({ count: 2, markers, history: {} });
  register.replace('state', { of: ['none', null], at: Uint8Array.of(0, 1) });
  const [state, status] = ['state', 'road_status'].map((key) => register.column(key));
  assert.deepEqual([0, 1].map(state), ['none', null]);
  assert.deepEqual([0, 1].map(status), ['built', 'none']);
  assert.equal(register.present, 1);
});

test('a marker that is not there is in no facet and among no rows', () => {
  const register = new mocgioi.Register({ count: 3, markers: { state: {}, commune_code: {} }, history: {} });
  register.replace('state', { of: ['built', null], at: Uint8Array.of(0, 1, 0), all: ['built', 'none'] });
  register.replace('commune_code', { of: ['a', 'b'], at: Uint8Array.of(0, 0, 1) });
  const facets = mocgioi.facetsOf(register, []);
  const { rows, counts } = mocgioi.applyFilters(facets, {}, 3);
  assert.deepEqual(rows, [0, 2]);
  assert.deepEqual([...counts.get('state')], [['built', 2]]);
  assert.deepEqual([...counts.get('commune')], [['a', 1], ['b', 1]]);
});
