/* How people write marker numbers and runs of them: the rules of domain/marker.py, and what a hurried hand adds. */
(function (mocgioi) {
  'use strict';

  const SLASHES = /[\u2044\u2215\u29f8\u2571]/g;
  const PREFIX = /^['’]?(?:(?:cot\s*)?moc(?:\s*(?:quoc\s*)?gioi|\s*phu|\s*chinh)?|marker|mg|m)?\s*(?:so|no\.?|number)?\s*[:.#]?\s*/;
  /* Zeros in front of four digits and a point after the thousands are no marker's in a file, and plain to a reader. */
  const MAIN = '(?:0{0,3}(\\d{1,4})|([1-9])[., ](\\d{3}))';
  const SIGN = '[/.,_\\-–\\\\]';
  const SPELLED = new RegExp(`^${MAIN}(?:\\s*${SIGN}\\s*(\\d{1,2}))?\\s*(?:\\(\\s*([123])\\s*\\))?$`);
  const BEGUN = new RegExp(`^${MAIN}(?:\\s*(${SIGN})\\s*(\\d{0,2}))?\\s*(?:\\(\\s*([123]?)\\s*\\)?)?$`);
  const PAIR = 3;
  const PLAIN = /^(\d+)(?:\/(\d+))?(?:\((\d)\))?$/;
  const TO = /\s*(?:-+>?|[–—→~…]|\.{2,})\s*|\s+(?:den|toi|to)\s+/;
  const FROM = /^(?:tu|from)\s+/;

  /** Lower case without diacritics, spaces made one: Thuỵ and Thụy are the same. */
  function fold(text) {
    return text.replace(SLASHES, '/').normalize('NFKD').replace(SLASHES, '/').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
  }

  const bare = (text) => fold(text).replace(PREFIX, '').trim();

  /** A marker number as the register writes it, from any spelling; null if it is none. */
  function numberOf(text) {
    const match = SPELLED.exec(bare(text));
    if (!match) return null;
    const [, short, thousand, rest, secondary, bank] = match;
    const main = Number(short || thousand + rest);
    if (main === 0) return null;
    return `${main}${Number(secondary) ? `/${Number(secondary)}` : ''}${bank ? `(${bank})` : ''}`;
  }

  /** How numbers begin that somebody is still typing; null if it cannot become one. */
  function begunNumber(text) {
    const match = BEGUN.exec(bare(text));
    if (!match) return null;
    const [, short, thousand, rest, sign, secondary, bank] = match;
    return String(Number(short || thousand + rest)) + (sign ? `/${secondary}` : '') + (bank === undefined ? '' : `(${bank}`);
  }

  /** Where a number stands in the order of the border. */
  function orderOf(number) {
    const [, main, secondary, bank] = (PLAIN.exec(number) || []).map((part) => Number(part || 0));
    return main * 1000 + secondary * 10 + bank;
  }

  /** Two numbers that mean all from one to the other: [first, last]; null if the text means no run. */
  function runOf(text) {
    const ends = fold(text).replace(FROM, '').split(TO).map(numberOf);
    return ends.length === 2 && ends[0] && ends[1] && orderOf(ends[1]) > orderOf(ends[0]) ? ends : null;
  }

  const orders = new WeakMap();

  /** 1 by row for the markers of a run, both of a pair at its ends too, and how many they are. */
  function rowsOfRun(register, [first, last]) {
    const number = register.column('number');
    if (!orders.has(register)) orders.set(register, Float64Array.from({ length: register.count }, (_, row) => orderOf(number(row))));
    const [low, high] = [orderOf(first), orderOf(last) + (last.endsWith(')') ? 0 : PAIR)];
    const within = Uint8Array.from(orders.get(register), (order) => Number(order >= low && order <= high));
    return { within, count: within.reduce((sum, own) => sum + own, 0) };
  }

  Object.assign(mocgioi, { fold, numberOf, begunNumber, runOf, rowsOfRun });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
