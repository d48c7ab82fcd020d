import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const listeners = {};
globalThis.addEventListener = (kind, listener) => (listeners[kind] = listener);

/** A browser's history that moves at once; `refused`: it lets nobody in. */
function historyOf({ refused = false } = {}) {
  const entries = [null];
  let at = 0;
  const guard = () => {
    if (refused) throw new Error('SecurityError');
  };
  const go = (by) => {
    guard();
    at = Math.max(0, Math.min(entries.length - 1, at + by));
    listeners.popstate({ state: entries[at] });
  };
  return {
    entries, go, get state() { return entries[at]; }, get at() { return at; },
    pushState: (state) => { guard(); entries.splice(at + 1, Infinity, state); at += 1; },
    replaceState: (state) => { guard(); entries[at] = state; },
    typed: () => { entries.splice(at + 1, Infinity, null); at += 1; listeners.popstate({ state: null }); },
  };
}

globalThis.mocgioi = { Opening: class {} };
const mocgioi = load('words.js', 'address.js');
const turn = () => new Promise((done) => {
  setTimeout(done, 2);
});

function phone(history) {
  globalThis.history = history;
  const up = [];
  const back = new mocgioi.Back(() => up.map((name) => ({ close: () => up.splice(up.indexOf(name), 1) })), () => {});
  const show = (...names) => {
    up.splice(0, Infinity, ...names);
    back.settleSoon();
    return turn();
  };
  return { up, show };
}

test('each thing that opens is one entry, and Back takes the uppermost away', async () => {
  const history = historyOf();
  const { up, show } = phone(history);
  await show('card', 'print');
  assert.equal(history.at, 2);
  history.go(-1);
  await turn();
  assert.deepEqual(up, ['card']);
  history.go(-1);
  await turn();
  assert.deepEqual([up, history.at], [[], 0]);
});
test('what is closed by its button leaves no entry to go back through', async () => {
  const history = historyOf();
  const { show } = phone(history);
  await show('card');
  await show();
  assert.equal(history.at, 0);
});
test('a card that makes room for a sheet keeps its entry', async () => {
  const history = historyOf();
  const { show } = phone(history);
  await show('card');
  await show('sheet');
  assert.deepEqual([history.at, history.entries.length], [1, 2]);
});
test('Forward to where nothing is any more comes back by itself', async () => {
  const history = historyOf();
  const { up, show } = phone(history);
  await show('sheet');
  history.go(-1);
  await turn();
  history.go(1);
  await turn();
  assert.deepEqual([up, history.at], [[], 0]);
});
test('another address is a new start', async () => {
  const history = historyOf();
  const { up, show } = phone(history);
  await show('card');
  history.typed();
  await show();
  await show('card');
  history.go(-1);
  await turn();
  assert.deepEqual([up, history.at], [[], 2]);
});
test('where history is refused nothing is lost but Back', async () => {
  const { up, show } = phone(historyOf({ refused: true }));
  await show('card');
  await show();
  await show('sheet');
  assert.deepEqual(up, ['sheet']);
});

const words = new mocgioi.Words({ lang: 'vi', texts: {
  link_no_marker: ['Không có mốc {value}.'], link_no_code: ['{facet}: không có {value}.'], link_unknown: ['Không hiểu {key}={value}.'], link_more: ['+{n}'], facet_commune: ['Xã'],
} });
test('what is refused is told by what it is, what says most first', () => {
  const refused = [['tab', 'x'], ['a', ''], ['b', ''], ['commune', 'zzz'], ['marker', '99999']].map(([key, value]) => ({ key, value }));
  assert.equal(mocgioi.refusalText(words, refused), 'Không có mốc 99999. Xã: không có zzz. Không hiểu tab=x. +2');
});
test('a quotation is short and turns no reading about', () => {
  assert.equal(mocgioi.refusalText(words, [{ key: 'marker', value: `\u202e${'9'.repeat(500)}` }]), `Không có mốc ${'9'.repeat(40)}….`);
});
