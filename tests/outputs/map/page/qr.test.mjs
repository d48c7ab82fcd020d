import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './loading.mjs';

const mocgioi = load('../vendor/uqr.js', 'dom.js', 'qr.js');

test('a link too long for paper has no picture', () => assert.equal(mocgioi.qrPicture(`#${'x'.repeat(900)}`), null));
