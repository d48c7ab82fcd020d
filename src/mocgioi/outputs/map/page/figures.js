/* The figures of any markers, and the areas they are counted by: no page needed. */
(function (mocgioi) {
  'use strict';

  /** What markers are counted by, and the column that says where each belongs. */
  const AREA_COLUMNS = { commune: 'commune_code', post: 'post_code', district: 'district', stretch: 'stretch' };

  /** `part` of `whole` in per cent, one decimal, half up as in a report; null when `whole` is 0. */
  const percentOf = (part, whole) => (whole ? Math.floor((part * 2000 + whole) / (2 * whole)) / 10 : null);

  /** The counts of a tally by state: {told: see `model.told`, here of those counted; markers, needing, built, percent, byState: Map code → count}. */
  function figuresFrom({ symbology, told }, byState) {
    const figures = { told, markers: 0, needing: 0, built: 0, percent: null, byState };
    for (const { code, needs_road, road_built } of symbology.states) {
      const count = byState.get(code) || 0;
      figures.markers += count;
      if (needs_road) figures.needing += count;
      if (road_built) figures.built += count;
    }
    return toldOf(figures, byState.get(mocgioi.NOT_REPORTED) || 0);
  }

  /** Figures where anything is told of the whole: of those none of whose roads was reported nothing is known. */
  function toldOf(figures, unreported) {
    const known = figures.told && (!figures.needing || unreported < figures.needing);
    return { ...figures, told: known, percent: known ? percentOf(figures.built, figures.needing) : null };
  }

  /** Codes of the states whose markers need a road and have none, and of those whose markers have one. */
  function statesThat({ states }) {
    const codes = (holds) => new Set(states.filter(holds).map(({ code }) => code));
    return { left: codes((state) => state.needs_road && !state.road_built), built: codes((state) => state.road_built) };
  }

  /** The counts of `rows`, by the state that each has now; what has none is not counted. */
  function figuresOf(model, rows) {
    const { of, at } = model.register.codes('state');
    return figuresFrom(model, talliedBy(of, rows.length, (place) => at[rows[place]]));
  }

  function talliedBy(of, count, codeAt) {
    const tally = new Uint32Array(of.length);
    for (let place = 0; place < count; place += 1) tally[codeAt(place)] += 1;
    return new Map(of.map((code, index) => [code, tally[index]]).filter(([, own]) => own));
  }

  /** The tally by state that totals carry: those built and damaged are among the built of `by_status`. */
  function statesOfTotals({ facts: { totals }, symbology }) {
    const tally = new Map(Object.entries(totals.by_status).map(([code, count]) => [code, count || 0]));
    const { code } = symbology.states.find((state) => state.road_built && tally.has(state.code));
    return totals.built_damaged ? tally.set(code, tally.get(code) - totals.built_damaged).set('built_damaged', totals.built_damaged) : tally;
  }

  /** The counts of all markers; where the page has none, those it carries. */
  function figuresOfAll(model) {
    const { register } = model;
    if (!register.count) return figuresFrom(model, statesOfTotals(model));
    const { of, at } = register.codes('state');
    return figuresFrom(model, talliedBy(of, register.count, (row) => at[row]));
  }

  /** The counts of what filters leave, whatever its state: see `ofAnyState`. */
  const figuresOfFiltered = (model, filters, { counted }) => (Object.keys(mocgioi.ofAnyState(filters)).length ? figuresOf(model, counted) : figuresOfAll(model));

  /** The counts of an area of `areasOf`; without markers those that the page carries, of communes. */
  function figuresOfArea(model, { by, code: own, rows }) {
    if (model.register.count) return figuresOf(model, rows);
    const { markers_needing_road: needing, road_built: built } = (by === 'commune' && model.communes.find(({ code }) => code === own)) || { markers_needing_road: 0, road_built: 0 };
    const { code } = model.symbology.states.find((state) => state.road_built);
    return toldOf({ told: model.told, markers: needing, needing, built: built || 0, byState: new Map([[code, built || 0]]) }, built === null ? needing : 0);
  }

  /**
   * Whether a marker that counts since the day `since` was added within the year of `day`: as
   * `addition` of domain/counting.py says. All of them are ISO days, or empty: not known.
   */
  function isAddition(day, { since, completed, first }) {
    const ofYear = (on) => on.slice(0, 4) === day.slice(0, 4);
    if (!ofYear(since)) return false;
    const done = completed <= day ? completed : '';
    if (ofYear(done)) return true;
    return since !== first && !done;
  }

  /** Rows that stand in the figures as built, and were added within the year of `day`, ISO. */
  function newInYear({ register, symbology }, rows, day) {
    const { built } = statesThat(symbology);
    const [state, since, completed, first] = ['state', 'road_observed_on', 'road_completed_on', 'counted_first_on'].map((key) => register.codes(key));
    const holds = state.of.map((code) => built.has(code));
    const on = ({ of, at }, row) => of[at[row]] || '';
    return rows.filter((row) => holds[state.at[row]] && isAddition(day, { since: on(since, row), completed: on(completed, row), first: on(first, row) }));
  }

  /** Give the register columns of the former district and of the stretch, where it can be told. */
  function deriveAreas({ register, communes, facts }) {
    if (!register.count) return;
    const district = new Map(communes.filter((commune) => commune.district).map((commune) => [commune.code, commune.district]));
    const commune = register.column('commune_code');
    if (district.size) derive(register, 'district', (row) => district.get(commune(row)) ?? null);
    const km = register.column('border_km');
    const wide = facts.stretch_km;
    const stretch = (at) => `${at * wide}-${(at + 1) * wide}`;
    derive(register, 'stretch', (row) => (km(row) === null ? null : stretch(Math.floor(km(row) / wide + 1e-9))));
  }

  function derive(register, key, valueOf) {
    const index = new Map();
    const at = new Uint32Array(register.count);
    for (let row = 0; row < register.count; row += 1) {
      const value = valueOf(row);
      if (!index.has(value)) index.set(value, index.size);
      at[row] = index.get(value);
    }
    register.derive(key, { of: [...index.keys()], at });
  }

  /** Areas that are there whether they have a marker or not, in the order of the border. */
  function knownAreas({ communes, posts }, by) {
    if (by === 'district') return [...new Set(communes.map(({ district }) => district).filter(Boolean))];
    return ({ commune: communes, post: posts }[by] || []).map(({ code }) => code);
  }

  const made = new WeakMap();

  /**
   * The areas of one kind, in the order of the border: {by, code, rows}. Markers that belong to
   * none are the last one, of code null.
   */
  function areasOf(model, by) {
    if (!made.has(model.register)) made.set(model.register, new Map());
    const known = made.get(model.register);
    if (!known.has(by)) known.set(by, areasBy(model, by));
    return known.get(by);
  }

  function areasBy(model, by) {
    const rowsOf = new Map(knownAreas(model, by).map((code) => [code, []]));
    if (model.register.column(AREA_COLUMNS[by])) {
      const { of, at } = model.register.codes(AREA_COLUMNS[by]);
      const lists = of.map((code) => {
        if (!rowsOf.has(code)) rowsOf.set(code, []);
        return rowsOf.get(code);
      });
      for (let row = 0; row < at.length; row += 1) lists[at[row]].push(row);
    }
    const codes = [...rowsOf.keys()].sort((code, other) => Number(code === null) - Number(other === null));
    return codes.map((code) => ({ by, code, rows: rowsOf.get(code) }));
  }

  /* Names that say what they are by themselves. */
  const KIND_FIRST = /^(xã|phường|thị trấn|đặc khu|đồn|huyện|thành phố|thị xã) /i;

  /** What an area is called; `full` with what kind of area it is, and whose part of it is counted where that is not all. */
  function areaName(model, area, full = false) {
    const name = bareAreaName(model, area, full);
    return full && area.by !== 'post' ? model.words.text('area_part', { name }) : name;
  }

  function bareAreaName(model, { by, code }, full) {
    const { words } = model;
    if (code === null) return words.text(`area_none_${by}`);
    if (by === 'stretch') {
      const [from, to] = code.split('-').map((km) => words.number(Number(km)));
      return words.text(full ? 'stretch' : 'stretch_short', { from, to });
    }
    const places = { commune: model.communes, post: model.posts }[by] || [];
    const { name } = places.find((place) => place.code === code) || { name: code };
    return full && !KIND_FIRST.test(name) ? words.text(`area_full_${by}`, { name }) : name;
  }

  /** Areas with their figures, the lowest share first, of equal ones that with more left; of which nothing is told, and what needs no road, is last. */
  function rankedAreas(model, by) {
    const left = ({ figures }) => figures.needing - figures.built;
    const share = ({ figures }) => (figures.needing && figures.told ? figures.built / figures.needing : figures.needing ? 2 : 3);
    return areasOf(model, by).map((area) => ({ ...area, figures: figuresOfArea(model, area) }))
      .filter(({ code, figures }) => code !== null || figures.needing)
      .sort((area, other) => share(area) - share(other) || left(other) - left(area));
  }

  Object.assign(mocgioi, { AREA_COLUMNS, percentOf, figuresOf, statesThat, figuresOfAll, figuresOfFiltered, figuresOfArea, newInYear, deriveAreas, areasOf, areaName, rankedAreas });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
