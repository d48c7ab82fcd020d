/* What the next đồng buys: a budget, and the projects of the estimate it is enough for. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes, bought, mostBudget, stepOf, sumOf, about, aboutLength, BILLION, MILLION } = mocgioi;
  /* Of works without a year, and of those of the first year, the second … */
  const LIT = {
    light: ['#8a1c7c', '#b3440a', '#1553a8', '#3f6212', '#7a5a00', '#4a5560'],
    dark: ['#f0a6e6', '#ffb37a', '#9cc5ff', '#bfe08a', '#f0d060', '#d5dce3'],
  };
  const [LINE_PX, CASING_PX, FRAME_PX] = [3.5, 6.5, 3];
  const YEAR_FROM_ZOOM = 13;

  /* The budget in đồng; in a hash it is in billions. */
  mocgioi.viewPart('budget', {
    first: () => 0,
    read: (params) => {
      const billions = Number(params.get('budget'));
      return billions > 0 && billions < 1e7 ? Math.round(billions * BILLION) : 0;
    },
    put: (budget, params) => params.set('budget', String(budget / BILLION)),
  });

  /** The estimate ready to read: {projects: [{rank, rows, joins_road, length_m, cost_vnd, low_vnd, high_vnd, year, lines}], years, leftOut: Map reason → rows, cost_vnd}, or null. */
  function programmeOf({ programme: packed }) {
    if (!packed) return null;
    const { count, rows, lines, ...columns } = packed.projects;
    const read = new mocgioi.Columns(columns, count);
    const [joins, length, cost, low, high, year] = ['joins_road', 'length_m', 'cost_vnd', 'low', 'high', 'year'].map((key) => read.column(key));
    const projects = rows.map((own, at) => ({
      rank: at + 1, rows: own, joins_road: joins(at), length_m: length(at), cost_vnd: cost(at), low_vnd: cost(at) * low(at), high_vnd: cost(at) * high(at),
      year: year(at), lines: lines[at].map(mocgioi.decodeLine),
    }));
    const years = [...new Set(projects.map((project) => project.year))].filter(Boolean);
    const leftOut = new Map(Object.entries(packed.left_out));
    return { ...packed, projects, years, leftOut, cost_vnd: sumOf(projects, 'cost_vnd') };
  }

  /** Whether the day shown is the map's own, of which alone the estimate is. */
  const isOwnDay = ({ facts, day }) => day === facts.as_of;

  /** The budget that counts on the day shown. */
  const budgetOf = (model, view) => (model.programme && isOwnDay(model) ? view.budget : 0);

  /** Rows that a view's budget buys; null where no budget counts. */
  const boughtRows = (model, view) => (budgetOf(model, view) ? bought(model.programme, budgetOf(model, view)).rows : null);

  /** The least and the most that projects may cost. */
  const range = (words, projects) => about(words, sumOf(projects, 'low_vnd'), sumOf(projects, 'high_vnd'));

  /** What is spent and served by the end of each year of a plan: [{year, budget, count}]. */
  function yearEnds({ projects, years }) {
    return years.map((year) => {
      const own = projects.filter((project) => project.year && project.year <= year);
      return { year, budget: Math.ceil(sumOf(own, 'cost_vnd') / MILLION) * MILLION, count: own.reduce((sum, { rows }) => sum + rows.length, 0) };
    });
  }

  /** What reaching some rows costs: {projects, cost_vnd, length_m, rows}; a road that serves others too counts whole. */
  function costOf(programme, rows) {
    const wanted = new Set(rows);
    const projects = programme.projects.filter((project) => project.rows.some((row) => wanted.has(row)));
    const served = projects.flatMap((project) => project.rows);
    return {
      projects, rows: served.filter((row) => wanted.has(row)), others: served.filter((row) => !wanted.has(row)).length,
      cost_vnd: sumOf(projects, 'cost_vnd'), length_m: sumOf(projects, 'length_m'),
    };
  }

  /**
   * Of rows that have no road those that the list does not reach: [[reason, rows]]. What no reason
   * is given for is `reached`: a line on the map gets there, whatever was reported.
   */
  function leftOutOf({ projects, leftOut }, rows) {
    const listed = new Set(projects.flatMap((project) => project.rows));
    const rest = new Set(rows.filter((row) => !listed.has(row)));
    const known = [...leftOut].map(([reason, own]) => [reason, own.filter((row) => rest.delete(row))]);
    return [...known, ['reached', [...rest]]].filter(([, own]) => own.length);
  }

  const leftOutTexts = (words, leftOut) => leftOut.map(([reason, rows]) => words.text(`left_out_${reason}`, { n: words.number(rows.length) }));

  /** Rows that need a road and have none. */
  function waitingRows({ register, symbology }) {
    const { left } = mocgioi.statesThat(symbology);
    const state = register.column('state');
    return Array.from({ length: register.count }, (_, row) => row).filter((row) => left.has(state(row)));
  }

  /** That the estimate is of another day than the one shown. */
  const dayText = ({ words, facts }) => words.text('budget_of_day', { day: words.date(facts.as_of) });

  /** What the roads to some markers without one would cost, and which of them it leaves out, for a card; null where nothing is estimated. */
  function costText(model, rows) {
    const { programme, words } = model;
    if (!programme || programme.why_none || !rows.length) return null;
    if (!isOwnDay(model)) return dayText(model);
    const { projects, cost_vnd, length_m, rows: served, others } = costOf(programme, rows);
    const cost = words.text('cost_of_left', {
      cost: about(words, cost_vnd), range: range(words, projects), n: words.number(served.length), d: aboutLength(words, length_m),
    }) + (others ? ` ${words.text('cost_shared', { n: words.number(others) })}` : '');
    return [...(projects.length ? [`${cost}.`] : []), ...leftOutTexts(words, leftOutOf(programme, rows))].join(' ');
  }

  /** How many of some rows are in each area of a kind, the most first: text. */
  function byArea(model, rows, by) {
    const wanted = new Set(rows);
    return mocgioi.areasOf(model, by).map((area) => ({ area, count: area.rows.filter((row) => wanted.has(row)).length }))
      .filter(({ count }) => count).sort((one, other) => other.count - one.count)
      .map(({ area, count }) => `${mocgioi.areaName(model, area)} +${model.words.number(count)}`).join(', ');
  }

  /** The part of the first sheet with the slider: `root` is always in sight, `detail` stands below it. */
  class Budget {
    constructor(page) {
      this.page = page;
      const { model } = page;
      const { words } = model;
      this.programme = model.programme;
      this.root = el('section', 'mg-budget');
      this.detail = el('div', 'mg-budget-detail');
      if (!this.programme) return;
      const title = el('h2', '', words.text(this.programme.kind === 'plan' ? 'plan' : 'budget'));
      title.id = 'mg-budget-title';
      title.append(' ', el('span', 'mg-estimate', words.text('estimate')));
      this.root.append(title);
      attributes(this.root, { 'aria-labelledby': title.id });
      if (!this.programme.projects.length) return;
      const max = (mostBudget(this.programme) / BILLION).toFixed(1);
      this.slider = attributes(el('input', 'mg-range'), { type: 'range', min: 0, max, step: stepOf(this.programme), 'aria-labelledby': title.id });
      this.slider.addEventListener('input', () => page.state.set({ budget: Math.round(Number(this.slider.value) * BILLION) }));
      this.says = attributes(el('p', 'mg-budget-says'), { 'aria-hidden': 'true' });
      this.root.append(this.says, this.slider);
      this.years = yearEnds(this.programme).map((end) => ({ ...end, root: button('mg-year', null, () => page.state.set({ budget: end.budget })) }));
      if (this.years.length) this.root.append(el('div', 'mg-years', null, ...this.years.map(({ root }) => root)));
    }

    /** The figure after each year of a plan, to be pressed. */
    updateYears(own, budget, { needing, built }) {
      const { words } = this.page.model;
      for (const { year, count, budget: until, root } of this.years) {
        root.textContent = words.text('plan_year', { year, figure: `${words.number(built + count)}/${words.number(needing)}` });
        root.disabled = !own;
        attributes(root, { 'aria-pressed': String(own && budget === until) });
      }
    }

    whyNone() {
      const { words } = this.page.model;
      const { why_none, leftOut } = this.programme;
      if (why_none) return words.text(why_none === 'measures' ? 'lack_measures' : `budget_${why_none}`);
      return words.text(leftOut.size ? 'budget_nothing' : 'budget_all_reached');
    }

    /** Markers without a road that the list does not reach, and why; last those that were reported to have one. */
    leftOut() {
      const { model } = this.page;
      if (!isOwnDay(model) || this.programme.why_none) return [];
      const { leftOut } = this.programme;
      const reported = model.symbology.states.filter(({ code, road_built }) => road_built && leftOut.has(code)).map(({ code }) => [code, leftOut.get(code)]);
      const all = [...leftOutOf(this.programme, waitingRows(model)), ...reported];
      return leftOutTexts(model.words, all).map((text) => el('p', 'mg-budget-note', text));
    }

    /** How many of some rows are of the filter, for the list is of the province; empty without one. */
    part(rows) {
      const { model, facets, state, result } = this.page;
      const { filters } = state.view;
      if (!Object.keys(filters).length) return '';
      const count = rows.filter((row) => result.shown[row]).length;
      return ` ${model.words.text('budget_part', { whose: mocgioi.filterText(model, facets, filters), n: model.words.number(count) })}`;
    }

    update() {
      const { page, programme } = this;
      if (!programme) return;
      if (!this.slider) {
        this.detail.replaceChildren(el('p', '', this.whyNone()), ...this.leftOut());
        return;
      }
      const { words } = page.model;
      const { view } = page.state;
      const own = isOwnDay(page.model);
      this.slider.disabled = !own;
      const budget = budgetOf(page.model, view);
      const { needing, built } = mocgioi.figuresOfAll(page.model);
      const has = bought(programme, budget);
      const left = words.number(needing - built - has.rows.length);
      const listed = programme.projects.flatMap((project) => project.rows);
      const text = !own ? dayText(page.model)
        : budget ? words.text('budget_buys', { budget: words.money(budget), n: words.number(has.rows.length), left }) + this.part(has.rows)
          : words.text('budget_none', { left, n: words.number(listed.length), cost: about(words, programme.cost_vnd) }) + this.part(listed);
      this.says.textContent = text;
      this.slider.value = (budget / BILLION).toFixed(1);
      attributes(this.slider, { 'aria-valuetext': text });
      this.updateYears(own, budget, { needing, built });
      const rates = programme.prices.map((price) => words.text('budget_rate', {
        rate: words.number(price.vnd_per_m), low: words.number(price.vnd_per_m_min), high: words.number(price.vnd_per_m_max),
        where: words.has(`terrain_${price.terrain}`) ? ` ${words.text(`terrain_${price.terrain}`)}` : '',
      }));
      const rate = words.text('budget_rates', { rates: rates.join('; '), factor: words.number(programme.detour_factor, 2) });
      this.detail.replaceChildren(...[
        ...(budget ? this.boughtLines(has) : []),
        el('p', 'mg-budget-note', rate),
        el('p', 'mg-budget-note', words.text(programme.kind === 'plan' ? 'plan_order' : 'budget_order')),
        ...this.leftOut(),
      ]);
    }

    boughtLines(has) {
      const { model } = this.page;
      const { words } = model;
      const made = [];
      if (has.projects.length) {
        made.push(words.text('budget_projects', {
          n: words.number(has.projects.length), m: words.number(this.programme.projects.length), cost: about(words, has.cost_vnd), range: range(words, has.projects), d: aboutLength(words, has.length_m),
        }));
      }
      if (has.next) made.push(words.text('budget_next', { n: words.number(has.next.rank), cost: about(words, has.next.cost_vnd) }));
      const areas = has.rows.length ? ['commune', 'post'].map((by) => [words.text(`areas_${by}`), byArea(model, has.rows, by)]).filter(([, text]) => text) : [];
      return [...made.map((text) => el('p', '', text)), ...areas.map(([title, text]) => el('p', '', null, el('strong', '', `${title}: `), text))];
    }
  }

  const framePicture = (colour) => mocgioi.picture(26, 26, (ctx) => {
    ctx.lineWidth = FRAME_PX;
    ctx.strokeStyle = colour;
    ctx.strokeRect(5, 5, 16, 16);
  });

  /** Draws what the budget buys: lines with a casing, and a frame about each marker, for a ring is the mark of figures that disagree. */
  mocgioi.feature((page) => {
    let drawn = 0;
    const budget = () => budgetOf(page.model, page.state.view);
    page.state.on(['budget'], () => {
      page.situation.budget.update();
      page.panel.headline.update(page.state.view, page.result);
      cancelAnimationFrame(drawn);
      drawn = requestAnimationFrame(() => page.redrawLayers());
    });
    /** Works that are bought, by year: [{year, colour, projects, rows}]; one of no year where there is no plan. */
    const bands = (theme) => {
      const { programme } = page.model;
      const { projects } = bought(programme, budget());
      const colours = LIT[theme === mocgioi.THEMES.dark ? 'dark' : 'light'];
      const all = programme.years.length ? programme.years : [null];
      return all.map((year, at) => {
        const own = projects.filter((project) => project.year === year);
        return { year, colour: colours[at % colours.length], projects: own, rows: own.flatMap(({ rows }) => rows) };
      }).filter((band) => band.projects.length);
    };
    return {
      key: (canvas = page.canvas) => {
        if (!budget()) return [];
        const { words } = page.model;
        const money = words.money(budget());
        return [{ title: words.text(page.model.programme.kind === 'plan' ? 'plan' : 'budget'), rows: bands(canvas.theme).flatMap(({ year, colour, projects, rows }) => [
          { picture: mocgioi.linePicture({ colour, width_px: LINE_PX, dash_px: [] }), label: year ? words.text('plan_key', { year }) : words.text('budget_key', { budget: money }), count: projects.length },
          { picture: framePicture(colour), label: year ? words.text('plan_key_markers', { year }) : words.text('budget_key_markers'), count: rows.length },
        ]) }];
      },
      paths: (theme) => {
        if (!budget()) return [];
        const own = bands(theme).map(({ colour, projects }) => ({ lines: projects.flatMap((project) => project.lines), colour, width_px: LINE_PX, fixed: true, round: true }));
        return [...own.map((path) => ({ ...path, colour: theme.ground, width_px: CASING_PX })), ...own];
      },
      overlay: (canvas, ctx) => {
        if (!budget()) return;
        const { register } = page.model;
        const [longitude, latitude] = [register.numbers('longitude'), register.numbers('latitude')];
        const zoom = canvas._map.getZoom();
        const scale = canvas._map.getZoomScale(zoom, 0);
        const origin = canvas._map.getPixelOrigin();
        const r = mocgioi.radiusAt(zoom) + FRAME_PX;
        ctx.save();
        ctx.lineJoin = 'round';
        ctx.font = `700 11px ${mocgioi.FONT}`;
        for (const { year, colour, rows } of bands(canvas.theme)) {
          const places = rows.map((row) => [mocgioi.planeX(longitude[row]) * scale - origin.x, mocgioi.planeY(latitude[row]) * scale - origin.y]);
          ctx.beginPath();
          for (const [x, y] of places) ctx.rect(x - r, y - r, 2 * r, 2 * r);
          ctx.lineWidth = FRAME_PX;
          ctx.strokeStyle = colour;
          ctx.stroke();
          if (!year || zoom < YEAR_FROM_ZOOM) continue;
          ctx.strokeStyle = canvas.theme.ground;
          ctx.fillStyle = colour;
          for (const [x, y] of places) {
            ctx.strokeText(year, x - r, y + r + 12);
            ctx.fillText(year, x - r, y + r + 12);
          }
        }
        ctx.restore();
      },
    };
  });

  Object.assign(mocgioi, { programmeOf, yearEnds, boughtRows, costText, Budget });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
