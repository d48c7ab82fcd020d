/* Which markers are shown, how many there are of each kind, and in what order: no page needed. */
(function (mocgioi) {
  'use strict';

  /**
   * Facets by key: the column they stand on, and the code list that names their codes. Where the one
   * that is `present` has no value, the marker is not there. `surveyed`: codes of aspects.
   */
  const facetDefinitions = (surveyed) => [
    { key: 'state', column: 'state', present: true },
    { key: 'attention', column: 'marks', several: true },
    { key: 'overdue', column: 'overdue', several: true },
    { key: 'commune', column: 'commune_code' },
    { key: 'post', column: 'post_code' },
    { key: 'district', column: 'district' },
    { key: 'stretch', column: 'stretch' },
    { key: 'difference', column: 'difference' },
    { key: 'measured', column: 'measured', list: 'measured' },
    { key: 'funding', column: 'funding', list: 'funding' },
    ...surveyed.map((aspect) => ({ key: aspect, column: aspect, list: aspect })),
    { key: 'kind', column: 'kind', list: 'kind' },
    { key: 'grouping', column: 'grouping', list: 'grouping' },
  ];

  /** Keys of every facet, whether the register has it or not. */
  const facetKeys = (surveyed) => [...facetDefinitions(surveyed).map((facet) => facet.key), 'range'];

  /** Codes that a value of a column stands for: words of a text, a yes as the facet's own key. */
  function codesOf(definition, value) {
    if (value === true) return [definition.key];
    if (definition.present && value === null) return [];
    if (definition.several) return value ? value.split(' ') : [];
    return [value === '' ? null : value];
  }

  /** One facet of a register: `at[row]` is the index of its value, `members[at]` of its codes. */
  function facetOf(definition, register) {
    const { of, at, all } = register.codes(definition.column);
    const codes = [];
    const members = of.map((value) => codesOf(definition, value).map((code) => {
      if (!codes.includes(code)) codes.push(code);
      return codes.indexOf(code);
    }));
    return { ...definition, codes, known: all || codes, at, members };
  }

  /** The facets that a register has columns for. */
  function facetsOf(register, surveyed) {
    return facetDefinitions(surveyed).filter((definition) => register.column(definition.column)).map((definition) => facetOf(definition, register));
  }

  /** `facets`, and that of the runs of numbers that somebody asked for: 'first-last' is a code of it. */
  function withRanges(facets, register, filters) {
    const codes = (filters.range || []).filter((code) => code && mocgioi.runOf(code));
    if (!codes.length || !register.count) return facets;
    const at = new Uint8Array(register.count);
    codes.forEach((code, index) => {
      const { within } = mocgioi.rowsOfRun(register, mocgioi.runOf(code));
      for (let row = 0; row < at.length; row += 1) if (within[row] && !at[row]) at[row] = index + 1;
    });
    return [...facets, { key: 'range', column: 'number', codes, known: codes, at, members: [[], ...codes.map((_, index) => [index])] }];
  }

  /** Whether a facet tells markers apart, so that filtering by it is of use. */
  const tells = (facet) => facet.codes.length > 1 || Boolean(facet.several && facet.codes.length);

  /**
   * Codes of filters that the register has; a hash may name any, the others are told to `refuse`.
   * @param {(key: string, code: string) => void} [refuse]
   */
  function knownFilters(filters, facets, refuse = () => {}) {
    const known = {};
    for (const [key, wanted] of Object.entries(filters)) {
      const facet = facets.find((own) => own.key === key);
      const codes = wanted.map((code) => {
        const same = facet && facet.known.find((own) => String(own) === String(code));
        if (same === undefined) refuse(key, code === null ? '' : String(code));
        return same;
      }).filter((code) => code !== undefined);
      if (codes.length) known[key] = codes;
    }
    return known;
  }

  /** Filters without that by state: no share is counted of markers chosen by the state that it counts. */
  const ofAnyState = ({ state: _, ...others }) => others;

  /**
   * Apply filters: codes of one facet are alternatives, facets are conditions that all hold.
   * A marker that is not there is not shown. Gives `shown` (1 by row), `rows` in border order, `counted`
   * (the rows of `ofAnyState`), and `counts` (facet key → code → how many
   * the other facets leave of it: what pressing it would show).
   */
  function apply(facets, filters, count) {
    const allowed = facets.map((facet) => {
      const codes = filters[facet.key];
      if (!codes) return null;
      const wanted = new Set(codes.map((code) => facet.codes.indexOf(code)));
      return facet.members.map((own) => own.some((code) => wanted.has(code)));
    });
    const tallies = facets.map((facet) => new Uint32Array(facet.members.length));
    const present = facets.find((facet) => facet.present);
    const absent = present ? present.members.map((own) => !own.length) : [];
    const shown = new Uint8Array(count);
    const [rows, counted] = [[], []];
    for (let row = 0; row < count; row += 1) {
      if (present && absent[present.at[row]]) continue;
      let failing = -1;
      let fails = 0;
      for (let index = 0; index < facets.length && fails < 2; index += 1) {
        if (allowed[index] && !allowed[index][facets[index].at[row]]) {
          fails += 1;
          failing = index;
        }
      }
      if (fails === 1) tallies[failing][facets[failing].at[row]] += 1;
      if (!fails || (fails === 1 && facets[failing] === present)) counted.push(row);
      if (fails) continue;
      shown[row] = 1;
      rows.push(row);
      for (let index = 0; index < facets.length; index += 1) tallies[index][facets[index].at[row]] += 1;
    }
    return { shown, rows, counted, counts: new Map(facets.map((facet, index) => [facet.key, countsOf(facet, tallies[index])])) };
  }

  function countsOf(facet, tally) {
    const counts = new Map(facet.codes.map((code) => [code, 0]));
    facet.members.forEach((own, value) => {
      for (const code of own) counts.set(facet.codes[code], counts.get(facet.codes[code]) + tally[value]);
    });
    return counts;
  }

  /** Rows in order of `rank(row)`, a number or an ISO day; what has none comes last either way. */
  function sorted(rows, rank, descending) {
    const sign = descending ? -1 : 1;
    const ranks = new Map(rows.map((row) => [row, rank(row)]));
    const compare = (value, other) => Number(value > other) - Number(value < other);
    return [...rows].sort((row, other) => {
      const [first, second] = [ranks.get(row), ranks.get(other)];
      if (first === null || second === null) return Number(first === null) - Number(second === null) || row - other;
      return sign * compare(first, second) || row - other;
    });
  }

  Object.assign(mocgioi, { facetKeys, facetsOf, withRanges, ofAnyState, tells, knownFilters, applyFilters: apply, sorted });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
