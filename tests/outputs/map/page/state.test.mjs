import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'state.js', 'filters.js');
const first = mocgioi.firstView({ lang: 'vi', audience: 'full' });
const keys = mocgioi.facetKeys(['road_condition']);
const round = (view) => mocgioi.fromHash(`#${mocgioi.toHash(view, first, keys)}`, first, keys);

test('the first view has an empty hash', () => assert.equal(mocgioi.toHash(first, first, keys), ''));
test('an empty hash is the first view', () => assert.deepEqual(mocgioi.fromHash('', first, keys), first));
test('a view comes back from its hash', () => {
  const view = {
    ...first, lang: 'en', tab: 'table', filters: { state: ['none', 'built'], commune: [null, '06184'] }, marker: '944/1(2)',
    sort: { key: 'nearest_road_m', descending: true }, colouring: 'measured', roadsBy: 'surface', layers: ['markers', 'grid'],
    at: { zoom: 12.25, latitude: 21.9706, longitude: 106.7111 }, print: 'strip',
  };
  assert.deepEqual(round(view), view);
});
test('any text as a code comes back', () => {
  const filters = { post: ['a&b=c', '__proto__', '#/%20', 'Đồn; Pò Mã'] };
  assert.deepEqual(round({ ...first, filters }).filters, filters);
});
for (const hash of ['#lang=xx', '#tab=nothing', '#at=1/2', '#at=12/95/106', '#at=a/b/c', '#print=all', '#%E0%A4%A', '#colour=']) {
  test(`${hash} leaves the first view`, () => assert.deepEqual(mocgioi.fromHash(hash, first, keys), first));
}
test('no layer at all can be asked for', () => assert.deepEqual(mocgioi.fromHash('#layers=', first, keys).layers, []));

test('listeners hear of their keys only', () => {
  const state = new mocgioi.State(first);
  const heard = [];
  state.on(['marker'], (view) => heard.push(view.marker));
  state.on(['lang', 'tab'], (view, changed) => heard.push([...changed]));
  state.set({ marker: '1116' });
  state.set({ marker: '1116' });
  state.set({ tab: 'table', marker: null });
  assert.deepEqual(heard, ['1116', null, ['tab', 'marker']]);
});
test('a code is put into a filter and taken out', () => {
  const state = new mocgioi.State(first);
  state.toggle('state', 'none');
  state.toggle('state', 'built');
  assert.deepEqual(state.view.filters, { state: ['none', 'built'] });
  state.toggle('state', 'none');
  state.toggle('state', 'built');
  assert.deepEqual(state.view.filters, {});
});
test('a further key of a feature is in every view and comes back from its hash', () => {
  mocgioi.viewPart('tone', { first: (facts) => facts.audience, read: (params, otherwise) => params.get('tone') || otherwise, put: (value, params) => params.set('tone', value) });
  const own = mocgioi.firstView({ lang: 'vi', audience: 'full' });
  assert.equal(own.tone, 'full');
  assert.equal(mocgioi.toHash(own, own, keys), '');
  assert.equal(mocgioi.fromHash('#tone=loud', own, keys).tone, 'loud');
  assert.equal(mocgioi.toHash({ ...own, tone: 'loud' }, own, keys), 'tone=loud');
});

const refusals = (hash) => {
  const refused = [];
  mocgioi.fromHash(hash, first, keys, (key, value) => refused.push(`${key}=${value}`));
  return refused;
};
for (const [hash, told] of [
  ['#tab=nothing', ['tab=nothing']], ['#at=12/95/106', ['at=12/95/106']], ['#at=//', ['at=//']], ['#at=-1/22/106', ['at=-1/22/106']],
  ['#layers=markers+zzz', ['layers=zzz']], ['#lang=xx&print=all', ['lang=xx', 'print=all']], ['#colour=', ['colour=']],
  ['#what=1', ['what=1']], ['#%E0%A4%A', ['\ufffd%A=']], ['#tone=a&tone=b', ['tone=a']],
  ['#lang=en&tab=table&at=12/22/106&layers=&marker=1&state=none&tone=loud&sort=number-', []], ['', []],
]) {
  test(`of ${hash || 'an empty hash'} is told: ${told.join(', ') || 'nothing'}`, () => assert.deepEqual(refusals(hash), told));
}
