/* The panel: headline, search, and one of its sheets; the legend with its layers is made here. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes, sentence } = mocgioi;

  /** `press`: {on, toggle} where the row can be pressed. */
  function legendRow(picture, label, count, code, press) {
    const parts = [picture, el('span', 'mg-label', label), el('span', 'mg-count', count)].filter(Boolean);
    const row = el('li');
    row.dataset.code = code;
    if (press) {
      const pressed = attributes(button('mg-legend-button', null, press.toggle), { 'aria-pressed': String(press.on) });
      pressed.append(...parts);
      row.append(pressed);
    } else row.append(...parts);
    return row;
  }

  function block(title, rows, name) {
    const list = el('ul', 'mg-legend', null, ...rows);
    list.dataset.legend = name;
    return el('section', '', null, el('h2', '', title), list);
  }

  /** One of several ways, as radio buttons. */
  function choice(model, name, values, chosen, choose) {
    const box = el('fieldset', 'mg-choice', null, el('legend', '', model.words.text(name)));
    for (const value of values) {
      const radio = attributes(el('input'), { type: 'radio', name: `mg-${name}`, value });
      radio.checked = value === chosen;
      radio.addEventListener('change', () => choose(value));
      box.append(el('label', '', null, radio, el('span', '', model.words.text(`${name}_${value}`))));
    }
    return box;
  }

  /* States that are no road status of their own: what has none of them needs no row. */
  const ONLY_WHERE_MET = ['built_damaged', 'not_needed'];

  /** Rows of the look's symbols; a row pressed filters by it. */
  function symbolBlock(model, look, colouring, result, actions) {
    const { words } = model;
    const counts = result.counts.get(look.facet);
    const rows = look.symbols.filter((symbol) => counts.has(symbol.value) || !ONLY_WHERE_MET.includes(symbol.code))
      .map((symbol) => legendRow(mocgioi.symbolPicture(symbol), sentence(symbol[words.lang]), words.number(counts.get(symbol.value) || 0), symbol.code,
        { on: (actions.view().filters[look.facet] || []).includes(symbol.value), toggle: () => actions.filter(look.facet, symbol.value) }));
    return block(words.text(`legend_${colouring}`), rows, colouring === 'declared' ? 'states' : colouring);
  }

  /** The totals by state, where the page has counts and no markers. */
  function totalsBlock(model) {
    const { words, symbology } = model;
    const { byState } = mocgioi.figuresOfAll(model);
    const rows = symbology.states.filter(({ code }) => byState.has(code))
      .map((state) => legendRow(mocgioi.symbolPicture(state), sentence(state[words.lang]), words.number(byState.get(state.code)), state.code));
    return block(words.text('legend_declared'), rows, 'states');
  }

  function markBlock(model, result, actions) {
    const { words, symbology } = model;
    const counts = result.counts.get('attention');
    const rows = counts ? symbology.marks.filter((mark) => counts.has(mark.code)).map((mark) => {
      const on = (actions.view().filters.attention || []).includes(mark.code);
      return legendRow(mocgioi.markPicture(mark), sentence(mark[words.lang]), words.number(counts.get(mark.code)), mark.code,
        { on, toggle: () => actions.filter('attention', mark.code) });
    }) : [];
    return rows.length ? block(words.text('legend_marks'), rows, 'marks') : null;
  }

  function surfaceLabel(words, surface) {
    if (surface === null) return words.text('not_given');
    return sentence(words.has(`surface_${surface}`) ? words.text(`surface_${surface}`) : surface);
  }

  function roadBlock(model, view, roads, choose) {
    const { words, symbology } = model;
    if (!model.roads.length) return null;
    const styleOf = mocgioi.roadStyles(model, view.roadsBy);
    const [styles, counts] = [new Map(), new Map()];
    for (const road of roads) {
      const style = styleOf(road);
      styles.set(style.code, style);
      counts.set(style.code, (counts.get(style.code) || 0) + 1);
    }
    const access = view.roadsBy === 'status' ? Object.keys(symbology.roads) : mocgioi.surfacesOf(model).map(({ surface }) => surface);
    const known = [...access, ...Object.keys(symbology.trunks)].filter((code) => counts.has(code));
    const label = (code) => (view.roadsBy === 'status' || mocgioi.own(symbology.trunks, code) ? sentence(styles.get(code)[words.lang]) : surfaceLabel(words, code));
    const made = block(words.text('legend_roads'), known.map((code) =>
      legendRow(mocgioi.linePicture(styles.get(code)), label(code), words.number(counts.get(code)), code)), 'roads');
    made.append(choice(model, 'roads_by', mocgioi.ROADS_BY, view.roadsBy, choose));
    return made;
  }

  /** What a tint stands for, with the tint itself. */
  const shadeRows = ({ rows }) => rows.map(({ tint, label }, index) => legendRow(mocgioi.tintPicture(tint), label, null, String(index)));

  function coverageBlock(model, view) {
    if (!view.layers.includes('coverage') || !model.communes.length) return null;
    return block(model.words.text('legend_coverage'), shadeRows(mocgioi.communeShades(model)), 'coverage');
  }

  /** The tints of the stretches, and each stretch with its figures; one pressed is shown. */
  function stretchBlock(model, view, actions) {
    if (!view.layers.includes('stretches') || !model.register.count || !model.stretches.length) return null;
    const { words } = model;
    const basis = mocgioi.basisOf(view.colouring);
    const made = block(words.text(`legend_stretches_${basis}`, { n: words.number(model.facts.stretch_km) }),
      shadeRows(mocgioi.stretchShades(model, basis)), 'stretches');
    const list = el('ul', 'mg-legend', null, ...model.stretches.map((stretch) => {
      const press = button('mg-legend-button', null, () => actions.stretch(stretch));
      press.append(el('span', 'mg-label', mocgioi.stretchName(words, stretch)), el('span', 'mg-count', mocgioi.stretchFigure(words, stretch, basis)));
      return el('li', '', null, press);
    }));
    made.append(el('details', 'mg-stretches', null, el('summary', '', words.text('each_stretch', { n: words.number(model.stretches.length) })), list));
    return made;
  }

  /** What features have drawn: their groups of the key. */
  const keyBlocks = (words, groups) => groups.map(({ title, rows }, at) =>
    block(title, rows.map(({ picture, label, count }, row) => legendRow(picture, sentence(label), count === undefined ? null : words.number(count), String(row))), `feature-${at}`));

  /** Check boxes; `toggle(name, on)` on every change. */
  function layerBoxes(model, view, toggle) {
    const { words } = model;
    const box = el('fieldset', 'mg-layers', null, el('legend', '', words.text('layers')));
    const held = { ...model, markers: { length: model.register.count }, coverage: model.communes, stretches: model.register.count ? model.boundary : [], grid: [[]] };
    for (const name of mocgioi.LAYERS) {
      if (!held[name].length) continue;
      const check = el('input');
      check.type = 'checkbox';
      check.checked = view.layers.includes(name);
      check.dataset.layer = name;
      check.addEventListener('change', () => toggle(name, check.checked));
      box.append(el('label', '', null, check, el('span', 'mg-label', words.text(`layer_${name}`, { n: words.number(model.facts.stretch_km) }))));
    }
    if (model.tiles) box.append(model.tiles.box(words, (on) => toggle('communes', !on)));
    return box;
  }

  function lacking(model) {
    const lines = mocgioi.lackLines(model);
    return lines.length ? el('section', 'mg-lacks', null, el('h2', '', model.words.text('lacking')),
      el('ul', 'mg-lacking', null, ...lines.map((line) => el('li', '', line)))) : null;
  }

  function footer(model) {
    const { facts, words } = model;
    const all = { n: words.number(facts.totals.markers), m: words.number(facts.totals.markers_needing_road) };
    return el('div', 'mg-foot', null, ...[
      words.text('all_markers', all),
      facts.known_at && `${sentence(words.text('known_at'))} ${words.time(facts.known_at)}`,
      facts.sources.length && `${words.text('sources')}: ${facts.sources.join('; ')}`,
      words.text(`audience_${facts.audience}`),
      facts.photo_counts && words.text('photos_shown', { n: words.number(facts.photo_counts.shown), m: words.number(facts.photo_counts.left_out) }),
      facts.tiles && words.text('tiles_note', facts.tiles),
      mocgioi.groundCredits(model),
      words.text('licences'),
    ].filter(Boolean).map((line) => el('p', '', line)));
  }

  function banner(model) {
    const { words } = model;
    return el('p', 'mg-banner', null, el('strong', '', words.text('illustrative')), el('span', '', ` · ${words.text('illustrative_note')}`));
  }

  /**
   * `parts`: by tab, what makes or gives its element when it is opened. `actions`: those of `Headline`, filter(facet, code),
   * colour(colouring), roadsBy(way), toggle(layer, on), stretch(stretch), key(): what features draw, view(), tab(name or null),
   * narrow(): whether the page is as on a phone, where sheets are down at first.
   */
  class Panel {
    constructor(model, finder, parts, actions) {
      const { words } = model;
      this.model = model;
      this.actions = actions;
      this.headline = new mocgioi.Headline(model, actions);
      this.overview = el('div', 'mg-overview');
      this.sheets = { overview: () => this.overview, ...parts };
      this.tabs = new Map();
      const tabs = el('nav', 'mg-tabs');
      tabs.setAttribute('aria-label', words.text('parts'));
      for (const name of mocgioi.TABS) {
        const tab = attributes(button('mg-tab', words.text(`tab_${name}`), () => actions.tab(name)), { 'aria-controls': 'mg-sheet' });
        this.tabs.set(name, tab);
        tabs.append(tab);
      }
      this.body = el('div', 'mg-panel-body');
      this.sheetTitle = el('h2');
      this.sheet = el('div', 'mg-sheet', null,
        el('div', 'mg-sheet-head', null, this.sheetTitle, iconButton('×', words.text('close'), () => actions.tab(null))), this.body);
      this.sheet.id = 'mg-sheet';
      this.top = el('div', 'mg-top', null, this.headline.root, finder);
      this.side = el('div', 'mg-side', null, this.top, tabs, this.sheet);
      this.banner = model.facts.illustrative ? banner(model) : null;
      this.sheet.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') actions.tab(null);
        event.stopPropagation();
      });
    }

    /** Show one sheet; on a phone, `open` says whether it is up. */
    open(name, open) {
      this.side.dataset.tab = name;
      this.sheet.classList.toggle('mg-open', open);
      this.sheetTitle.textContent = this.model.words.text(`tab_${name}`);
      for (const [own, tab] of this.tabs) {
        tab.setAttribute('aria-expanded', String(own === name && open));
        tab.classList.toggle('mg-on', own === name);
      }
      const sheet = this.sheets[name]();
      if (this.body.firstChild !== sheet) this.body.replaceChildren(sheet);
      this.up = open;
      this.fill();
    }

    update(view, look, result) {
      this.waiting = { view, look, result };
      this.fill();
      this.headline.update(view, result);
    }

    /** Make the overview of what waits to be shown, if it is in sight. */
    fill() {
      const { model, actions } = this;
      const seen = this.body.firstChild === this.overview && (this.up || !actions.narrow());
      if (!seen || !this.waiting) return;
      const { view, look, result } = this.waiting;
      this.waiting = null;
      const focused = this.overview.contains(document.activeElement) ? mocgioi.focusPath(this.overview) : null;
      const scrolled = this.overview.firstChild ? this.body.scrollTop : 0;
      this.overview.replaceChildren(...[
        lacking(model),
        model.register.count ? symbolBlock(model, look, view.colouring, result, actions) : totalsBlock(model),
        model.register.count ? choice(model, 'colour_by', mocgioi.COLOURINGS, view.colouring, actions.colour) : null,
        markBlock(model, result, actions),
        roadBlock(model, view, result.roads, actions.roadsBy),
        coverageBlock(model, view),
        stretchBlock(model, view, actions),
        ...keyBlocks(model.words, actions.key()),
        layerBoxes(model, view, actions.toggle),
        footer(model),
      ].filter(Boolean));
      if (scrolled) this.body.scrollTop = scrolled;
      if (focused) mocgioi.focusAt(this.overview, focused);
    }
  }

  Object.assign(mocgioi, { Panel, choice, surfaceLabel });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
