// Runs the page's own scripts outside a page, the way the page runs them: in order, into `mocgioi`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const scripts = new URL('../../../../src/mocgioi/outputs/map/page/', import.meta.url);

export function load(...names) {
  for (const name of names) {
    const file = fileURLToPath(new URL(name, scripts));
    vm.runInThisContext(readFileSync(file, 'utf8'), { filename: file });
  }
  return globalThis.mocgioi;
}

/** A register of a few markers; every column not named holds nothing. */
export function register(mocgioi, rows) {
  const keys = new Set(rows.flatMap(Object.keys));
  const packed = Object.fromEntries([...keys].map((key) => [key, {}]));
  const made = new mocgioi.Register({ count: rows.length, markers: packed, history: {} });
  for (const key of keys) made.columns.read.set(key, column(rows.map((row) => row[key] ?? null), key));
  return made;
}

/** A column as it is when decoded: numbers of markers are texts, all else codes. */
function column(values, key) {
  if (key === 'number') return values;
  const of = [...new Set(values)];
  return { of, at: values.map((value) => of.indexOf(value)) };
}
