/* The card: what is known of one marker, road, post or gate. Texts only through textContent. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes, sentence } = mocgioi;

  class Card {
    /** `actions`: select(row, together), goTo(row), measureFrom(row), area(area), all(), table(), survey(row), isSurveyed(number), extras(marker), opened(), closed(). */
    constructor(model, actions) {
      this.model = model;
      this.words = model.words;
      this.actions = actions;
      this.row = null;
      this.area = null;
      this.states = new Map([[null, model.symbology.absent], ...model.symbology.states.map((state) => [state.code, state])]);
      this.communes = new Map(model.communes.map((commune) => [commune.code, commune.name]));
      this.posts = new Map(model.posts.map((post) => [post.code, post.name]));
      this.heading = el('h2', 'mg-card-title');
      this.heading.id = 'mg-card-title';
      this.heading.tabIndex = -1;
      this.body = attributes(el('div', 'mg-card-body'), { tabindex: '0', role: 'group', 'aria-labelledby': 'mg-card-title' });
      const close = iconButton('×', this.words.text('close'), () => this.close());
      this.root = el('section', 'mg-card', null, el('div', 'mg-card-head', null, this.heading, close), this.body);
      this.root.setAttribute('aria-labelledby', 'mg-card-title');
      this.root.hidden = true;
      this.root.addEventListener('keydown', (event) => this.onKey(event));
    }

    get open() {
      return !this.root.hidden;
    }

    close() {
      if (!this.open) return;
      this.root.hidden = true;
      this.row = null;
      this.area = null;
      this.actions.closed();
    }

    onKey(event) {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      }
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step && this.row !== null && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        this.step(step);
      }
      event.stopPropagation();
    }

    step(by) {
      const row = this.row + by;
      if (row >= 0 && row < this.model.register.count) this.actions.select(row);
    }

    /** `quiet` leaves the focus where it is. */
    show(title, parts, { row = null, area = null, quiet = false } = {}) {
      this.row = row;
      this.area = area;
      this.heading.textContent = title;
      this.body.replaceChildren(...parts.filter(Boolean));
      this.root.hidden = false;
      this.actions.opened();
      this.body.scrollTop = 0;
      if (!quiet) this.heading.focus({ preventScroll: true });
    }

    /** `together`: rows of other markers under the same finger. */
    showMarker(row, { together = null, quiet = false } = {}) {
      const marker = this.model.register.get(row);
      const { words } = this;
      this.show(words.text('marker', { n: marker.number }), [
        this.stateLine(marker),
        this.dayLine(),
        ...this.alerts(marker),
        ...this.actions.extras(marker),
        this.photos(marker),
        this.cases(marker),
        this.walk(marker),
        this.chooser(together),
        this.facts(this.markerFacts(marker)),
        mocgioi.positionBlock(this.model, marker, words.text('marker', { n: marker.number })),
        this.servingRoads(marker.number),
        this.projects(marker.number),
        mocgioi.historyBlock(this.model, marker),
      ], { row, quiet });
    }

    stateLine(marker) {
      const { words } = this;
      const state = this.states.get(marker.state);
      const since = marker.road_observed_on ? el('span', 'mg-since', words.text('since_day', { day: words.date(marker.road_observed_on) })) : null;
      return el('p', 'mg-state', null, mocgioi.symbolPicture(state), el('strong', '', sentence(state[words.lang])), since);
    }

    /** That the state is of another day than all else, where it is. */
    dayLine() {
      const { words, model } = this;
      const { as_of } = model.facts;
      return model.day === as_of ? null : el('p', 'mg-note', words.text('time_card', { day: words.date(model.day), as_of: words.date(as_of) }));
    }

    alerts(marker) {
      const { words } = this;
      const made = [];
      const alert = (kind, key, note) => made.push(el('p', `mg-alert ${kind}`, null, el('strong', '', words.text(key)), el('span', '', note)));
      if (marker.alarm) {
        const [kind, key, note] = marker.alarm.weight === 'sure'
          ? ['mg-urgent', 'report_at_once', 'report_at_once_note'] : ['mg-perhaps', 'perhaps_at_once', 'perhaps_at_once_note'];
        alert(kind, key, ` · ${words.text(note, { what: marker.alarm.text[words.lang] })}`);
      }
      if (marker.marks.includes('contested')) alert('mg-contested', 'contested', `: ${words.text('contested_note')}`);
      if (marker.difference) alert('mg-differs', 'difference', `: ${mocgioi.differenceText(words, marker)}`);
      if (marker.overdue) {
        alert('mg-overdue', 'overdue', `: ${marker.last_observed_on
          ? words.text('overdue_note', { day: words.date(marker.last_observed_on) }) : words.text('never_observed')}`);
      }
      if (marker.illustrative) made.push(el('p', 'mg-chip', words.text('illustrative_marker')));
      return made;
    }

    /** What was done about damage, each case as its line of days. */
    cases(marker) {
      if (!marker.cases.length) return null;
      const lines = marker.cases.map((text) => el('p', '', text[this.words.lang]));
      return el('div', 'mg-cases', null, el('h3', '', this.words.text('cases')), ...lines);
    }

    /** Thumbnails that the page carries; anything but a picture of its own is left out. */
    photos(marker) {
      const shown = marker.photos.filter(({ data }) => /^data:image\/(jpeg|png|webp);base64,/.test(data));
      if (!shown.length) return null;
      return el('div', 'mg-photos', null, ...shown.map(({ data, taken_on }) => {
        const when = taken_on ? this.words.date(taken_on) : '';
        const picture = el('img');
        picture.src = data;
        picture.alt = this.words.text('photo_of', { n: marker.number, day: when }).trim();
        return el('figure', '', null, picture, el('figcaption', '', when));
      }));
    }

    coded(list, code) {
      return code === null || code === undefined ? null : sentence(this.words.code(list, code));
    }

    markerFacts(marker) {
      const { words } = this;
      const name = (names, code) => (code === null || code === undefined ? null : names.get(code) || code);
      const kind = [['kind', marker.kind], ['grouping', marker.grouping]]
        .filter(([, code]) => code).map(([list, code]) => words.code(list, code)).join(', ');
      return [
        ['road_status', marker.state === 'not_needed' ? this.coded('road_status', marker.road_status) : null],
        ['evidence', marker.evidence && mocgioi.sourceText(words, marker.evidence)],
        ...this.model.surveyed.map((aspect) => [aspect, this.coded(aspect, marker[aspect])]),
        ['last_observed_on', marker.last_observed_on && words.date(marker.last_observed_on)],
        ['funding', this.coded('funding', marker.funding)],
        ['measured', this.measured(marker)],
        ['nearest_road', this.nearestRoad(marker)],
        ['to_network', marker.measured === 'isolated' ? this.toNetwork(marker) : null],
        ['to_do', marker.advice && sentence(mocgioi.adviceText(this.model, marker))],
        ['commune', name(this.communes, marker.commune_code)],
        ['post', name(this.posts, marker.post_code)],
        ['kind', sentence(kind) || null],
        ['border_km', marker.border_km === null ? null : `km ${words.number(marker.border_km, 2)}`],
        ['note', marker.note],
      ];
    }

    measured(marker) {
      const { words } = this;
      if (marker.measured === 'near' && marker.nearest_road_m !== null) {
        return sentence(words.text('measured_near', { m: words.number(marker.nearest_road_m, marker.nearest_road_m < 10 ? 1 : 0) }));
      }
      return this.coded('measured', marker.measured);
    }

    nearestRoad(marker) {
      if (marker.nearest_road_m === null || marker.nearest_road_m === undefined) {
        return marker.measured === 'none' ? this.words.text('not_near', { m: this.words.number(this.model.facts.near_m) }) : null;
      }
      return [marker.nearest_road, this.words.distance(marker.nearest_road_m)].filter(Boolean).join(' · ');
    }

    /** How far the lines that reach an isolated marker are from the network. */
    toNetwork({ to_network_m }) {
      const { words } = this;
      return to_network_m === null ? words.text('to_network_unknown') : words.text('to_network_straight', { d: words.distance(to_network_m) });
    }

    /** A list of key and value; what is not known is left out. */
    facts(pairs) {
      const list = el('dl', 'mg-facts');
      for (const [key, value] of pairs) {
        if (value === null || value === undefined || value === '') continue;
        list.append(el('div', '', null, el('dt', '', this.words.heading(key)), el('dd', '', value)));
      }
      return list;
    }

    servingRoads(number) {
      const roads = this.model.roads.filter((road) => road.serves.includes(number));
      if (!roads.length) return null;
      const box = el('div', '', null, el('h3', '', this.words.text('served_by')));
      for (const road of roads) box.append(el('h4', '', this.roadName(road)), this.facts(this.roadFacts(road)));
      return box;
    }

    roadName(road) {
      return road.name || this.words.text('road');
    }

    /** Width and length; where no length is stated, that of the line, said to be so. */
    size({ width_m, length_m, drawn_m = null }) {
      const { words } = this;
      const width = width_m === null ? null : `${words.number(width_m, 1)} m`;
      const length = length_m === null ? null : `${words.number(length_m)} m`;
      if (width && length) return [['size', `${width} × ${length}`]];
      const drawn = drawn_m === null ? null : words.text('length_drawn', { d: `${words.number(drawn_m)} m` });
      return [['width', width], ['length', length || drawn]];
    }

    money(amount_vnd) {
      return amount_vnd === null ? null : this.words.money(amount_vnd);
    }

    roadFacts(road) {
      const { words } = this;
      return [
        ['road_status', this.coded('road_status', road.status)],
        ['road_class', this.coded('road_class', road.road_class)],
        ['road_condition', this.coded('road_condition', road.condition)],
        ['surface', road.surface === null ? null : mocgioi.surfaceLabel(words, road.surface)],
        ...this.size(road),
        ['cost', this.money(road.cost_vnd)],
        ['funding', this.coded('funding', road.funding)],
        ['completed_on', road.completed_on && words.date(road.completed_on)],
      ];
    }

    /** Projects that built for a marker, with what each donor gave. */
    projects(number) {
      const { words } = this;
      const projects = this.model.projects.filter((project) => project.serves.includes(number));
      if (!projects.length) return null;
      const box = el('div', '', null, el('h3', '', words.text('projects')));
      for (const project of projects) {
        const given = project.donors.map((donor) => el('li', '', null, el('strong', '', donor.donor || words.text('donor_unnamed')), ` · ${this.gift(donor)}`));
        box.append(el('h4', '', project.name || project.code), this.facts([
          ...this.size(project),
          ['cost', this.money(project.cost_vnd)],
          ['funding', this.coded('funding', project.funding)],
          ['completed_on', project.completed_on && words.date(project.completed_on)],
        ]));
        if (given.length) box.append(el('h5', '', words.text('donors')), el('ul', 'mg-donors', null, ...given));
      }
      return box;
    }

    gift({ kind, amount_vnd, working_days, words: note }) {
      const { words } = this;
      const days = working_days === null ? null : words.text('working_days', { n: words.number(working_days) });
      return [words.code('contribution_kind', kind), this.money(amount_vnd), days, note].filter(Boolean).join(', ');
    }

    showRoad(road) {
      const serves = el('div', 'mg-chips');
      for (const number of road.serves) {
        const row = this.model.register.rowOf(number);
        serves.append(row === undefined ? el('span', 'mg-chip', number) : button('mg-chip-button', number, () => this.actions.select(row)));
      }
      this.show(this.roadName(road), [this.facts(this.roadFacts(road)), road.serves.length ? el('h3', '', this.words.text('serves')) : null, serves]);
    }

    /** A stretch of the border line: its figures, and the markers in it that wait for a road. */
    showStretch(stretch, basis) {
      const { words } = this;
      const has = new Set(stretch[basis]);
      const without = el('div', 'mg-chips', null, ...stretch.needing.filter((row) => !has.has(row)).map((row) => this.chip(row, null)));
      this.show(mocgioi.stretchName(words, stretch), [
        this.facts([
          ['stretch_needing', words.number(stretch.needing.length)],
          ...['declared', 'measured'].map((own) => [`colour_by_${own}`, mocgioi.figureText(words, mocgioi.figuresOfStretch(this.model, stretch, own))]),
        ]),
        without.childElementCount ? el('h3', '', words.text(`stretch_without_${basis}`)) : null,
        without,
      ]);
    }

    /** An area of `mocgioi.areasOf`; see area.js. */
    showArea(area, { quiet = false } = {}) {
      this.show(mocgioi.areaName(this.model, area, true), mocgioi.areaParts(this, area), { area: mocgioi.areaKey(area), quiet });
    }

    showPlace(kind, place) {
      const symbol = this.model.symbology.places[kind];
      this.show(place.name, [
        el('p', 'mg-state', null, mocgioi.symbolPicture(symbol), el('strong', '', sentence(place.kind ? this.words.code('gate_kind', place.kind) : symbol[this.words.lang]))),
        place.illustrative ? el('p', 'mg-chip', this.words.text('illustrative_marker')) : null,
        mocgioi.positionBlock(this.model, place, place.name),
      ]);
    }

    /** Markers that stand too close together to be told apart by a finger. */
    chooser(together) {
      if (!together || !together.length) return null;
      const chips = el('div', 'mg-chips', null, ...together.map((other) => this.chip(other, together)));
      return el('div', 'mg-together', null, el('h3', '', this.words.text('same_place')), chips);
    }

    /** A button of a marker, with the symbol of its state. */
    chip(row, together) {
      const { register } = this.model;
      const made = button('mg-chip-button', null, () => this.actions.select(row, together));
      made.append(mocgioi.symbolPicture(this.states.get(register.column('state')(row))), register.column('number')(row));
      if (row === this.row) made.setAttribute('aria-current', 'true');
      return made;
    }

    walk(marker) {
      const { words, model } = this;
      const bar = el('div', 'mg-walk');
      /** @type {[number, string, string][]} */
      const ways = [[-1, 'previous', '‹'], [1, 'next', '›']];
      for (const [by, key, sign] of ways) {
        const row = marker.row + by;
        if (row < 0 || row >= model.register.count) continue;
        const number = model.register.column('number')(row);
        const step = button('mg-button', by < 0 ? `${sign} ${number}` : `${number} ${sign}`, () => this.actions.select(row));
        step.setAttribute('aria-label', words.text(key, { n: number }));
        bar.append(step);
      }
      if (marker.longitude !== null && marker.longitude !== undefined) {
        bar.append(button('mg-button mg-main', words.text('go_to'), () => this.actions.goTo(marker.row)),
          button('mg-button', words.text('measure_from'), () => this.actions.measureFrom(marker.row)));
      }
      // Nobody goes to inspect a marker that is no more.
      if (model.days.codeOnOwnDay('state', marker.row) !== null) bar.append(button('mg-button', words.text(this.actions.isSurveyed(marker.number) ? 'survey_go_on' : 'survey_begin'), () => this.actions.survey(marker.row)));
      return bar;
    }
  }

  Object.assign(mocgioi, { Card });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
