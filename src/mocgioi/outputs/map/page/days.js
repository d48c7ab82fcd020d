/* The days before that of the map: what state each marker was in, and what is counted then. No page needed. */
(function (mocgioi) {
  'use strict';

  const DAY_MS = 864e5;
  const ISO = /^\d{4}-\d{2}-\d{2}$/;

  const isoOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  /** Days since 1970 of an ISO day. */
  const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
  /** Whether a text is a day of the calendar, ISO. */
  const isDay = (text) => ISO.test(text || '') && Number.isFinite(dayNumber(text)) && isoOf(dayNumber(text)) === text;
  /** Whether the page can tell of a day: of one not after its own, without markers of those that are counted. */
  const isKnownDay = ({ as_of, count, days }, day) => isDay(day) && day <= as_of && (count > 0 || day === as_of || days.counts.some((counts) => counts.day === day));
  const isYearEnd = (iso) => iso.endsWith('-12-31');

  /** The last place of sorted `values` whose value is not above `value`, or -1. */
  function lastUpTo(values, value) {
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The place of the one of sorted `values` that is nearest to `value`. */
  function nearestPlace(values, value) {
    const place = Math.max(0, lastUpTo(values, value));
    return place + 1 < values.length && values[place + 1] - value < value - values[place] ? place + 1 : place;
  }

  const DAMAGED = 'built_damaged';

  /** A column of codes in the making: its values in order of first sight. */
  class Dictionary {
    constructor(count) {
      this.of = [];
      this.at = new Uint32Array(count);
      this.all = null;
      this.places = new Map();
    }

    put(row, value) {
      if (!this.places.has(value)) {
        this.places.set(value, this.of.length);
        this.of.push(value);
      }
      this.at[row] = this.places.get(value);
    }
  }

  /** `list`: the days that one may choose, ISO, the oldest first; the last is the map's own. */
  class Days {
    constructor({ facts, register, symbology }) {
      const { on = { scale: 1, steps: '' }, size = 0, published, counts } = facts.days;
      this.facts = facts;
      this.register = register;
      this.published = published;
      this.counts = counts;
      this.totals = facts.totals;
      this.looks = symbology.states;
      const read = new mocgioi.Columns({ on }, size).column('on');
      this.changed = ['', ...Array.from({ length: size }, (_, at) => isoOf(read(at)))];
      this.list = this.choices();
      if (!this.any || !register.count) return;
      this.codes = symbology.states.map(({ code }) => code);
      this.statuses = this.codes.map((code, at) => (mocgioi.own(symbology.roads, code) ? code
        : symbology.states[at].road_built ? Object.keys(symbology.roads).find((status) => symbology.states.find((state) => state.code === status).road_built) : null));
      this.own = Object.fromEntries(['state', 'road_status', 'road_observed_on'].map((key) => [key, register.codes(key)]));
      this.own.state.all = this.codes;
    }

    /** What a column of codes says of a marker on the map's own day, whatever day is shown. */
    codeOnOwnDay(key, row) {
      const { of, at } = (this.own && this.own[key]) || this.register.codes(key);
      return of[at[row]];
    }

    /** Whether there is another day to choose than that of the map. */
    get any() {
      return this.list.length > 1;
    }

    /** Days of changes and publications, and every year's end from before the first of them. */
    choices() {
      const { as_of } = this.facts;
      const told = [...this.changed.slice(1), ...this.published.map(({ day }) => day), ...this.counts.map(({ day }) => day)];
      if (!told.length) return [as_of];
      const first = Number((this.changed[1] || told[0]).slice(0, 4)) - 1;
      const days = this.register.count ? told : this.counts.map(({ day }) => day);
      for (let year = first; this.register.count && year < Number(as_of.slice(0, 4)); year += 1) days.push(`${String(year).padStart(4, '0')}-12-31`);
      return [...new Set([...days.filter((day) => day < as_of), as_of])].sort();
    }

    /** The place in `list` of a day, or of the last one before it; the first where there is none. */
    placeOf(day) {
      return Math.max(0, lastUpTo(this.list, day));
    }

    /**
     * The states of each marker one after the other: those of `row` stand from `start[row]` to before
     * `start[row + 1]` in `since` (places in `changed`) and `state` (places in `codes`, beyond: absent).
     */
    course() {
      if (this.read) return this.read;
      const { count } = this.register;
      const { changes, since, state } = this.facts.days;
      const each = mocgioi.decodeRuns(changes, new Uint32Array(count));
      const start = new Uint32Array(count + 1);
      for (let row = 0; row < count; row += 1) start[row + 1] = start[row] + each[row];
      const placed = mocgioi.decodeRuns(since, new Uint32Array(start[count]));
      const further = new mocgioi.Columns({ state }, start[count]).column('state');
      const [sinces, states] = [new Uint32Array(start[count]), new Uint8Array(start[count])];
      const index = new Map(this.codes.map((code, at) => [code, at]));
      const place = new Map(this.changed.map((day, at) => [day, at]));
      const codeAt = (code) => (index.has(code) ? index.get(code) : this.codes.length);
      const { state: own, road_observed_on: observed } = this.own;
      let [at, newer] = [0, 0];
      for (let layer = 0; at < start[count]; layer += 1) {
        for (let row = 0; row < count; row += 1) {
          if (each[row] <= layer) continue;
          const slot = start[row + 1] - 1 - layer;
          sinces[slot] = placed[at] ? placed[at] - 1 : place.get(observed.of[observed.at[row]] || '');
          states[slot] = layer ? codeAt(further(newer)) : codeAt(own.of[own.at[row]]);
          at += 1;
          newer += layer ? 1 : 0;
        }
      }
      this.read = { start, since: sinces, state: states };
      return this.read;
    }

    /** Call `visit(row, slot)` with where the state of each marker on a day stands in `course`; -1: absent. */
    eachOn(day, visit) {
      const { start, since } = this.course();
      const until = lastUpTo(this.changed, day);
      for (let row = 0; row < this.register.count; row += 1) {
        let slot = start[row + 1] - 1;
        while (slot >= start[row] && since[slot] > until) slot -= 1;
        visit(row, slot < start[row] ? -1 : slot);
      }
    }

    /** Have register and totals say what they said as of a day. */
    show(day) {
      const { register, own, facts } = this;
      const today = day >= facts.as_of;
      if (register.count) {
        const columns = today ? own : this.columnsOn(day);
        for (const [key, values] of Object.entries(columns)) register.replace(key, values);
      }
      facts.totals = today ? this.totals : register.count ? this.totalsNow() : this.totalsOn(day);
    }

    /** The totals of what the register says now. */
    totalsNow() {
      const { of, at } = this.register.codes('state');
      const counts = new Map(of.map((code) => [code, 0]));
      for (const index of at) counts.set(of[index], counts.get(of[index]) + 1);
      const by_status = Object.fromEntries(Object.keys(this.totals.by_status).map((status) => [status, 0]));
      this.looks.forEach(({ code, needs_road }, place) => {
        if (needs_road) by_status[this.statuses[place] || code] += counts.get(code) || 0;
      });
      const markers = this.looks.reduce((sum, { code }) => sum + (counts.get(code) || 0), 0);
      return this.totalsOf({ by_status, markers, built_damaged: counts.get(DAMAGED) || 0 });
    }

    totalsOf({ by_status, markers, built_damaged }) {
      const needing = Object.values(by_status).reduce((sum, count) => sum + count, 0);
      const built = this.looks.filter((state) => state.road_built).reduce((sum, { code }) => sum + (by_status[code] || 0), 0);
      return { markers, markers_needing_road: needing, road_built: built, built_damaged, by_status,
        percent: needing ? Math.floor((built * 2000 + needing) / (2 * needing)) / 10 : null };
    }

    /** Columns of the register as of a day, each with the values it has alone. */
    columnsOn(day) {
      const { count } = this.register;
      const { start, since, state } = this.course();
      const made = { state: new Dictionary(count), road_status: new Dictionary(count), road_observed_on: new Dictionary(count) };
      this.eachOn(day, (row, slot) => {
        const code = slot < 0 ? this.codes.length : state[slot];
        const status = code < this.codes.length ? this.statuses[code] : null;
        let first = slot;
        while (status !== null && first > start[row] && this.statuses[state[first - 1]] === status) first -= 1;
        made.state.put(row, code < this.codes.length ? this.codes[code] : null);
        made.road_status.put(row, status);
        made.road_observed_on.put(row, status === null ? null : this.changed[since[first]] || null);
      });
      made.state.all = this.codes;
      return made;
    }

    /** Whether a marker counts as having its road on a day, 1 by row. */
    builtOn(day) {
      const { state } = this.course();
      const built = new Uint8Array(this.register.count);
      this.eachOn(day, (row, slot) => {
        built[row] = slot >= 0 && state[slot] < this.codes.length && this.looks[state[slot]].road_built ? 1 : 0;
      });
      return built;
    }

    /** Which of some markers (`shown`: 1 by row, null: all) gained or lost their road from day to day: {gained, lost} rows, `kinds` by row. */
    changesOf(days, shown) {
      const [then, now] = days.map((day) => this.builtOn(day));
      const changes = { gained: [], lost: [], kinds: new Map() };
      now.forEach((built, row) => {
        if (built === then[row] || (shown && !shown[row])) return;
        const kind = built ? 'gained' : 'lost';
        changes[kind].push(row);
        changes.kinds.set(row, kind);
      });
      return changes;
    }

    /**
     * The figures of some markers (`shown`: 1 by row, null: all) as of every day of `list`:
     * {day, needing, built, told}; nothing is told of some before anything is of all, or of any of them.
     */
    series(shown) {
      if (!this.register.count) return this.seriesOfCounts();
      const { start, since, state } = this.course();
      const sums = this.changed.map(() => [0, 0, 0, 0]);
      const worth = [...this.looks.map(({ code, needs_road, road_built }) => {
        const told = +(needs_road && code !== mocgioi.NOT_REPORTED);
        return [+needs_road, +road_built, told, told];
      }), [0, 0, 0, 0]];
      for (let row = 0; row < this.register.count; row += 1) {
        for (let slot = start[row]; slot < start[row + 1]; slot += 1) {
          const sum = sums[since[slot]];
          for (let at = shown && !shown[row] ? 3 : 0; at < 4; at += 1) {
            sum[at] += worth[state[slot]][at] - (slot > start[row] ? worth[state[slot - 1]][at] : 0);
          }
        }
      }
      let [needing, built, told, toldOfAll, next] = [0, 0, 0, 0, 0];
      return this.list.map((day) => {
        for (; next < sums.length && this.changed[next] <= day; next += 1) {
          needing += sums[next][0];
          built += sums[next][1];
          told += sums[next][2];
          toldOfAll += sums[next][3];
        }
        return { day, needing, built, told: toldOfAll > 0 && (told > 0 || !needing) };
      });
    }

    seriesOfCounts() {
      return this.list.map((day) => {
        const totals = this.totalsOn(day);
        return { day, needing: totals.markers_needing_road, built: totals.road_built, told: mocgioi.isTold(totals) };
      });
    }

    countsOn(day) {
      return this.counts.find((counts) => counts.day === day);
    }

    /** The totals of a page without markers, of one of the days that are counted or of the map's own. */
    totalsOn(day) {
      const counts = this.countsOn(day);
      return counts ? this.totalsOf(counts) : this.totals;
    }
  }

  Object.assign(mocgioi, { Days, isDay, isKnownDay, isYearEnd, dayNumber, nearestPlace });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
