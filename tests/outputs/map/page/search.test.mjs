import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, register } from './loading.mjs';

const mocgioi = load('words.js', 'columns.js', 'datum.js', 'spelling.js', 'coordinates.js', 'search.js');

for (const [typed, number] of [
  ['1159', '1159'], ['M1159', '1159'], ['mốc 165(1)', '165(1)'], ['Mốc số 1146/1', '1146/1'], ['261 (2)', '261(2)'],
  ['212.1', '212/1'], ['１１１６', '1116'], ['1116.0', '1116'], ['944/1(2)', '944/1(2)'], ['cột mốc 0962', '962'],
  ['moc so 1088/2', '1088/2'], ['marker no. 1300', '1300'],
  ['1088-2', '1088/2'], ['1088_2', '1088/2'], ['1088⧸2', '1088/2'], ['01116', '1116'], ['1.116', '1116'], ['1,116', '1116'], ['1.116/2', '1116/2'],
  ['212,1', '212/1'], ['mốc phụ 1088-2', '1088/2'], ['MG 1116', '1116'], ['mốc quốc giới 1116', '1116'],
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
model.kilometres = [0, 100, 200].map((km) => ({ km, x: mocgioi.planeX(106 + km / 100), y: mocgioi.planeY(22) }));
const markers = register(mocgioi, ['1115', '1116', '1116/1', '1117', '1200', '1200/12', '111', '12', '1/12', '261(1)', '261(2)'].map((number) => ({ number })));
model.register = markers;
const found = (query, limit) => mocgioi.search(model, index, query, limit).map((hit) => `${hit.kind} ${hit.name}`);

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
  const old = mocgioi.search(model, index, 'Thụy Hùng').filter((hit) => hit.kind === 'former');
  assert.deepEqual(old.map((hit) => [hit.now, hit.note]), [['Thuỵ Hùng', 'Văn Lãng'], ['Đồng Đăng', 'Cao Lộc']]);
});
test('a district after the old name tells which is meant', () => {
  assert.deepEqual(mocgioi.search(model, index, 'thuy hung cao loc').map((hit) => hit.now), ['Đồng Đăng']);
});
test('posts, gates and roads are found by any of their words', () => {
  assert.deepEqual(found('huu nghi'), ['gate Hữu Nghị', 'post Cửa khẩu quốc tế Hữu Nghị']);
  assert.deepEqual(found('đồn bảo lâm'), ['post Bảo Lâm', 'former Bảo Lâm']);
  assert.deepEqual(found('len moc 1116'), ['road Đường lên mốc 1116']);
});
test('nothing typed finds nothing', () => assert.deepEqual(found('   '), []));
test('no more are given than asked for', () => assert.equal(found('11', 3).length, 3));

for (const [typed, run] of [
  ['1100-1110', '1100 1110'], ['1100 – 1110', '1100 1110'], ['mốc 1100 đến mốc 1110', '1100 1110'], ['từ 1100 tới 1110', '1100 1110'],
  ['1.100-1.110', '1100 1110'], ['1088/1-1090', '1088/1 1090'], ['1100..1110', '1100 1110'],
]) {
  test(`${typed} is a run`, () => assert.equal(mocgioi.runOf(typed).join(' '), run));
}
for (const typed of ['1088-2', '1110-1100', '1116', '1116-1116', '2088-01-02', 'Đồng - Đăng']) {
  test(`${typed} is no run`, () => assert.equal(mocgioi.runOf(typed), null));
}
test('a run finds the markers in it, ends too', () => {
  assert.deepEqual(found('1115-1116/1'), ['range 1115–1116/1']);
  assert.equal(mocgioi.search(model, index, '1115-1116/1')[0].count, 3);
  assert.deepEqual(found('1300-1310'), []);
  assert.equal(mocgioi.search(model, index, '260-261')[0].count, 2);
});
test('what may be a marker or a run is shown as both', () => assert.deepEqual(found('1-12'), ['marker 1/12', 'range 1–12']));
test('a second number that is smaller is of a secondary marker', () => assert.deepEqual(found('1200-12'), ['marker 1200/12']));
test('a number with a point after the thousands is a marker, no road', () => assert.equal(found('1.116')[0], 'marker 1116'));

const near = ({ latitude, longitude }, other) => Math.abs(latitude - other[0]) < 1e-4 && Math.abs(longitude - other[1]) < 1e-4;
for (const typed of [
  '21.9706, 106.7111', '21.9706 106.7111', '21,9706 106,7111', '21,9706, 106,7111', '21,9706; 106,7111', '106.7111 21.9706',
  'N21.9706 E106.7111', '21.9706N, 106.7111E', '21.9706°B 106.7111°Đ', 'geo:21.9706,106.7111?q=1', 'vĩ độ 21,9706 kinh độ 106,7111',
  '21°58\'14.16"N 106°42\'39.96"E', '21º58′14,16″B, 106º42′39,96″Đ', '21 58 14.16 N 106 42 39.96 E', "21°58.236' 106°42.666'",
]) {
  test(`${typed} is a place`, () => assert.ok(near(mocgioi.placeOfText(typed), [21.9706, 106.7111])));
}
for (const typed of ['E 444148.67, N 2430512.12', '2430512 444149', '2.430.512,1 444.148,7', 'X=2430512.1 Y=444148.7']) {
  test(`${typed} is a place in VN-2000`, () => assert.ok(near(mocgioi.placeOfText(typed), [21.970617, 106.711079])));
}
for (const typed of ['22 106', '1116', '12.5', '1088-2', '21.9 N 22.1 N', '21°61\'00" 106°42\'00"', 'Bắc Sơn', '1.116', '200, 300']) {
  test(`${typed} is no place`, () => assert.equal(mocgioi.placeOfText(typed), null));
}
test('metres lead back to the degrees they come from', () => {
  const { easting, northing } = mocgioi.vn2000(21.5, 107.4);
  assert.ok(near(mocgioi.fromVn2000(easting, northing), [21.5, 107.4]));
});
for (const [typed, km] of [['km 100', 100], ['Km100,5', 100.5], ['km 100+250', 100.25], ['12 km', 12]]) {
  test(`${typed} is a kilometre`, () => assert.equal(mocgioi.kmOfText(typed), km));
}
test('a kilometre lies between those known, and not off the line', () => {
  assert.ok(near(mocgioi.placeOfKm(model.kilometres, 150), [22, 107.5]));
  assert.equal(mocgioi.placeOfKm(model.kilometres, 201), null);
  assert.equal(found('km 50')[0], 'km km 50');
});
for (const [typed, name] of [
  ['đbp hữu nghị', 'post Cửa khẩu quốc tế Hữu Nghị'], ['ĐBPCK Hữu Nghị', 'gate Hữu Nghị'], ['dong dnag', 'commune Đồng Đăng'], ['thuy hugn', 'commune Thuỵ Hùng'],
  ['dongdang', 'commune Đồng Đăng'], ['thanh lomg', 'former Thanh Long'], ['trung khanhh', 'former Trùng Khánh'], ['huu nghii', 'gate Hữu Nghị'],
]) {
  test(`${typed} finds ${name}`, () => assert.ok(found(typed).includes(name), found(typed).join()));
}
test('a slip is no pardon for a short word, nor for a number', () => {
  assert.deepEqual(found('lon'), ['former Thanh Long']);
  assert.deepEqual(found('lob'), []);
  assert.deepEqual(found('1126/1'), []);
});
test('what is written right is not drowned in what is alike', () => assert.deepEqual(found('bao lam').filter((hit) => /Hùng/.test(hit)), []));
test('the plane leads back to degrees', () => {
  assert.ok(near({ latitude: mocgioi.latitudeOf(mocgioi.planeY(22)), longitude: mocgioi.longitudeOf(mocgioi.planeX(106)) }, [22, 106]));
});
