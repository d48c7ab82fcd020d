/* The time bar: choose a day, let the days run, compare two of them. All of the page follows the day. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes } = mocgioi;
  const STEP_MS = 450;
  const STEPS_OF_A_RUN = 48;
  const CHIPS = 120;
  /* Layers that are coloured by the states of markers. */
  const OF_THE_DAY = ['stretches', 'coverage'];

  /* A day of the view, null: that of the map, or none. */
  let carried = null;
  for (const key of ['day', 'since']) {
    mocgioi.viewPart(key, {
      first: (own) => {
        carried = own;
        return null;
      },
      read: (params) => (mocgioi.isKnownDay(carried, params.get(key)) ? params.get(key) : null),
      put: (day, params) => params.set(key, day),
    });
  }

  class Time {
    constructor(page) {
      this.page = page;
      this.model = page.model;
      this.days = page.model.days;
      this.opened = false;
      this.changes = null;
      const { communes } = this.model;
      this.communes = communes.map(({ markers_needing_road, road_built }) => ({ markers_needing_road, road_built }));
      this.go();
      page.state.on(['day'], () => this.follow());
      page.state.on(['since'], () => page.update());
    }

    get day() {
      const { day } = this.page.state.view;
      return day !== null && day < this.model.facts.as_of ? day : this.model.facts.as_of;
    }

    /** Have register, communes and facets be those of the day. */
    go() {
      const { model, page, day } = this;
      if (day === model.day) return;
      model.day = day;
      this.days.show(day);
      this.recount();
      page.facets = mocgioi.facetsOf(model.register, model.surveyed);
      page.canvas.restate();
    }

    /** The figures that communes carry, as of the day. */
    recount() {
      const { register, communes, symbology } = this.model;
      const counts = this.days.countsOn(this.model.day);
      const byCode = new Map(communes.map((commune) => [commune.code, [0, 0, 0]]));
      const looks = new Map(symbology.states.map((state) => [state.code, state]));
      const [code, state] = ['commune_code', 'state'].map((key) => register.count && register.column(key));
      for (let row = 0; row < register.count; row += 1) {
        const [sum, look] = [byCode.get(code(row)), looks.get(state(row))];
        if (!sum || !look) continue;
        sum[0] += look.needs_road ? 1 : 0;
        sum[1] += look.road_built ? 1 : 0;
        sum[2] += look.needs_road && look.code !== mocgioi.NOT_REPORTED ? 1 : 0;
      }
      byCode.forEach((sum) => {
        if (sum[0] && !sum[2]) sum[1] = null;
      });
      communes.forEach((commune, at) => {
        const [needing, built] = (register.count ? byCode : new Map(Object.entries((counts || { communes: {} }).communes))).get(commune.code) || [0, 0];
        Object.assign(commune, this.model.day === this.model.facts.as_of ? this.communes[at] : { markers_needing_road: needing, road_built: built });
      });
    }

    /** Somebody chose a day: what was read of another one is read anew. */
    follow() {
      const { page, model } = this;
      const codes = () => page.facets.filter((facet) => facet.present).flatMap((facet) => facet.codes).join(' ');
      const before = codes();
      this.go();
      if (codes() !== before) page.facetBoxes = null;
      if (page.table) page.table.columns = mocgioi.columnsOf(model, () => page.look);
      page.refilter();
      page.update();
      if (page.scene.filtered || OF_THE_DAY.some((name) => page.state.view.layers.includes(name))) page.redrawLayers();
      page.panel.open(page.state.view.tab, page.sheetUp);
      if (page.card.open && page.card.row !== null) page.card.showMarker(page.card.row, { quiet: true });
    }

    /** Which markers the filters leave, whatever their state: 1 by row, null for all. */
    get filtered() {
      const filters = mocgioi.ofAnyState(this.page.state.view.filters);
      if (!Object.keys(filters).length) return null;
      const { register } = this.model;
      const facets = mocgioi.withRanges(this.page.facets.filter((facet) => !facet.present), register, filters);
      return mocgioi.applyFilters(facets, filters, register.count).shown;
    }

    below() {
      if (!this.days.any) return [];
      const { words } = this.model;
      this.play = iconButton('▶', words.text('time_play'), () => this.run());
      this.slider = attributes(el('input', 'mg-time-slider'), { type: 'range', 'aria-label': words.text('time_slider'), step: '1' });
      this.numbers = this.days.list.map(mocgioi.dayNumber);
      attributes(this.slider, { min: this.numbers[0], max: this.numbers[this.numbers.length - 1] });
      this.slider.addEventListener('input', () => this.slide());
      this.said = el('span', 'mg-time-day');
      this.figure = el('span', 'mg-time-figure');
      this.toggle = button('mg-time-toggle', null, () => this.turn(!this.opened));
      this.toggle.append(this.said, this.figure, attributes(el('span', 'mg-time-sign'), { 'aria-hidden': 'true' }));
      attributes(this.toggle, { 'aria-controls': 'mg-time-body' });
      this.body = el('div', 'mg-time-body');
      this.body.id = 'mg-time-body';
      this.curve = attributes(el('canvas', 'mg-time-curve'), { role: 'img' });
      this.curve.addEventListener('click', (event) => this.pressCurve(event));
      this.marks = el('ul', 'mg-time-marks');
      this.rest = el('p', 'mg-time-rest');
      this.began = el('p', 'mg-time-began');
      this.against = el('div', 'mg-time-against');
      this.body.append(this.curve, this.began, el('div', 'mg-time-choices', null, this.years(), this.comparison()), this.against, this.marks);
      const root = el('section', 'mg-time', null, el('div', 'mg-time-line', null, this.play, this.slider, this.toggle), this.rest, this.body);
      attributes(root, { 'aria-label': words.text('time') });
      root.addEventListener('keydown', (event) => {
        event.stopPropagation();
        if (event.key !== 'Escape' || !this.opened) return;
        this.turn(false);
        this.toggle.focus();
      });
      new ResizeObserver(() => this.draw()).observe(this.curve);
      this.root = root;
      this.open(this.opened);
      this.showRunning();
      return [root];
    }

    /** Open or close the bar, and keep what the map shows clear of it. */
    turn(on) {
      this.open(on);
      this.page.back.settleSoon();
      this.page.refit();
    }

    open(on) {
      this.opened = on;
      this.root.classList.toggle('mg-time-open', on);
      this.body.hidden = !on;
      attributes(this.toggle, { 'aria-expanded': String(on) });
      if (on && this.series) this.tell();
    }

    years() {
      const { words } = this.model;
      const ends = this.days.list.filter(mocgioi.isYearEnd);
      this.ends = new Map([...ends, null].map((day) => [day, button('mg-time-year', day ? day.slice(0, 4) : words.text('time_latest'), () => this.choose(day))]));
      return attributes(el('div', 'mg-time-years', null, ...this.ends.values()), { role: 'group', 'aria-label': words.text('time_years') });
    }

    comparison() {
      const { words } = this.model;
      this.since = el('select', 'mg-time-select');
      this.since.addEventListener('change', () => this.page.state.set({ since: this.since.value || null }));
      return el('div', 'mg-time-since', null, el('label', '', null, el('span', '', words.text('time_since')), this.since),
        button('mg-time-year', words.text('time_since_here'), () => this.page.state.set({ since: this.model.day })));
    }

    dayName(day) {
      const { words } = this.model;
      return mocgioi.isYearEnd(day) ? words.text('time_year_end', { year: day.slice(0, 4) }) : words.date(day);
    }

    figureText({ needing, built, told }) {
      const { words } = this.model;
      return told ? `${words.number(built)}/${words.number(needing)}` : words.text('time_untold');
    }

    valueText(point) {
      return this.model.words.text('time_value', { day: this.model.words.date(point.day), figure: this.figureText(point) });
    }

    choose(day) {
      this.page.state.set({ day: day === null || day >= this.model.facts.as_of ? null : day });
    }

    /** The slider goes from day to day of the list; a step of one calendar day means the next of them. */
    slide() {
      this.stop();
      const value = Number(this.slider.value);
      const before = this.days.placeOf(this.model.day);
      let place = mocgioi.nearestPlace(this.numbers, value);
      if (place === before && value !== this.numbers[before]) place += value > this.numbers[before] ? 1 : -1;
      this.choose(this.days.list[Math.max(0, Math.min(this.numbers.length - 1, place))]);
      this.slider.value = mocgioi.dayNumber(this.model.day);
    }

    pressCurve(event) {
      const box = this.curve.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      this.slider.value = Math.round(this.numbers[0] + share * (this.numbers[this.numbers.length - 1] - this.numbers[0]));
      this.slide();
    }

    /** Let the days run from the one shown, or from the first; it is steps, no animation. */
    run() {
      if (this.running) {
        this.stop();
        return;
      }
      const { list } = this.days;
      const by = Math.max(1, Math.ceil(list.length / STEPS_OF_A_RUN));
      if (this.days.placeOf(this.model.day) === list.length - 1) this.choose(list[0]);
      this.running = setInterval(() => {
        const place = Math.min(list.length - 1, this.days.placeOf(this.model.day) + by);
        this.choose(list[place]);
        if (place === list.length - 1) this.stop();
      }, STEP_MS);
      this.showRunning();
    }

    stop() {
      clearInterval(this.running);
      this.running = null;
      this.showRunning();
    }

    showRunning() {
      const name = this.model.words.text(this.running ? 'time_pause' : 'time_play');
      this.play.textContent = this.running ? '❚❚' : '▶';
      attributes(this.play, { 'aria-label': name, title: name });
    }

    update() {
      if (!this.root) return;
      this.shown = this.filtered;
      this.series = this.days.series(this.shown);
      this.changes = this.compared(this.shown);
      this.tell();
    }

    /** The day shown and that compared with, the earlier first; null without one. */
    get pair() {
      const { since } = this.page.state.view;
      return since === null || since === this.model.day ? null : [since, this.model.day].sort();
    }

    /** What changed from the earlier of the days compared to the later: see `Days.changesOf`; null without two. */
    compared(shown) {
      return this.pair && this.model.register.count ? this.days.changesOf(this.pair, shown) : null;
    }

    pointOn(day) {
      return { ...this.series[this.days.placeOf(day)], day };
    }

    tell() {
      const { words, day, facts } = this.model;
      const point = this.pointOn(day);
      this.slider.value = mocgioi.dayNumber(day);
      attributes(this.slider, { 'aria-valuetext': this.valueText(point) });
      this.said.textContent = words.date(day);
      this.figure.textContent = this.figureText(point);
      this.root.classList.toggle('mg-time-past', day !== facts.as_of);
      const past = day < facts.as_of && this.model.register.count > 0;
      this.rest.textContent = [this.page.state.view.filters.state && `${mocgioi.sentence(words.text('share_of_any_state'))}.`,
        past && words.text('time_rest', { day: words.date(day), as_of: words.date(facts.as_of) })].filter(Boolean).join(' ');
      this.rest.hidden = !this.rest.textContent;
      if (!this.opened) return;
      for (const [end, press] of this.ends) attributes(press, { 'aria-pressed': String(end === null ? day === facts.as_of : end === day) });
      const first = this.series.findIndex(({ told }) => told);
      this.began.hidden = first < 1;
      if (first > 0) this.began.textContent = words.text('time_began', { day: words.date(this.series[first].day) });
      this.tellSince();
      this.tellMarks();
      this.draw();
    }

    tellSince() {
      const { words } = this.model;
      const { since } = this.page.state.view;
      const offered = this.days.list.filter((day) => mocgioi.isYearEnd(day) || this.days.published.some((mark) => mark.day === day) || day === since);
      if (since !== null && !offered.includes(since)) offered.push(since);
      this.since.replaceChildren(...['', ...offered].map((day) => {
        const option = el('option', '', day ? this.dayName(day) : words.text('time_since_none'));
        option.value = day;
        option.selected = day === (since || '');
        return option;
      }));
      this.against.replaceChildren(...(this.net ? this.difference() : []));
    }

    /**
     * Two days in words, for a text.
     * @param {string} key
     * @param {string[]} pair
     */
    spanText(key, pair, more = {}) {
      const [from, to] = pair;
      return this.model.words.text(key, { from: this.dayName(from), to: this.dayName(to), ...more });
    }

    /** How the figure has moved from the earlier to the later of two days; empty where none is compared. */
    get net() {
      if (!this.root || !this.pair) return '';
      const { words } = this.model;
      const [then, now] = this.pair.map((day) => this.pointOn(day));
      const net = now.built - then.built;
      const n = then.told && now.told ? `${net > 0 ? '+' : net < 0 ? '−' : '±'}${words.number(Math.abs(net))}` : words.text('time_untold');
      return this.spanText('time_difference', this.pair, { n });
    }

    difference() {
      const { words } = this.model;
      const made = [attributes(el('p', 'mg-time-net', this.net), { role: 'status' })];
      for (const kind of this.changes ? ['gained', 'lost'] : []) {
        const rows = this.changes[kind];
        if (!rows.length) continue;
        const chips = rows.slice(0, CHIPS).map((row) => button('mg-chip-button', this.model.register.column('number')(row), () => this.page.select(row)));
        const more = rows.length > CHIPS ? el('p', 'mg-note', words.text('time_more', { n: words.number(rows.length - CHIPS) })) : null;
        made.push(el('details', 'mg-time-changes', null, el('summary', '', null, mocgioi.changePicture(kind), el('span', '', words.text(`time_${kind}`, { n: words.number(rows.length) }))),
          el('div', 'mg-chips', null, ...chips), more));
      }
      return made;
    }

    /** What was published, where the figures are those of the whole register. */
    get published() {
      return this.shown ? [] : this.days.published;
    }

    tellMarks() {
      const { words } = this.model;
      this.marks.replaceChildren(...this.published.map((mark) => {
        const figure = [mark.road_built, mark.markers_needing_road].filter((part) => part !== null).map((part) => words.number(part)).join('/');
        const said = [words.text('time_published', { day: words.date(mark.day), figure }), mark.inferred ? words.text('time_inferred') : null,
          mark.own ? words.text('time_own') : null, mark.source].filter(Boolean).join(' · ');
        return el('li', mark.own ? 'mg-own' : '', null, button('mg-time-mark', mocgioi.sentence(said), () => this.choose(mark.day)));
      }));
      const ends = this.series.filter(({ day }, at) => mocgioi.isYearEnd(day) || at === this.series.length - 1);
      attributes(this.curve, { 'aria-label': words.text('time_curve', { points: ends.map((point) => this.valueText(point)).join('; ') }) });
    }

    draw() {
      if (!this.opened || !this.series) return;
      const style = getComputedStyle(this.root);
      const [ink, soft, accent, paper] = ['--ink', '--soft', '--accent', '--paper'].map((name) => style.getPropertyValue(name).trim());
      mocgioi.drawCurve(this.curve, { series: this.series, marks: this.published, at: this.model.day, since: this.page.state.view.since, ink, soft, accent, paper });
    }

    /** An opened bar is put away by *back* on a phone. */
    covers() {
      return this.opened ? [{ close: () => this.turn(false) }] : [];
    }

    /** What the comparison marks, for the key. */
    key() {
      const changes = this.compared(this.filtered);
      if (!changes) return [];
      const { words } = this.model;
      const rows = ['gained', 'lost'].filter((kind) => changes[kind].length)
        .map((kind) => ({ picture: mocgioi.changePicture(kind), label: words.text(`time_key_${kind}`), count: changes[kind].length }));
      return [{ title: this.spanText('time_key', this.pair), rows }];
    }

    overlay(canvas, ctx) {
      if (!this.changes || !canvas.visible.markers) return;
      const r = mocgioi.radiusAt(canvas._map.getZoom());
      canvas._eachPoint(canvas._bounds, (row, x, y) => {
        const kind = this.changes.kinds.get(row);
        if (kind) mocgioi.drawChange(ctx, kind, x, y, r);
      });
    }
  }

  mocgioi.feature((page) => {
    page.time = new Time(page);
    return page.time;
  });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
