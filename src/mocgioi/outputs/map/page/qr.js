/* A link as a QR code, so that it can be taken off paper. */
(function (mocgioi) {
  'use strict';

  const { el, attributes } = mocgioi;
  /* About version 20 of level L: 97 modules, which at 32 mm a phone still reads off a printer's paper. */
  const MOST_BYTES = 858;
  const [QUIET, MODULE_PX] = [4, 6];

  /** A canvas of a text, black on white, with its quiet zone; null where it is too long to be read off paper. */
  function qrPicture(text) {
    if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
    const { data, size } = globalThis.uqr.encode(text, { ecc: 'L', border: QUIET });
    const canvas = el('canvas', 'mg-qr');
    canvas.width = size * MODULE_PX;
    canvas.height = size * MODULE_PX;
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.fillStyle = '#000000';
    data.forEach((line, y) => line.forEach((dark, x) => dark && ctx.fillRect(x * MODULE_PX, y * MODULE_PX, MODULE_PX, MODULE_PX)));
    return canvas;
  }

  /** The code of a link and what to do with it; in words where it is too long. */
  function qrFigure(words, link) {
    const picture = qrPicture(link);
    if (!picture) return el('p', 'mg-note', words.text('qr_too_long'));
    attributes(picture, { role: 'img', 'aria-label': words.text('qr_of', { link }) });
    return el('figure', 'mg-qr-box', null, picture, el('figcaption', '', words.text(link.startsWith('#') ? 'qr_hash' : 'qr_whole')));
  }

  Object.assign(mocgioi, { qrPicture, qrFigure });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
