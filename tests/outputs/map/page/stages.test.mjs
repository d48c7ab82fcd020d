import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'state.js', 'filters.js', 'stages.js');
const first = mocgioi.firstView({ lang: 'vi', audience: 'full' });
const keys = mocgioi.facetKeys([]);
const follow = (hash, refuse) => mocgioi.fromHash(hash, first, keys, refuse);
const story = [{ hash: 'commune=06184&day=2023-12-31', title: 'Đồng Đăng: 13/22 | 59,1 %' }, { hash: '', title: '<img src=x onerror=alert(1)>&story=#' }];

test('a story comes back from the hash, whatever its titles', () => {
  const view = { ...first, story, stage: 1 };
  assert.deepEqual(follow(mocgioi.toHash(view, first, keys)), view);
});
test('without a story there is none in the hash', () => assert.equal(mocgioi.toHash(first, first, keys), ''));
for (const [hash, told] of [['stage=0', 'stage'], ['stage=x', 'stage'], ['story=nothing', 'story'], ['stage=2&story=a%3Db%7CMột', '']]) {
  test(`of ${hash} is told: ${told || 'nothing'}`, () => {
    const refused = [];
    follow(hash, (key) => refused.push(key));
    assert.deepEqual(refused.join(), told);
  });
}
test('a stage holds nothing that belongs to the page that shows it', () => {
  const view = mocgioi.apartFromStages({ ...first, story, stage: 1, print: 'strip', lang: 'en', tab: 'tools', marker: '1116' }, first);
  assert.equal(mocgioi.toHash(view, first, keys), 'marker=1116');
});
test('stages are put in order, named and taken out', () => {
  const stages = ['a', 'b', 'c'].map((title) => ({ title, hash: '' }));
  const titles = (changed) => changed.map(({ title }) => title).join('');
  assert.equal(titles(mocgioi.movedStage(stages, 2, -1)), 'acb');
  assert.equal(titles(mocgioi.movedStage(stages, 0, -1)), 'abc');
  assert.equal(titles(mocgioi.withoutStage(stages, 1)), 'ac');
  assert.equal(titles(mocgioi.renamedStage(stages, 1, 'x')), 'axc');
});
