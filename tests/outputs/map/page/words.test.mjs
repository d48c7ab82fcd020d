import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('words.js', 'measure.js');
const packed = { lang: 'vi', texts: { a: ['{n} mốc', '{n} markers'], dong: ['đồng', 'VND'], unit_million: ['triệu', 'million'], unit_billion: ['tỷ', 'billion'] }, code_labels: { kind: { main: { vi: 'mốc chính', en: 'main' } } } };
const [vi, en] = ['vi', 'en'].map((lang) => new mocgioi.Words(packed, lang));

for (const [value, digits, vietnamese, english] of [
  [0, 0, '0', '0'], [999, 0, '999', '999'], [1234, 0, '1.234', '1,234'], [1234567.891, 1, '1.234.567,9', '1,234,567.9'],
  [48.6, 1, '48,6', '48.6'], [-1234.5, 1, '-1.234,5', '-1,234.5'],
]) {
  test(`${value} is ${vietnamese} and ${english}`, () => {
    assert.equal(vi.number(value, digits), vietnamese);
    assert.equal(en.number(value, digits), english);
  });
}
test('a distance has the unit that fits it', () => {
  assert.deepEqual([3.24, 321.4, 1234, 23456].map((metres) => vi.distance(metres)), ['3,2 m', '321 m', '1,23 km', '23,5 km']);
});
for (const [amounts, text] of [[[0], '0 đồng'], [[692e6], '692 triệu'], [[1.8e9], '1,8 tỷ'], [[324e6, 769e6], '324–769 triệu'], [[324e6, 1.7e9], '0,3–1,7 tỷ']]) {
  test(`${amounts} đồng are ${text}`, () => assert.equal(vi.money(...amounts), text));
}
test('values are put into a text', () => assert.equal(vi.text('a', { n: 5 }), '5 mốc'));
test('a code without a label is itself', () => assert.equal(vi.code('kind', '__proto__'), '__proto__'));
test('a time is told as it is in Viet Nam', () => assert.equal(vi.time('2026-11-22T20:10:00Z'), '03:10 23/11/2026'));

const friendship = { latitude: 21.9706221, longitude: 106.7111227 };
test('a minute of latitude is a nautical mile', () => {
  const metres = mocgioi.distanceBetween(friendship, { ...friendship, latitude: friendship.latitude + 1 / 60 });
  assert.ok(Math.abs(metres - 1853) < 1);
});
for (const [north, east, direction] of [[1, 0, 'n'], [0, 1, 'e'], [-1, 0, 's'], [0, -1, 'w'], [1, 1, 'ne'], [-1, -1, 'sw']]) {
  test(`${north} north and ${east} east is ${direction}`, () => {
    const there = { latitude: friendship.latitude + north / 1000, longitude: friendship.longitude + east / 1000 };
    assert.equal(mocgioi.compass(mocgioi.bearing(friendship, there)), direction);
  });
}
