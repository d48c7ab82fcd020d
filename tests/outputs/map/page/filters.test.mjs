import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, register } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'filters.js');
const rows = [
  { number: '1', state: 'built', commune_code: 'A', marks: '' },
  { number: '2', state: 'none', commune_code: 'A', marks: 'report_at_once contested' },
  { number: '3', state: 'none', commune_code: 'B', marks: 'contested' },
  { number: '4', state: 'built', commune_code: null, marks: '' },
];
const facets = mocgioi.facetsOf(register(mocgioi, rows), []);
const apply = (filters) => mocgioi.applyFilters(facets, filters, rows.length);

test('without filters every row is shown', () => assert.deepEqual(apply({}).rows, [0, 1, 2, 3]));
test('codes of one facet are alternatives', () => assert.deepEqual(apply({ commune: ['A', 'B'] }).rows, [0, 1, 2]));
test('facets all have to hold', () => assert.deepEqual(apply({ commune: ['A'], state: ['none'] }).rows, [1]));
test('what is counted is chosen by everything but the state', () => {
  assert.deepEqual(apply({ commune: ['A'], state: ['none'] }).counted, [0, 1]);
  assert.deepEqual(apply({ commune: ['B'], state: ['built'] }).counted, [2]);
});
test('what is not known can be asked for', () => assert.deepEqual(apply({ commune: [null] }).rows, [3]));
test('a marker with two marks is found by either', () => {
  assert.deepEqual(apply({ attention: ['report_at_once'] }).rows, [1]);
  assert.deepEqual(apply({ attention: ['contested'] }).rows, [1, 2]);
});
test('a facet counts what the other facets leave', () => {
  const { counts } = apply({ commune: ['A'], state: ['none'] });
  assert.deepEqual([...counts.get('state')], [['built', 1], ['none', 1]]);
  assert.deepEqual([...counts.get('commune')], [['A', 1], ['B', 1], [null, 0]]);
});
test('shown has a one for each row that is shown', () => assert.deepEqual([...apply({ state: ['built'] }).shown], [1, 0, 0, 1]));
test('a facet of one value is of no use for filtering', () => {
  const same = mocgioi.facetsOf(register(mocgioi, rows.map((row) => ({ ...row, state: 'built' }))), []);
  assert.deepEqual(same.filter(mocgioi.tells).map((facet) => facet.key), ['attention', 'commune']);
});
test('filters the data do not know are dropped', () => {
  assert.deepEqual(mocgioi.knownFilters({ commune: ['A', 'Z', '__proto__'], state: ['no'], nonsense: ['A'] }, facets), { commune: ['A'] });
});
test('a code with other characters stays itself', () => {
  const odd = mocgioi.facetsOf(register(mocgioi, rows.map((row, at) => ({ ...row, commune_code: at ? '__proto__' : 'a,b&c' }))), []);
  assert.deepEqual(mocgioi.applyFilters(odd, { commune: ['__proto__'] }, 4).rows, [1, 2, 3]);
});

test('what has no value comes last in either order', () => {
  const rank = (row) => [3, null, 1, 2][row];
  assert.deepEqual(mocgioi.sorted([0, 1, 2, 3], rank, false), [2, 3, 0, 1]);
  assert.deepEqual(mocgioi.sorted([0, 1, 2, 3], rank, true), [0, 3, 2, 1]);
});
test('equals stay in border order', () => assert.deepEqual(mocgioi.sorted([2, 0, 1], () => 1, true), [0, 1, 2]));
