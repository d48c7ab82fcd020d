import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, register } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'search.js');

for (const [typed, number] of [
  ['1159', '1159'], ['M1159', '1159'], ['mốc 165(1)', '165(1)'], ['Mốc số 1146/1', '1146/1'], ['261 (2)', '261(2)'],
  ['212.1', '212/1'], ['１１１６', '1116'], ['1116.0', '1116'], ['944/1(2)', '944/1(2)'], ['cột mốc 0962', '962'],
  ['moc so 1088/2', '1088/2'], ['marker no. 1300', '1300'],
]) {
  test(`${typed} is marker ${number}`, () => assert.equal(mocgioi.numberOf(typed), number));
}

for (const typed of ['', 'Đồng Đăng', '0', '12345', '1146/1/2', '1146(4)', '2088-01-02']) {
  test(`'${typed}' is no marker number`, () => assert.equal(mocgioi.numberOf(typed), null));
}

const model = {
  communes: [
    { code: '06148', name: 'Thuỵ Hùng', formerly: ['Trùng Khánh', 'Thụy Hùng', 'Thanh Long'], district: 'Văn Lãng' },
    { code: '06184', name: 'Đồng Đăng', formerly: ['Đồng Đăng', 'Bảo Lâm', 'Thụy Hùng'], district: 'Cao Lộc' },
  ],
  posts: [{ code: 'P1', name: 'Cửa khẩu quốc tế Hữu Nghị' }, { code: 'P2', name: 'Bảo Lâm' }],
  gates: [{ name: 'Hữu Nghị' }],
  roads: [{ name: 'Đường lên mốc 1116' }, { name: null }],
};
const index = mocgioi.nameIndex(model);
const markers = register(mocgioi, ['1115', '1116', '1116/1', '1117', '111', '261(1)', '261(2)'].map((number) => ({ number })));
const found = (query, limit) => mocgioi.search(markers, index, query, limit).map((hit) => `${hit.kind} ${hit.name}`);

test('the marker itself comes before those that begin like it', () => {
  assert.deepEqual(found('mốc 111'), ['marker 111', 'marker 1115', 'marker 1116', 'marker 1116/1', 'marker 1117']);
});
test('a number half typed finds what it may become', () => {
  assert.deepEqual(found('1116/'), ['marker 1116/1']);
  assert.deepEqual(found('261('), ['marker 261(1)', 'marker 261(2)']);
});
test('names are found without diacritics', () => {
  assert.equal(found('dong dang')[0], 'commune Đồng Đăng');
  assert.equal(found('thuy hung')[0], 'commune Thuỵ Hùng');
});
test('an old name of two communes leads to both, each with its district', () => {
  const old = mocgioi.search(markers, index, 'Thụy Hùng').filter((hit) => hit.kind === 'former');
  assert.deepEqual(old.map((hit) => [hit.now, hit.note]), [['Thuỵ Hùng', 'Văn Lãng'], ['Đồng Đăng', 'Cao Lộc']]);
});
test('a district after the old name tells which is meant', () => {
  assert.deepEqual(mocgioi.search(markers, index, 'thuy hung cao loc').map((hit) => hit.now), ['Đồng Đăng']);
});
test('posts, gates and roads are found by any of their words', () => {
  assert.deepEqual(found('huu nghi'), ['gate Hữu Nghị', 'post Cửa khẩu quốc tế Hữu Nghị']);
  assert.deepEqual(found('đồn bảo lâm'), ['post Bảo Lâm', 'former Bảo Lâm']);
  assert.deepEqual(found('len moc 1116'), ['road Đường lên mốc 1116']);
});
test('nothing typed finds nothing', () => assert.deepEqual(found('   '), []));
test('no more are given than asked for', () => assert.equal(found('11', 3).length, 3));
