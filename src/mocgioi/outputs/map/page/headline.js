/* The head of the panel: the figure of what is shown and whose it is, alarms, date, one bar. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes } = mocgioi;
  const ALARMS_NAMED = 8;

  /** How many of the markers that need a road have one, and the share; empty where nothing was reported yet. */
  const figureParts = (words, { told, built, needing, percent }) => (told ? [`${words.number(built)}/${words.number(needing)}`, words.percent(percent)] : [words.text('time_untold'), '']);

  /** `figureParts` in one. */
  function figureText(words, figures) {
    const [figure, share] = figureParts(words, figures);
    return share ? `${figure} (${share})` : figure;
  }

  /** One band of the markers that need a road, a piece for each state in the order of the legend. */
  function stateBar({ words, symbology }, { needing, byState }) {
    const band = el('div', 'mg-bar');
    const parts = [];
    let rest = needing;
    const piece = (count, colour) => {
      const made = el('span');
      made.style.flexGrow = count;
      if (colour) made.style.backgroundColor = colour;
      band.append(made);
    };
    for (const state of symbology.states) {
      const count = state.needs_road ? byState.get(state.code) || 0 : 0;
      if (!count) continue;
      piece(count, state.colour);
      rest -= count;
      parts.push(`${state[words.lang]}: ${words.number(count)}`);
    }
    if (rest > 0) piece(rest, null);
    return attributes(band, { role: 'img', 'aria-label': parts.join(', ') });
  }

  const ofWeight = (alarms, weight) => alarms.filter((alarm) => alarm.weight === weight);

  /**
   * How many of some alarms must, and how many may have to, be reported at once, each with what
   * `more(alarms)` says of them; empty where none.
   * @param {any} model
   * @param {any[]} alarms
   * @param {(own: any[]) => string} more
   */
  function alarmTitle({ words }, alarms, more = () => '') {
    return [['sure', 'report_at_once'], ['possible', 'perhaps_at_once']].map(([weight, key]) => [key, ofWeight(alarms, weight)])
      .filter(([, own]) => own.length).map(([key, own]) => `${words.text(key)}: ${words.number(own.length)}${more(own)}`).join(' · ');
  }

  /** `alarmTitle` of what is shown, for paper: it says of which markers. */
  function alarmsShown({ words, facts, register }, { shown }) {
    const numbers = (alarms) => {
      const placed = alarms.filter(({ row }) => row !== null).map(({ row }) => register.column('number')(row));
      const named = [...placed.slice(0, ALARMS_NAMED), ...(placed.length > ALARMS_NAMED ? ['…'] : [])];
      return named.length ? ` (${words.text('alarm_markers', { numbers: named.join(', ') })})` : '';
    };
    return alarmTitle({ words }, facts.alarms.filter(({ row }) => row === null || shown[row]), numbers);
  }

  /** `alarmTitle`, and each of them when opened. */
  function alarms(model, select) {
    const { facts, words, register } = model;
    if (!facts.alarms.length) return null;
    const box = el('details', 'mg-alarms', null, el('summary', '', alarmTitle(model, facts.alarms)));
    const entry = ({ row, weight, text }) => {
      const said = el('span', 'mg-label', text[words.lang]);
      if (row === null) return el('li', `mg-${weight}`, null, said);
      const press = button('mg-legend-button', null, () => {
        box.open = false;
        select(row);
      });
      press.append(el('strong', '', words.text('marker', { n: register.column('number')(row) })), said);
      return el('li', `mg-${weight}`, null, press);
    };
    box.append(el('ul', '', null, ...facts.alarms.map(entry)));
    box.classList.toggle('mg-only-perhaps', !ofWeight(facts.alarms, 'sure').length);
    return attributes(box, { role: 'alert' });
  }

  /** What the filters ask for, in words: the areas by their full names. */
  function filterText(model, facets, filters) {
    return mocgioi.withRanges(facets, model.register, filters).filter(({ key }) => filters[key]).map((facet) => filters[facet.key].map((code) =>
      (facet.key in mocgioi.AREA_COLUMNS ? mocgioi.areaName(model, { by: facet.key, code }, true) : mocgioi.codeLabel(model, facet, code))).join(', ')).join(' · ');
  }

  /** How many markers the filters leave, and that the share is of more where it is. */
  function filteredText({ words, register }, filters, { rows }) {
    const said = words.text('filtered', { n: words.number(rows.length), m: words.number(register.present) });
    return filters.state ? `${said}; ${words.text('share_of_any_state')}` : said;
  }

  /** `actions`: facets(), language(lang), clear(), select(row), worst(): presses the worst area. */
  class Headline {
    constructor(model, actions) {
      const { facts, words } = model;
      this.model = model;
      this.actions = actions;
      const other = mocgioi.LANGUAGES.find((lang) => lang !== words.lang);
      const language = attributes(button('mg-language', words.text('other_language'), () => actions.language(other)), { lang: other });
      this.main = el('strong', 'mg-figure-main');
      this.share = el('span', 'mg-figure-share');
      this.date = el('p', 'mg-date');
      this.bar = el('div', 'mg-bar');
      this.damaged = el('p', 'mg-note');
      this.beside = el('ul', 'mg-note mg-beside');
      this.whose = el('strong', 'mg-whose');
      this.shown = attributes(el('p'), { role: 'status' });
      this.whole = el('p', 'mg-of-whole');
      this.filtered = el('div', 'mg-filtered', null, el('div', '', null, this.whose, this.shown, this.whole), button('mg-clear', words.text('clear_filters'), actions.clear));
      this.bought = el('p', 'mg-bought');
      this.worst = button('mg-worst mg-narrow-only', null, () => actions.worst());
      this.root = el('div', 'mg-head', null,
        el('div', 'mg-title', null, el('h1', '', facts.titles[words.lang]), language),
        alarms(model, actions.select),
        el('p', 'mg-figure', null, this.main, this.share),
        el('p', 'mg-figure-what', words.text('headline')),
        this.date, this.bar, this.bought, this.damaged, this.beside,
        facts.lacks.includes('positions') ? el('p', 'mg-note mg-narrow-only', words.text('lack_positions', { n: words.number(mocgioi.placeless(model)) })) : null,
        this.worst, this.filtered);
    }

    /** What a budget adds to the figures of what is shown, and whose they are; empty where none counts. */
    boughtText(view, result, { told, built, needing }) {
      const { model } = this;
      const { words } = model;
      const rows = mocgioi.boughtRows(model, view);
      if (!rows) return '';
      const counted = new Set(result.counted);
      const more = rows.filter((row) => counted.has(row)).length;
      const figure = figureText(words, { told, built: built + more, needing, percent: mocgioi.percentOf(built + more, needing) });
      return [this.whose.textContent, words.text('budget_headline', { n: words.number(more), figure })].filter(Boolean).join(': ');
    }

    /** What stands beside the figure of `rows`, null: of all; it is known of the map's own day alone. */
    besideTexts(rows) {
      const { facts, register, words, day } = this.model;
      if (day !== facts.as_of) return [];
      const beside = register.count ? register.column('beside') : null;
      const count = (kind) => (rows && beside ? rows.filter((row) => (beside(row) || '').split(' ').includes(kind)).length : facts.beside[kind]);
      return ['road_contested', 'on_paper', 'need_withdrawn'].map((kind) => [kind, count(kind)]).filter(([, n]) => n)
        .map(([kind, n]) => words.text(`beside_${kind}`, { n: words.number(n) }));
    }

    /** Say the figures of what the filters leave, and beside them those of all. */
    update(view, result) {
      const { model } = this;
      const { words, symbology } = model;
      const narrowed = Object.keys(view.filters).length > 0;
      const all = mocgioi.figuresOfAll(model);
      const figures = mocgioi.figuresOfFiltered(model, view.filters, result);
      const [figure, share] = figureParts(words, figures);
      this.main.textContent = figure;
      this.share.textContent = share && `(${share})`;
      this.date.textContent = `${words.text('as_of')} ${words.date(model.day)}`;
      const bar = stateBar(model, figures);
      this.bar.replaceWith(bar);
      this.bar = bar;
      const damaged = symbology.states.filter(({ code }) => code === 'built_damaged').reduce((sum, { code }) => sum + (figures.byState.get(code) || 0), 0);
      this.damaged.hidden = !damaged;
      this.damaged.textContent = words.text('of_which_damaged', { n: words.number(damaged) });
      const beside = this.besideTexts(narrowed ? result.counted : null);
      this.beside.replaceChildren(...beside.map((said) => el('li', '', said)));
      this.beside.hidden = !beside.length;
      this.filtered.classList.toggle('mg-quiet', !narrowed);
      this.whose.textContent = narrowed ? filterText(model, this.actions.facets(), view.filters) : '';
      this.bought.textContent = this.boughtText(view, result, figures);
      this.bought.hidden = !this.bought.textContent;
      this.shown.textContent = narrowed ? filteredText(model, view.filters, result) : '';
      this.whole.textContent = narrowed ? words.text('whole_figure', { figure: figureText(words, all) }) : '';
      const [worst, other] = narrowed ? [] : mocgioi.rankedAreas(model, 'commune').filter((area) => area.figures.needing && area.code !== null);
      this.worst.hidden = !other || !all.told;
      this.worst.textContent = worst ? words.text('worst_area', { name: mocgioi.areaName(model, worst, true), figure: figureText(words, worst.figures) }) : '';
    }
  }

  Object.assign(mocgioi, { Headline, alarmsShown, figureParts, figureText, filterText, filteredText, stateBar });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
