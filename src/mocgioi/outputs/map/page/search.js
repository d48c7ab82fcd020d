/* Finding by what people type: numbers and runs of them, places, and names with a slip of the hand. */
(function (mocgioi) {
  'use strict';

  const { fold } = mocgioi;
  const GENERIC = new Set(['xa', 'thi', 'tran', 'don', 'bien', 'phong', 'cua', 'khau', 'commune', 'post', 'gate', 'duong', 'road']);
  const NAMING = { xa: ['commune', 'former'], commune: ['commune', 'former'], don: ['post'], post: ['post'], khau: ['gate'], gate: ['gate'], duong: ['road'], road: ['road'] };
  const KINDS = ['marker', 'commune', 'former', 'post', 'gate', 'road'];
  const SHORT = {
    dbp: 'don bien phong', bp: 'bien phong', dbpck: 'don bien phong cua khau', dbpckqt: 'don bien phong cua khau quoc te',
    ck: 'cua khau', ckqt: 'cua khau quoc te', tt: 'thi tran', dtt: 'duong tuan tra', dtbg: 'duong tuan tra bien gioi',
  };
  const [SLIP, SLIPS] = [4, 8];

  /** Words of folded text; short forms in common use are written out. */
  const words = (folded) => folded.split(/[^a-z0-9]+/).filter(Boolean).flatMap((word) => (mocgioi.own(SHORT, word) || word).split(' '));

  /** An entry to be found: `kind`, `name` to show, `note` beside it, and what it stands for. */
  function named(kind, name, more) {
    const telling = words(fold(name)).filter((word) => !GENERIC.has(word));
    return { kind, name, ...more, words: words(fold(`${name} ${more.note || ''}`)), start: telling.join(' '), joined: telling.join('') };
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

  /** Slips that a word may have: letters wrong, missing, too many or changed about; none in a number. */
  const slipsOf = (word) => (/\d/.test(word) ? 0 : word.length >= SLIPS ? 2 : word.length >= SLIP ? 1 : 0);

  /** Whether `word` becomes `other` with at most `most` slips (optimal string alignment). */
  function alike(word, other, most) {
    if (!most || Math.abs(word.length - other.length) > most) return false;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let row = 1; row <= word.length; row += 1) {
      const next = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const same = word[row - 1] === other[at - 1];
        next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
        if (row > 1 && at > 1 && word[row - 1] === other[at - 2] && word[row - 2] === other[at - 1]) next[at] = Math.min(next[at], before[at - 2] + 1);
      }
      [before, last] = [last, next];
    }
    return last[other.length] <= most;
  }

  /** Lower is better; a word such as *xã* or *đồn* says which kind is meant. */
  function rank(entry, wanted, folded, meant) {
    if (!wanted.every((word) => entry.words.some((own) => own.startsWith(word)))) return null;
    const other = meant.length && !meant.includes(entry.kind) ? 3 : 0;
    if (entry.start === folded) return other;
    return other + (entry.start.startsWith(folded) ? 1 : 2);
  }

  /** The same where the hand slipped; a space too many or too few is a slip of the whole name. */
  function slippedRank(entry, wanted, folded, meant) {
    const joined = wanted.join('');
    const whole = entry.joined === joined || alike(joined, entry.joined, slipsOf(joined));
    const close = (word) => entry.words.some((own) => own.startsWith(word) || alike(word, own, slipsOf(word)));
    if (!whole && !wanted.every(close)) return null;
    return (meant.length && !meant.includes(entry.kind) ? 3 : 0) + (whole ? 0 : 1);
  }

  function findNames(index, query) {
    const all = words(fold(query));
    const telling = all.filter((word) => !GENERIC.has(word));
    const wanted = telling.length ? telling : all;
    if (!wanted.length) return [];
    const folded = wanted.join(' ');
    const meant = all.flatMap((word) => mocgioi.own(NAMING, word) || []);
    const ranked = (rankOf) => index.map((entry, order) => ({ entry, order, rank: rankOf(entry, wanted, folded, meant) }))
      .filter((hit) => hit.rank !== null)
      .sort((hit, other) => hit.rank - other.rank || KINDS.indexOf(hit.entry.kind) - KINDS.indexOf(other.entry.kind) || hit.order - other.order)
      .map((hit) => hit.entry);
    const straight = ranked(rank);
    return straight.length ? straight : ranked(slippedRank);
  }

  function findNumbers(register, query, limit) {
    const begun = mocgioi.begunNumber(query);
    if (begun === null || !register.count) return [];
    const exact = mocgioi.numberOf(query);
    const number = register.column('number');
    const hits = [];
    for (let row = 0; row < register.count && hits.length < limit; row += 1) {
      if (number(row) !== exact && number(row).startsWith(begun)) hits.push({ kind: 'marker', name: number(row), row });
    }
    const row = exact === null ? undefined : register.rowOf(exact);
    return (row === undefined ? hits : [{ kind: 'marker', name: exact, row }, ...hits]).slice(0, limit);
  }

  /** A run of markers, if the register has any of it. */
  function findRun(register, query) {
    const run = mocgioi.runOf(query);
    if (!run || !register.count) return [];
    const { count } = mocgioi.rowsOfRun(register, run);
    return count ? [{ kind: 'range', name: run.join('–'), code: run.join('-'), count }] : [];
  }

  function findPlaces({ kilometres }, query) {
    const km = mocgioi.kmOfText(query);
    const along = km === null ? null : mocgioi.placeOfKm(kilometres, km);
    if (along) return [{ kind: 'km', name: `km ${km}`, place: along }];
    const place = mocgioi.placeOfText(query);
    return place ? [{ kind: 'point', name: `${place.latitude.toFixed(6)}, ${place.longitude.toFixed(6)}`, place }] : [];
  }

  /** At most `limit` entries for a query: all that its figures can mean, names if they mean nothing. */
  function search(model, index, query, limit = 8) {
    const { register } = model;
    const [numbers, run, places] = [findNumbers(register, query, limit), findRun(register, query), findPlaces(model, query)];
    const exact = numbers.findIndex(({ name }) => name === mocgioi.numberOf(query)) + 1;
    const meant = [...numbers.slice(0, exact), ...run, ...places, ...numbers.slice(exact)];
    return (meant.length ? meant : findNames(index, query)).slice(0, limit);
  }

  Object.assign(mocgioi, { nameIndex, search });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
