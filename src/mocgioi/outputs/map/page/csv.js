/* Cells of a CSV: quoted, and no formula to a spreadsheet, by the rule of domain/formulas.py. */
(function (mocgioi) {
  'use strict';

  const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

  /** A text that no spreadsheet takes for a formula. */
  const harmless = (text) => (FORMULA.test(text) ? `'${text}` : text);

  /** A text as a cell of a CSV whose cells are parted by `sign`. */
  const quoted = (text, sign) => (/["\r\n]/.test(text) || text.includes(sign) ? `"${text.replace(/"/g, '""')}"` : text);

  Object.assign(mocgioi, { harmless, quoted });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
