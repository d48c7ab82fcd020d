/* Puts data, map, panel, strip and card together. `mocgioi.start(map, id)` is what the page calls. */
(function (mocgioi) {
  'use strict';

  const { el, iconButton } = mocgioi;
  /* As in layout.css: sheets come up from below. */
  const NARROW = '(max-width: 559px), (max-width: 719px) and (min-height: 481px)';
  const MAX_ZOOM = 19;

  /* The paper of panels and cards on a dark page, as in page.css. */
  const PAPER = '#20282e';
  const STRIPS = {
    light: { ink: '#1c2730', track: '#eceae4', line: '#98a1a8' },
    dark: { ink: '#f1f4f6', track: '#2b343b', line: '#8f989f' },
  };

  class Page extends mocgioi.Addressed {
    constructor(map, model) {
      super();
      this.map = map;
      this.model = model;
      this.packed = model.facts;
      map.setMaxZoom(MAX_ZOOM);
      if (model.facts.tiles) model.tiles = new mocgioi.TileGround(map, model.facts.tiles);
      this.container = map.getContainer();
      model.days = new mocgioi.Days(model);
      mocgioi.deriveAreas(model);
      this.facets = mocgioi.facetsOf(model.register, model.surveyed);
      this.first = mocgioi.firstView(model.facts);
      this.state = new mocgioi.State(this.read());
      this.sheetUp = false;
      this.canvas = new mocgioi.PointCanvas({ padding: 0.25 }).setModel(model);
      this.layers = new mocgioi.Layers(map, model, this.canvas);
      this.dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
      this.narrowly = globalThis.matchMedia(NARROW);
    }

    get row() {
      return this.state.view.marker === null ? null : this.model.register.rowOf(this.state.view.marker);
    }

    get look() {
      return mocgioi.lookOf(this.model.symbology, this.state.view.colouring);
    }

    build() {
      this.features = new mocgioi.Features(this);
      this.back = new mocgioi.Back(() => this.covers(), () => this.writeHash());
      this.container.classList.add('mg-map');
      this.scaleBar = L.control.scale({ imperial: false, maxWidth: 120 }).addTo(this.map);
      this.refilter();
      this.dress();
      this.furnish();
      this.canvas.overlays = [(ctx, names) => this.overlay(ctx, names)];
      this.canvas.covered = () => this.covered();
      this.canvas.last = (ctx, names) => this.features.ask('last', this.canvas, ctx, names);
      this.fit();
      this.applyView();
      this.redrawLayers();
      this.listen();
      this.followPrint();
      this.tellRefused();
      this.reopen();
      this.besideCard();
    }

    /** Open what the view has open. */
    reopen() {
      this.showMarker({ quiet: true });
      this.features.ask('reopen');
    }

    /** Make all that has words, in the language of the view. */
    furnish() {
      const { model, state } = this;
      const { lang } = state.view;
      if (model.words.lang !== lang) model.words = new mocgioi.Words(this.packed, lang);
      document.documentElement.lang = lang;
      document.title = model.facts.titles[lang];
      this.container.setAttribute('role', 'main');
      this.container.setAttribute('aria-label', model.words.text('map_name'));
      this.tools = new mocgioi.Tools(this);
      this.card = new mocgioi.Card(model, {
        select: (row, together) => this.select(row, together), goTo: (row) => this.goTo(row), measureFrom: (row) => this.tools.begin(row),
        area: (area) => mocgioi.openArea(this, area), all: () => mocgioi.showAll(this), table: () => this.openTab('table'),
        opened: () => this.cardOpened(), closed: () => this.cardClosed(),
        survey: (row) => this.surveying.open(row), isSurveyed: (number) => Boolean(this.surveying.drafts.of(number)),
        extras: (marker) => this.features.ask('card', marker),
      });
      this.finder = new mocgioi.Finder(model, { take: (hit) => this.take(hit), symbolOf: (row) => this.symbolOf(row) });
      this.facetBoxes = null;
      this.table = null;
      this.strip = new mocgioi.Strip(model, { select: (row) => this.select(row), point: (row) => this.point(row) });
      this.situation = new mocgioi.Situation(this);
      this.panel = new mocgioi.Panel(model, this.finder.root, { situation: () => this.situation.sheet(), filters: () => this.filterBoxes(), table: () => this.tableBox(), tools: () => this.tools.sheet() }, {
        filter: (key, code) => state.toggle(key, code), colour: (colouring) => state.set({ colouring }), roadsBy: (roadsBy) => state.set({ roadsBy }),
        toggle: (name, on) => this.toggle(name, on), stretch: (stretch) => this.showStretch(stretch), select: (row) => this.select(row), view: () => state.view, key: () => this.features.ask('key'), language: (other) => state.set({ lang: other }),
        clear: () => mocgioi.showAll(this), facets: () => this.facets, worst: () => this.openTab('situation'), tab: (name) => this.openTab(name), narrow: () => this.narrow(),
      });
      this.tip = el('div', 'mg-tip');
      this.tip.hidden = true;
      const controls = this.controls();
      this.bottom = el('div', 'mg-bottom', null, ...this.features.ask('below'), this.strip.root);
      const root = el('div', 'mg-root', null, this.panel.banner, this.panel.side, this.bottom, controls, this.tools.message.root, this.card.root, ...this.features.ask('furnish'), this.tip);
      root.classList.toggle('mg-illustrative', Boolean(this.panel.banner));
      root.classList.toggle('mg-no-markers', model.register.count === 0);
      for (const part of root.children) if (part !== this.tip) this.shield(part);
      if (this.root) this.root.replaceWith(root);
      else this.container.append(root);
      this.root = root;
      this.explainEmpty();
      this.panel.open(state.view.tab, this.sheetUp);
      this.update();
      this.follow(this.panel.top, '--top');
      this.follow(this.bottom, '--bottom');
    }

    /** Let styles know how tall a part stands. */
    follow(part, property) {
      const tell = () => this.container.style.setProperty(property, `${part.offsetHeight}px`);
      // At once, so that the map is not drawn for a page that is laid out anew a moment later.
      tell();
      new ResizeObserver(tell).observe(part);
    }

    /** Keep what happens on a part of the page from the map below it. */
    shield(part) {
      L.DomEvent.disableClickPropagation(part);
      L.DomEvent.disableScrollPropagation(part);
      // A button that replaces its own card is out of the document when Leaflet looks for it.
      part.addEventListener('click', (event) => event.stopPropagation());
    }

    controls() {
      const { words } = this.model;
      const made = [
        ['', 'nearest_to_me', () => this.tools.locate()],
        ['+', 'zoom_in', () => this.zoomIn()],
        ['−', 'zoom_out', () => this.map.zoomOut(1)],
        ['⤢', 'whole', () => this.whole()],
      ].map(([sign, key, press]) => iconButton(sign, words.text(key), press));
      made[0].classList.add('mg-locate');
      return el('div', 'mg-controls', null, el('div', 'mg-zoom', null, ...made));
    }

    listen() {
      const { map, container, state } = this;
      state.on(['filters'], () => this.refilter());
      state.on(['filters', 'colouring', 'roadsBy', 'layers', 'sort', 'by'], () => this.update());
      state.on(['filters', 'layers', 'roadsBy', 'colouring'], () => this.redrawLayers());
      state.on(['lang'], () => {
        this.furnish();
        this.reopen();
        this.panel.side.querySelector('.mg-language').focus();
      });
      state.on(['print'], () => this.followPrint());
      state.on(Object.keys(this.first), () => this.writeHashSoon());
      mocgioi.listenToMap(this);
      this.dark.addEventListener('change', () => {
        this.dress();
        this.furnish();
        this.redrawLayers();
        this.reopen();
      });
      globalThis.addEventListener('hashchange', () => this.followHash());
      container.addEventListener('keydown', (event) => {
        if (event.target !== container) return;
        if (event.key === 'Enter') this.selectMiddle();
        if (event.key === 'Escape') this.card.close();
      });
      map.on('moveend', () => this.noteView());
    }

    refilter() {
      const { filters } = this.state.view;
      const { register } = this.model;
      const result = mocgioi.applyFilters(mocgioi.withRanges(this.facets, register, filters), filters, register.count);
      this.result = { ...result, roads: mocgioi.roadsAbout(this.model, result.rows) };
    }

    /** Bring everything that shows markers up to the view. */
    update() {
      const { view } = this.state;
      const { look, row } = this;
      const { register, symbology } = this.model;
      const marks = new Map(symbology.marks.map((mark) => [mark.code, mark]));
      const shown = this.result.rows.length < register.count ? this.result.shown : null;
      this.scene = { register, look, marks, shown, filters: view.filters, rows: this.result.rows, theme: this.stripTheme(), selected: row,
        ticks: view.layers.includes('stretches') ? mocgioi.stretchTicks(this.model) : [] };
      this.features.ask('update', this.scene);
      this.panel.update(view, look, this.result);
      this.situation.update();
      if (this.facetBoxes) this.facetBoxes.update(view.filters, this.result.counts);
      if (this.table) this.table.update(this.result.rows, view.sort, row);
      this.strip.update(this.scene);
      this.canvas.look = look;
      this.canvas.shown = this.scene.shown;
      this.canvas.shares = this.model.told && !view.filters.state;
      for (const name of ['markers', 'posts', 'gates']) this.canvas.visible[name] = view.layers.includes(name);
      this.canvas.visible.communes = view.layers.includes('communes') || view.layers.includes('coverage');
      if (this.canvas._map) this.canvas.refresh();
    }

    /** The boxes of the filters, made when they are first asked for. */
    filterBoxes() {
      if (!this.facetBoxes) {
        this.facetBoxes = new mocgioi.Facets(this.model, this.facets, { toggle: (key, code) => this.state.toggle(key, code) });
        this.facetBoxes.update(this.state.view.filters, this.result.counts);
      }
      return this.facetBoxes.root;
    }

    /** The table, made when it is first asked for. */
    tableBox() {
      if (!this.table) {
        this.table = new mocgioi.Table(this.model, () => this.look, {
          select: (row) => this.select(row), point: (row) => this.point(row), sort: (key) => this.sort(key),
        });
        this.table.update(this.result.rows, this.state.view.sort, this.row);
      }
      return this.table.root;
    }

    redrawLayers() {
      this.layers.draw(this.state.view, this.theme, this.result.roads, this.features.ask('paths', this.theme));
    }

    /** Light or dark, as the system asks. */
    dress() {
      const { symbology } = this.packed;
      this.theme = mocgioi.THEMES[this.dark.matches ? 'dark' : 'light'];
      this.model.symbology = this.dark.matches ? mocgioi.darkSymbology(symbology, this.theme, [PAPER, STRIPS.dark.track]) : symbology;
      this.canvas.wear(this.theme);
    }

    stripTheme() {
      return STRIPS[this.dark.matches ? 'dark' : 'light'];
    }

    overlay(ctx, names) {
      const { layers } = this.state.view;
      mocgioi.drawKilometres(this.canvas, ctx, names, layers);
      if (layers.includes('grid')) mocgioi.drawDegrees(this.canvas, ctx, this.model.words, this.margins());
      this.features.ask('overlay', this.canvas, ctx, names);
      this.tools.draw(this.canvas, ctx);
      if (this.pin && this.card.open) mocgioi.drawWay(this.canvas, ctx, [this.pin]);
    }

    symbolOf(row) {
      const { look } = this;
      return look.symbolOf(this.model.register.column(look.column)(row));
    }

    toggle(name, on) {
      const { layers } = this.state.view;
      this.state.set({ layers: mocgioi.LAYERS.filter((own) => (own === name ? on : layers.includes(own))) });
    }

    sort(key) {
      const { sort } = this.state.view;
      this.state.set({ sort: { key, descending: sort.key === key && !sort.descending } });
    }

    /** With no marker placed, say so where the markers would be, and let the strip speak. */
    explainEmpty() {
      const { words } = this.model;
      if (!mocgioi.isPlaceless(this.model)) return;
      this.root.classList.add('mg-no-place');
      this.root.append(el('div', 'mg-empty', null, el('p', '', null, el('strong', '', words.text('nothing_placed'))),
        el('p', '', words.text('nothing_placed_note'))));
    }

    narrow() {
      return this.narrowly.matches;
    }
  }

  /** Draw the data of script element `id` on a Leaflet map. */
  function start(map, id) {
    const model = mocgioi.unpack(mocgioi.carried(document.getElementById(id)));
    const page = new Page(map, model);
    mocgioi.page = page;
    page.build();
  }

  Object.assign(mocgioi, { start });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
