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
  const columns = {};
  for (const key of keys) columns[key] = rows.map((row) => row[key] ?? null);
  return new mocgioi.Register(columns);
}
