/* Finding by what people type: marker numbers in any spelling, names without diacritics. */
(function (mocgioi) {
  'use strict';

  const PREFIX = /^(?:(?:cot\s*)?moc(?:\s*gioi)?|marker|m)\s*(?:so|no\.?|number)?\s*[:.#]?\s*/;
  const SPELLED = /^(\d{1,4})(?:\s*[/.]\s*(\d{1,2}))?\s*(?:\(\s*([123])\s*\))?$/;
  const BEGUN = /^(\d{1,4})(?:\s*([/.])\s*(\d{0,2}))?\s*(?:\(\s*([123]?)\s*\)?)?$/;
  const GENERIC = new Set(['xa', 'thi', 'tran', 'don', 'bien', 'phong', 'cua', 'khau', 'commune', 'post', 'gate', 'duong', 'road']);
  const NAMING = { xa: ['commune', 'former'], commune: ['commune', 'former'], don: ['post'], post: ['post'], khau: ['gate'], gate: ['gate'], duong: ['road'], road: ['road'] };
  const KINDS = ['marker', 'commune', 'former', 'post', 'gate', 'road'];

  /** Lower case without diacritics, spaces made one: Thuỵ and Thụy are the same. */
  function fold(text) {
    return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
  }

  const bare = (text) => fold(text).replace(PREFIX, '').trim();

  /** A marker number as the register writes it, from any spelling; null if it is none. */
  function numberOf(text) {
    const match = SPELLED.exec(bare(text));
    if (!match || Number(match[1]) === 0) return null;
    const [main, secondary, bank] = match.slice(1).map((part) => Number(part || 0));
    return `${main}${secondary ? `/${secondary}` : ''}${bank ? `(${bank})` : ''}`;
  }

  /** How numbers begin that somebody is still typing; null if it cannot become one. */
  function begunNumber(text) {
    const match = BEGUN.exec(bare(text));
    if (!match) return null;
    const [, main, sign, secondary, bank] = match;
    return String(Number(main)) + (sign ? `/${secondary}` : '') + (bank === undefined ? '' : `(${bank}`);
  }

  const words = (folded) => folded.split(/[^a-z0-9]+/).filter(Boolean);

  /** An entry to be found: `kind`, `name` to show, `note` beside it, and what it stands for. */
  function named(kind, name, more) {
    const folded = fold(`${name} ${more.note || ''}`);
    return { kind, name, ...more, folded, words: words(folded), start: words(fold(name)).filter((word) => !GENERIC.has(word)).join(' ') };
  }

  /** Everything that has a name; old communes lead to what they are now. */
  function nameIndex(model) {
    const entries = model.communes.map((commune) => named('commune', commune.name, { code: commune.code }));
    for (const commune of model.communes) {
      for (const old of commune.formerly || []) {
        entries.push(named('former', old, { code: commune.code, note: commune.district, now: commune.name }));
      }
    }
    entries.push(...model.posts.map((post) => named('post', post.name, { code: post.code, place: post })));
    entries.push(...model.gates.map((gate) => named('gate', gate.name, { place: gate })));
    entries.push(...model.roads.filter((road) => road.name).map((road) => named('road', road.name, { road })));
    return entries;
  }

  /** Lower is better; a word such as *xã* or *đồn* says which kind is meant. */
  function rank(entry, wanted, folded, meant) {
    if (!wanted.every((word) => entry.words.some((own) => own.startsWith(word)))) return null;
    const other = meant.length && !meant.includes(entry.kind) ? 3 : 0;
    if (entry.start === folded) return other;
    return other + (entry.start.startsWith(folded) ? 1 : 2);
  }

  function findNames(index, query) {
    const all = words(fold(query));
    const telling = all.filter((word) => !GENERIC.has(word));
    const wanted = telling.length ? telling : all;
    if (!wanted.length) return [];
    const folded = wanted.join(' ');
    const meant = all.flatMap((word) => mocgioi.own(NAMING, word) || []);
    return index.map((entry, order) => ({ entry, order, rank: rank(entry, wanted, folded, meant) }))
      .filter((hit) => hit.rank !== null)
      .sort((hit, other) => hit.rank - other.rank || KINDS.indexOf(hit.entry.kind) - KINDS.indexOf(other.entry.kind) || hit.order - other.order)
      .map((hit) => hit.entry);
  }

  function findNumbers(register, query, limit) {
    const begun = begunNumber(query);
    if (begun === null) return [];
    const exact = numberOf(query);
    const number = register.column('number');
    const hits = [];
    for (let row = 0; row < register.count && hits.length < limit; row += 1) {
      if (number(row) !== exact && number(row).startsWith(begun)) hits.push({ kind: 'marker', name: number(row), row });
    }
    const row = exact === null ? undefined : register.rowOf(exact);
    return (row === undefined ? hits : [{ kind: 'marker', name: exact, row }, ...hits]).slice(0, limit);
  }

  /** At most `limit` entries for a query: numbers if it can be one, names otherwise. */
  function search(register, index, query, limit = 8) {
    const numbers = findNumbers(register, query, limit);
    return numbers.length ? numbers : findNames(index, query).slice(0, limit);
  }

  Object.assign(mocgioi, { fold, numberOf, nameIndex, search });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
