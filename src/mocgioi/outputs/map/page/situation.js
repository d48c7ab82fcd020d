/* The sheet the page opens on: areas with the lowest share first, each to be pressed. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes } = mocgioi;
  const KINDS = Object.keys(mocgioi.AREA_COLUMNS);

  mocgioi.viewPart('by', {
    first: () => KINDS[0],
    read: (params, first) => (KINDS.includes(params.get('by')) ? params.get('by') : first),
    put: (by, params) => params.set('by', by),
  });

  /** Kinds of areas that tell markers apart here. */
  const kindsOf = (model) => (model.register.count ? KINDS : KINDS.slice(0, 1)).filter((by) => mocgioi.areasOf(model, by).filter(({ code }) => code !== null).length > 1);

  /** How the number of built roads has moved within the year of the day: `+3`, or empty where nothing is known of it. */
  function changeText({ words }, count) {
    return count ? `+${words.number(count)}` : '';
  }

  class Situation {
    constructor(page) {
      this.page = page;
      this.budget = new mocgioi.Budget(page);
      this.ranking = el('div', 'mg-ranking');
      this.root = el('div', '', null, this.ranking, this.budget.root, this.budget.detail);
      this.stale = true;
      page.follow(this.budget.root, '--budget');
    }

    /** The sheet, up to date. */
    sheet() {
      if (this.stale) this.fill();
      return this.root;
    }

    update() {
      this.stale = true;
      if (this.root.isConnected) this.fill();
    }

    fill() {
      const { page } = this;
      const { model } = page;
      const { words } = model;
      const { view } = page.state;
      this.stale = false;
      const kinds = kindsOf(model);
      const by = kinds.includes(view.by) ? view.by : kinds[0];
      const focused = this.ranking.contains(document.activeElement) ? mocgioi.focusPath(this.ranking) : null;
      const { day } = model;
      const areas = by ? mocgioi.rankedAreas(model, by) : [];
      const changes = areas.map(({ rows }) => mocgioi.newInYear(model, rows, day).length);
      const changing = changes.some(Boolean);
      const list = el('ol', 'mg-areas', null, ...areas.map((area, at) => el('li', '', null, this.row(area, changes[at], view))));
      list.classList.toggle('mg-changing', changing);
      const year = day.slice(0, 4);
      const whole = mocgioi.targetText(model, 'all:', mocgioi.figuresOfAll(model));
      this.ranking.replaceChildren(...[
        kinds.length > 1 ? mocgioi.choice(model, 'by', kinds, by, (own) => page.state.set({ by: own })) : null,
        el('div', 'mg-areas-head', null, el('h2', '', words.text(by ? 'worst_first' : 'no_areas')),
          changing ? el('span', '', words.text('in_year', { year })) : null),
        list,
        el('p', 'mg-areas-whole', null, el('span', 'mg-label', words.text('whole_name')), el('strong', '', mocgioi.figureText(words, mocgioi.figuresOfAll(model))),
          changing ? el('span', 'mg-change', changeText(model, changes.reduce((sum, own) => sum + own, 0))) : null),
        whole ? el('p', 'mg-areas-whole', whole) : null,
      ].filter(Boolean));
      if (focused !== null) mocgioi.focusAt(this.ranking, focused);
      this.budget.update();
    }

    /** A pressed area is pressed again: its filter and its card go, all else stays. */
    leave({ by, code }) {
      this.page.state.toggle(by, code);
      this.page.whole();
    }

    row(area, change, view) {
      const { model } = this.page;
      const { words } = model;
      const { figures } = area;
      const on = (view.filters[area.by] || []).includes(area.code);
      const pressed = button('mg-area', null, () => (on ? this.leave(area) : mocgioi.openArea(this.page, area)));
      const key = mocgioi.areaKey(area);
      attributes(pressed, { 'aria-pressed': String(on), title: mocgioi.targetText(model, key, figures) });
      pressed.dataset.code = area.code === null ? '' : area.code;
      const bar = attributes(mocgioi.stateBar(model, figures), { role: null, 'aria-label': null, 'aria-hidden': 'true' });
      bar.append(...[mocgioi.targetMark(model, key, figures)].filter(Boolean));
      pressed.append(el('span', 'mg-area-name', mocgioi.areaName(model, area)), bar,
        el('span', 'mg-area-figure', figures.told ? `${words.number(figures.built)}/${words.number(figures.needing)}` : '–'),
        el('span', 'mg-area-share', figures.told ? words.percent(figures.percent) : ''), el('span', 'mg-change', changeText(model, change)));
      return pressed;
    }
  }

  Object.assign(mocgioi, { Situation, changeText });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
