import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('features.js');

test('features are asked in the order they came, those that care for the moment', () => {
  mocgioi.feature((page) => ({ paths: (theme) => [`${page} ${theme}`] }));
  mocgioi.feature(() => ({ update: () => undefined }));
  mocgioi.feature(() => ({ paths: () => ['b', 'c'] }));
  const features = new mocgioi.Features('page');
  assert.deepEqual(features.ask('paths', 'light'), ['page light', 'b', 'c']);
  assert.deepEqual(features.ask('update'), []);
  assert.deepEqual(features.ask('overlay'), []);
});
