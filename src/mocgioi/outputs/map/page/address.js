/* The page and its address: the view in the hash, what a hash asks for in vain, and Back on a phone. */
(function (mocgioi) {
  'use strict';

  const HASH_AFTER_MS = 200;
  const TELL = 3;
  const CLIP = 40;
  const NEAR_EXTENT = 1;
  const TOLD = { marker: 'link_no_marker', at: 'link_no_at', area: 'link_no_area', too_much: 'link_too_much', no_stage: 'link_no_stage' };

  /** A piece of an address to quote: short, without what turns the reading of a line about. */
  function quoted(text) {
    const signs = [...text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')];
    return signs.length > CLIP ? `${signs.slice(0, CLIP).join('')}…` : signs.join('');
  }

  /** What is told of the parts of a hash that could not be followed: {key, value}; empty for none. */
  function refusalText(words, refused) {
    const weight = ({ key }) => (mocgioi.own(TOLD, key) ? 0 : words.has(`facet_${key}`) ? 1 : 2);
    const told = [...refused].sort((one, other) => weight(one) - weight(other)).slice(0, TELL).map(({ key, value }) => {
      const how = { value: quoted(value), key: quoted(key) };
      if (mocgioi.own(TOLD, key)) return words.text(TOLD[key], how);
      if (words.has(`facet_${key}`)) return words.text('link_no_code', { ...how, facet: words.text(`facet_${key}`) });
      return words.text('link_unknown', how);
    });
    if (refused.length > TELL) told.push(words.text('link_more', { n: words.number(refused.length - TELL) }));
    return told.join(' ');
  }

  /**
   * Back on a phone: each thing that lies over the map is an entry of the browser's history, and
   * Back takes the uppermost away. Where history is refused, the page does without.
   */
  class Back {
    /** `covers()`: what lies over the map, lowest first, each with `close()`; `settled()`: the hash has to be written anew. */
    constructor(covers, settled) {
      this.covers = covers;
      this.settled = settled;
      const { state } = globalThis.history;
      this.depth = (state && state.mocgioi) || 0;
      this.leaving = false;
      this.note();
      globalThis.addEventListener('popstate', (event) => this.moved(event.state));
    }

    note() {
      return this.enter(() => globalThis.history.replaceState({ mocgioi: this.depth }, ''));
    }

    /** Soon, not now: one thing may close and another open in one go. */
    settleSoon() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.settle(), 0);
    }

    settle() {
      if (this.leaving) return;
      const wanted = this.covers().length;
      if (wanted < this.depth) this.leaving = this.enter(() => globalThis.history.go(wanted - this.depth));
      while (this.depth < wanted && this.enter(() => globalThis.history.pushState({ mocgioi: this.depth + 1 }, ''))) this.depth += 1;
    }

    /** Whether the history let us. */
    enter(step) {
      try {
        step();
        return true;
      } catch {
        return false;
      }
    }

    /** The browser went to another entry: one of ours, or one that an address typed has made. */
    moved(state) {
      const depth = state && Number.isInteger(state.mocgioi) ? state.mocgioi : null;
      const [before, leaving] = [this.depth, this.leaving];
      this.depth = depth || 0;
      this.leaving = false;
      this.note();
      if (depth !== null && depth < before) {
        const covers = leaving ? [] : this.covers();
        while (covers.length > depth) covers.pop().close();
        this.settled();
      }
      this.settleSoon();
    }
  }

  /** What a page is as far as it has an address. */
  class Addressed extends mocgioi.Opening {
    /** The view that a hash asks for, of what the data have; `refused` is the rest of it. */
    read(hash = globalThis.location.hash) {
      const { model, facets } = this;
      this.refused = [];
      const refuse = (key, value) => this.refused.push({ key, value });
      const view = mocgioi.fromHash(hash, this.first, mocgioi.facetKeys(model.surveyed), refuse);
      const filters = mocgioi.knownFilters(view.filters, mocgioi.withRanges(facets, model.register, view.filters), refuse);
      const own = (number) => model.register.rowOf(number) !== undefined;
      const marker = view.marker === null ? null : [view.marker, mocgioi.numberOf(view.marker)].find(own) || null;
      if (view.marker !== null && marker === null) refuse('marker', view.marker);
      const sorts = mocgioi.columnsOf(model, () => mocgioi.lookOf(model.symbology, view.colouring)).map(({ key }) => key);
      const sort = sorts.includes(view.sort.key) ? view.sort : this.first.sort;
      if (sort !== view.sort) refuse('sort', view.sort.key);
      const near = view.at && this.nearExtent(view.at);
      if (view.at && !near) refuse('at', [view.at.zoom, view.at.latitude, view.at.longitude].join('/'));
      return { ...view, ...this.readFurther(view, filters, refuse), filters, marker, sort, at: near ? view.at : null };
    }

    /** What of a view's area, budget and stage there is in the data. */
    readFurther(view, filters, refuse) {
      const { model } = this;
      const area = mocgioi.isAreaOf(model, view.area, filters) ? view.area : null;
      if (view.area !== area) refuse('area', view.area);
      const most = mocgioi.mostBudget(model.programme);
      if (view.budget > most) refuse('too_much', String(view.budget / 1e9));
      const stages = view.stage === null ? 0 : (view.story.length ? view.story : mocgioi.builtStages(model, this.first, () => '')).length;
      if (view.stage !== null && view.stage >= stages) refuse('no_stage', String(view.stage + 1));
      return { area, budget: Math.min(view.budget, most), stage: view.stage === null ? null : Math.min(view.stage, stages - 1) };
    }

    /** Whether a place is about where the data are, and the map can come as close. */
    nearExtent({ zoom, latitude, longitude }) {
      return zoom <= this.map.getMaxZoom() && L.latLngBounds(this.model.facts.extent).pad(NEAR_EXTENT).contains([latitude, longitude]);
    }

    /** Say what of the address could not be followed. */
    tellRefused() {
      if (this.refused.length) this.tools.message.say(refusalText(this.model.words, this.refused));
      this.refused = [];
    }

    /** The hash of a view, without '#'. */
    hashOf(view) {
      return mocgioi.toHash(view, this.first, mocgioi.facetKeys(this.model.surveyed));
    }

    hash() {
      return this.hashOf(this.state.view);
    }

    /** What somebody else can use to see what is shown: of a file only what stands behind its name. */
    link() {
      const { protocol, href } = globalThis.location;
      const { view } = this.state;
      // Whoever copies or prints stands at the tools; nobody else has to.
      const hash = this.hashOf({ ...view, print: null, tab: view.tab === 'tools' ? this.first.tab : view.tab });
      return /^https?:$/.test(protocol) ? `${href.split('#')[0]}${hash && `#${hash}`}` : `#${hash}`;
    }

    writeHashSoon() {
      clearTimeout(this.writing);
      this.writing = setTimeout(() => this.writeHash(), HASH_AFTER_MS);
    }

    /** Where the page may not touch its URL, the view is simply not in it. */
    writeHash() {
      clearTimeout(this.writing);
      const hash = this.hash();
      const { pathname, search } = globalThis.location;
      this.back.enter(() => globalThis.history.replaceState({ mocgioi: this.back.depth }, '', hash ? `#${hash}` : pathname + search));
    }

    /** Somebody put another hash into the address. */
    followHash() {
      if (globalThis.location.hash.slice(1) === this.hash()) return;
      this.state.set(this.read());
      this.fit();
      this.applyView();
      if (this.row === null) this.hideCard();
      this.reopen();
      this.besideCard();
      this.panel.open(this.state.view.tab, this.sheetUp);
      this.tellRefused();
    }

    /** What lies over the map of a phone, lowest first; a desk has room for all of it. */
    covers() {
      if (!this.narrow()) return [];
      return [
        this.sheetUp && { close: () => this.openTab(null) },
        this.card.open && { close: () => this.card.close() },
        ...this.features.ask('covers'),
        this.state.view.print && { close: () => this.state.set({ print: null }) },
      ].filter(Boolean);
    }
  }

  Object.assign(mocgioi, { refusalText, Back, Addressed });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
