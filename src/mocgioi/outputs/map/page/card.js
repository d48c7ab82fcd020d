/* The card: what is known of one marker, road, post or gate. Texts only through textContent. */
(function (mocgioi) {
  'use strict';

  const { el, button, sentence } = mocgioi;

  class Card {
    /** `actions`: select(row, together), goTo(row), opened(), closed(). */
    constructor(model, actions) {
      this.model = model;
      this.words = model.words;
      this.actions = actions;
      this.states = new Map(model.symbology.states.map((state) => [state.code, state]));
      this.communes = new Map(model.communes.map((commune) => [commune.code, commune.name]));
      this.posts = new Map(model.posts.map((post) => [post.code, post.name]));
      this.heading = el('h2', 'mg-card-title');
      this.heading.id = 'mg-card-title';
      this.heading.tabIndex = -1;
      this.body = el('div', 'mg-card-body');
      const close = button('mg-icon-button', '×', () => this.close());
      close.setAttribute('aria-label', this.words.text('close'));
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

    show(title, parts, row = null) {
      this.row = row;
      this.heading.textContent = title;
      this.body.replaceChildren(...parts.filter(Boolean));
      this.root.hidden = false;
      this.actions.opened();
      this.body.scrollTop = 0;
      this.heading.focus({ preventScroll: true });
    }

    /** `together`: rows of other markers under the same finger. */
    showMarker(row, together) {
      const marker = this.model.register.get(row);
      const { words } = this;
      this.show(words.text('marker', { n: marker.number }), [
        this.stateLine(marker),
        ...this.alerts(marker),
        this.facts(this.markerFacts(marker)),
        this.servingRoads(marker.number),
        this.chooser(together),
        this.walk(marker),
      ], row);
    }

    stateLine(marker) {
      const state = this.states.get(marker.state);
      return el('p', 'mg-state', null, mocgioi.symbolPicture(state), el('strong', '', sentence(state[this.words.lang])));
    }

    alerts(marker) {
      const { words } = this;
      const made = [];
      if (marker.marks.includes('report_at_once')) {
        const condition = words.code('marker_condition', marker.marker_condition);
        made.push(el('p', 'mg-alert', null, el('strong', '', words.text('report_at_once')),
          ` · ${words.text('report_at_once_note', { condition })}`));
      }
      if (marker.marks.includes('contested')) {
        made.push(el('p', 'mg-alert mg-contested', null, el('strong', '', words.text('contested')),
          `: ${words.text('contested_note')}`));
      }
      if (marker.illustrative) made.push(el('p', 'mg-chip', words.text('illustrative_marker')));
      return made;
    }

    coded(list, code) {
      return code === null ? null : sentence(this.words.code(list, code));
    }

    markerFacts(marker) {
      const { words } = this;
      const name = (names, code) => (code === null ? null : names.get(code) || code);
      const kind = [['kind', marker.kind], ['grouping', marker.grouping]]
        .filter(([, code]) => code !== null).map(([list, code]) => words.code(list, code)).join(', ');
      const metres = (value) => words.number(value, value < 10 ? 1 : 0);
      const near = marker.measured === 'near' && marker.nearest_road_m !== null;
      return [
        ['road_status', marker.state === 'not_needed' ? this.coded('road_status', marker.road_status) : null],
        ['since', marker.road_observed_on && words.date(marker.road_observed_on)],
        ['evidence', marker.evidence && this.source(marker.evidence)],
        ['road_condition', this.coded('road_condition', marker.road_condition)],
        ['funding', this.coded('funding', marker.funding)],
        ['measured', near ? sentence(words.text('measured_near', { m: metres(marker.nearest_road_m) }))
          : this.coded('measured', marker.measured)],
        ['nearest_road', marker.nearest_road_m === null ? null : `${metres(marker.nearest_road_m)} m`],
        ['marker_condition', this.coded('marker_condition', marker.marker_condition)],
        ['commune', name(this.communes, marker.commune_code)],
        ['post', name(this.posts, marker.post_code)],
        ['kind', sentence(kind) || null],
        ['border_km', marker.border_km === null ? null : `km ${words.number(marker.border_km, 2)}`],
        ['position', this.position(marker)],
      ];
    }

    /** Where an observation comes from: file and row, and who saw it. */
    source({ file, row, observer }) {
      const at = row === null ? '' : `, ${this.words.text('row')} ${row}`;
      return [file && `${file}${at}`, observer].filter(Boolean).join(' · ');
    }

    position(place) {
      if (place.longitude === null || place.latitude === null) return this.words.text('position_unknown');
      return `${place.latitude.toFixed(6)}, ${place.longitude.toFixed(6)}`;
    }

    /** A list of key and value; what is not known is left out. */
    facts(pairs) {
      const list = el('dl', 'mg-facts');
      for (const [key, value] of pairs) {
        if (value === null || value === undefined || value === '') continue;
        list.append(el('div', '', null, el('dt', '', this.words.text(key)),
          el('dd', key === 'position' ? 'mg-number' : '', value)));
      }
      return list;
    }

    servingRoads(number) {
      const roads = this.model.roads.filter((road) => road.serves.includes(number));
      if (!roads.length) return null;
      const box = el('div', 'mg-roads', null, el('h3', '', this.words.text('served_by')));
      for (const road of roads) box.append(el('h4', '', this.roadName(road)), this.facts(this.roadFacts(road)));
      return box;
    }

    roadName(road) {
      return road.name || this.words.text('road');
    }

    roadFacts(road) {
      const { words } = this;
      const size = [road.width_m === null ? null : `${words.number(road.width_m, 1)} m`,
        road.length_m === null ? null : `${words.number(road.length_m, 0)} m`].filter(Boolean).join(' × ');
      const million = road.cost_vnd !== null && road.cost_vnd >= 1e6;
      const cost = road.cost_vnd === null ? null : million
        ? `${words.number(road.cost_vnd / 1e6, 1)} ${words.text('unit_million')}`
        : `${words.number(road.cost_vnd, 0)} ${words.text('dong')}`;
      return [
        ['status', this.coded('road_status', road.status)],
        ['road_class', this.coded('road_class', road.road_class)],
        ['road_condition', this.coded('road_condition', road.condition)],
        ['surface', road.surface],
        ['size', size],
        ['cost', cost],
        ['funding', this.coded('funding', road.funding)],
        ['completed_on', road.completed_on && words.date(road.completed_on)],
      ];
    }

    showRoad(road) {
      const serves = el('div', 'mg-chips');
      for (const number of road.serves) {
        const row = this.model.register.rowOf(number);
        serves.append(row === undefined ? el('span', 'mg-chip', number)
          : button('mg-chip-button', number, () => this.actions.select(row)));
      }
      this.show(this.roadName(road), [
        this.facts(this.roadFacts(road)),
        road.serves.length ? el('h3', '', this.words.text('serves')) : null,
        serves,
      ]);
    }

    showPlace(kind, place) {
      const what = this.model.symbology.places[kind][this.words.lang];
      this.show(place.name, [
        el('p', 'mg-state', null, mocgioi.symbolPicture(this.model.symbology.places[kind]),
          el('strong', '', sentence(place.kind || what))),
        place.illustrative ? el('p', 'mg-chip', this.words.text('illustrative_marker')) : null,
        this.facts([['position', this.position(place)]]),
      ]);
    }

    /** Markers that stand too close together to be told apart by a finger. */
    chooser(together) {
      if (!together || !together.length) return null;
      const { register } = this.model;
      const row = el('div', 'mg-chips');
      for (const other of together) {
        const chip = button('mg-chip-button', null, () => this.actions.select(other, together));
        chip.append(mocgioi.symbolPicture(this.states.get(register.column('state')(other))),
          register.column('number')(other));
        if (other === this.row) chip.setAttribute('aria-current', 'true');
        row.append(chip);
      }
      return el('div', 'mg-together', null, el('h3', '', this.words.text('same_place')), row);
    }

    walk(marker) {
      const { words, model } = this;
      const bar = el('div', 'mg-walk');
      for (const [by, key, sign] of [[-1, 'previous', '‹'], [1, 'next', '›']]) {
        const row = marker.row + by;
        if (row < 0 || row >= model.register.count) continue;
        const number = model.register.column('number')(row);
        const step = button('mg-button', by < 0 ? `${sign} ${number}` : `${number} ${sign}`, () => this.actions.select(row));
        step.setAttribute('aria-label', words.text(key, { n: number }));
        bar.append(step);
      }
      if (marker.longitude !== null) {
        bar.append(button('mg-button mg-main', words.text('go_to'), () => this.actions.goTo(marker.row)));
      }
      return bar;
    }
  }

  Object.assign(mocgioi, { Card });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
