/* The card of an area: its figures, what is left there, its roads, posts and communes. */
(function (mocgioi) {
  'use strict';

  const { el, button, sentence } = mocgioi;
  const MANY = 60;
  const OTHER_KINDS = { commune: ['post'], post: ['commune'], district: ['commune', 'post'], stretch: ['commune', 'post'] };

  /* The area whose card is open, as `kind:code`, or null. */
  mocgioi.viewPart('area', {
    first: () => null,
    read: (params) => params.get('area'),
    put: (area, params) => params.set('area', area),
  });

  const keyOf = ({ by, code }) => `${by}:${code === null ? '' : code}`;

  /** The area that a view names, or undefined. */
  function areaOf(model, key) {
    const by = (key || '').split(':', 1)[0];
    return mocgioi.own(mocgioi.AREA_COLUMNS, by) ? mocgioi.areasOf(model, by).find((area) => keyOf(area) === key) : undefined;
  }

  /** Whether a view may name an area: there is such a one, and the filter is by no other. */
  function isAreaOf(model, key, filters) {
    const area = areaOf(model, key);
    const where = Object.keys(filters).filter(saysWhere);
    return Boolean(area) && where.every((by) => by === area.by && filters[by].length === 1 && filters[by][0] === area.code);
  }

  /** Filters that say where markers are: one area pressed takes the place of them all. */
  const saysWhere = (key) => key in mocgioi.AREA_COLUMNS || key === 'range';

  /** Filter by an area too, show its card, and bring it into sight; a page of counts alone has nothing to filter. */
  function openArea(page, area) {
    const others = Object.entries(page.state.view.filters).filter(([key]) => !saysWhere(key));
    page.canvas.together(() => {
      page.state.set({ filters: page.model.register.count ? { ...Object.fromEntries(others), [area.by]: [area.code] } : {}, marker: null });
      page.mark(null);
      page.card.showArea(area);
      page.fitArea(area);
    });
  }

  /** Take every filter away and show all of the border. */
  function showAll(page) {
    page.canvas.together(() => {
      page.state.set({ filters: {} });
      if (page.state.view.area !== null) page.card.close();
      page.whole();
    });
    page.container.focus({ preventScroll: true });
  }

  /** Buttons of markers, the rest of many behind a summary. */
  function chips(card, rows) {
    const box = (some) => el('div', 'mg-chips', null, ...some.map((row) => card.chip(row, null)));
    if (rows.length <= MANY) return [box(rows)];
    const rest = el('details', 'mg-stretches', null, el('summary', '', card.words.text('more_markers', { n: card.words.number(rows.length - MANY) })));
    rest.addEventListener('toggle', () => rest.childElementCount === 1 && rest.append(box(rows.slice(MANY))));
    return [box(rows.slice(0, MANY)), rest];
  }

  function markersBlock(card, key, rows) {
    if (!rows.length) return null;
    return el('div', '', null, el('h3', '', card.words.text(key, { n: card.words.number(rows.length) })), ...chips(card, rows));
  }

  /** How many markers are in each state. */
  function stateRows({ words, states }, { byState }) {
    const shown = [...states.values()].filter(({ code }) => byState.get(code));
    return el('ul', 'mg-legend', null, ...shown.map((state) => el('li', '', null, mocgioi.symbolPicture(state),
      el('span', 'mg-label', sentence(state[words.lang])), el('span', 'mg-count', words.number(byState.get(state.code))))));
  }

  /** Areas of other kinds that have markers of this one, each to be pressed. */
  function others(card, area) {
    const { model, words, actions } = card;
    const own = new Set(area.rows);
    return OTHER_KINDS[area.by].map((by) => {
      const met = mocgioi.areasOf(model, by).filter(({ code, rows }) => code !== null && rows.some((row) => own.has(row)));
      if (!met.length) return null;
      const press = (other) => button('mg-chip-button mg-place-chip', mocgioi.areaName(model, other), () => actions.area(other));
      return el('div', '', null, el('h3', '', words.text(`areas_${by}`)), el('div', 'mg-chips', null, ...met.map(press)));
    });
  }

  /** Roads that serve markers of the area: by status, how many and how long. */
  function roadsText({ model, words }, area) {
    const number = model.register.column('number');
    const own = new Set(area.rows.map(number));
    const byStatus = new Map();
    for (const road of model.roads) {
      if (!road.serves.some((served) => own.has(served))) continue;
      const sum = byStatus.get(road.status) || { count: 0, length_m: 0 };
      byStatus.set(road.status, { count: sum.count + 1, length_m: sum.length_m + (road.length_m ?? road.drawn_m ?? 0) });
    }
    return Object.keys(model.symbology.roads).filter((status) => byStatus.has(status)).map((status) => {
      const { count, length_m } = byStatus.get(status);
      return `${sentence(words.code('road_status', status))}: ${words.text('roads_of_length', { n: words.number(count), d: words.distance(length_m) })}`;
    });
  }

  /** What the card of an area says. */
  function areaParts(card, whole) {
    const { model, words, actions } = card;
    const { register, symbology } = model;
    const figures = mocgioi.figuresOfArea(model, whole);
    const [figure, share] = mocgioi.figureParts(words, figures);
    const head = [el('p', 'mg-figure', null, el('strong', 'mg-figure-main', figure), share ? el('span', 'mg-figure-share', `(${share})`) : null),
      mocgioi.stateBar(model, figures)];
    if (!register.count) return head;
    const { day } = model;
    const [state, marks] = [register.column('state'), register.column('marks')];
    const { left } = mocgioi.statesThat(symbology);
    const area = { ...whole, rows: whole.rows.filter((row) => state(row) !== null) };
    const marked = (code) => area.rows.filter((row) => (marks(row) || '').split(' ').includes(code));
    const roads = roadsText(card, area);
    const press = el('div', 'mg-walk', null, button('mg-button', words.text('open_table'), () => actions.table()), button('mg-button', words.text('show_all'), () => actions.all()));
    if (!figures.told) return [...head, card.dayLine(), ...others(card, area), press];
    const waiting = area.rows.filter((row) => left.has(state(row)));
    const fresh = mocgioi.newInYear(model, area.rows, day);
    const target = mocgioi.targetText(model, keyOf(whole), figures);
    return [
      ...head,
      card.dayLine(),
      el('p', 'mg-areas-whole', words.text('whole_figure', { figure: mocgioi.figureText(words, mocgioi.figuresOfAll(model)) })),
      target && el('p', 'mg-areas-whole', target),
      stateRows(card, figures),
      markersBlock(card, 'area_report_at_once', marked('report_at_once')),
      markersBlock(card, 'area_perhaps_at_once', marked('perhaps_at_once')),
      markersBlock(card, 'area_contested', marked('contested')),
      card.facts([
        ['new_in_year', words.text('roads_in_year', { change: mocgioi.changeText(model, fresh.length) || words.number(0), year: day.slice(0, 4) })],
        ['roads_here', roads.length ? roads.join('; ') : null],
        ['cost_of_rest', mocgioi.costText(model, waiting)],
      ]),
      markersBlock(card, 'area_left', waiting),
      ...others(card, area),
      press,
    ];
  }

  /** Keeps the card of an area to the view: its filter, its day, its language. */
  mocgioi.feature((page) => {
    const open = (how) => {
      const area = areaOf(page.model, page.state.view.area);
      if (area && page.row === null) page.card.showArea(area, how);
    };
    return {
      reopen: () => open({ quiet: true }),
      update: () => {
        const { area, filters } = page.state.view;
        if (area === null || !page.card.open || !page.model.register.count) return;
        const { by, code } = areaOf(page.model, area) || {};
        if (filters[by] && filters[by].length === 1 && filters[by][0] === code) open({ quiet: true });
        else {
          page.hideCard();
          page.state.set({ area: null });
        }
      },
    };
  });

  Object.assign(mocgioi, { openArea, showAll, areaParts, areaKey: keyOf, areaByKey: areaOf, isAreaOf });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
