/* What the page shows, in one object: it tells who listens, and stands in the URL's hash. */
(function (mocgioi) {
  'use strict';

  const TABS = ['situation', 'overview', 'filters', 'table', 'tools'];
  const COLOURINGS = ['declared', 'measured', 'difference'];
  const ROADS_BY = ['status', 'surface'];
  const LAYERS = ['markers', 'roads', 'boundary', 'stretches', 'communes', 'coverage', 'posts', 'gates', 'kilometres', 'ground', 'grid'];
  const LAYERS_AT_FIRST = ['markers', 'roads', 'boundary', 'communes', 'posts', 'gates', 'ground'];
  const PUBLIC_LAYERS = ['boundary', 'coverage', 'ground'];
  const PRINTS = ['map_a4', 'map_a3', 'strip'];

  const viewParts = new Map();

  /**
   * Have a further key in every view, that a feature understands: `first(facts)` is its value at
   * first, `read(params, first)` the one that a hash asks for, `put(value, params)` puts it there;
   * where that is not what the hash has under `key`, the reader is told.
   */
  const viewPart = (key, part) => viewParts.set(key, part);

  /**
   * A view of the page, and the keys of `viewPart`:
   *   lang       'vi' or 'en'
   *   tab        the open part of the panel, one of TABS
   *   filters    facet key → array of codes; a facet without codes is not in it
   *   marker     number of the marker whose card is open, or null
   *   sort       {key, descending} of the table
   *   colouring  what markers are coloured by, one of COLOURINGS
   *   roadsBy    what access roads are drawn by, one of ROADS_BY
   *   layers     array of the layers that are on
   *   at         {zoom, latitude, longitude} of the map's middle, or null: the whole border
   *   print      what a print shows, one of PRINTS, or null
   */
  function firstView(facts) {
    const { lang, audience } = facts;
    const further = [...viewParts].map(([key, part]) => [key, part.first(facts)]);
    return {
      ...Object.fromEntries(further), lang, tab: TABS[0], filters: {}, marker: null, sort: { key: 'number', descending: false },
      colouring: 'declared', roadsBy: 'status', layers: audience === 'public' ? PUBLIC_LAYERS : LAYERS_AT_FIRST, at: null, print: null,
    };
  }

  function placeOf(text) {
    const parts = text.split('/').map((part) => (part.trim() === '' ? NaN : Number(part)));
    if (parts.length !== 3 || !parts.every(Number.isFinite)) return null;
    const [zoom, latitude, longitude] = parts;
    return zoom >= 0 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom, latitude, longitude } : null;
  }

  /** The hash of a view, without '#'; what is as at first is left out. `facets`: keys of filters. */
  function toHash(view, first, facets) {
    const params = new URLSearchParams();
    if (view.lang !== first.lang) params.set('lang', view.lang);
    if (view.tab !== first.tab) params.set('tab', view.tab);
    for (const key of facets) for (const code of view.filters[key] || []) params.append(key, code === null ? '' : code);
    if (view.marker !== null) params.set('marker', view.marker);
    if (view.sort.key !== first.sort.key || view.sort.descending) {
      params.set('sort', view.sort.key + (view.sort.descending ? '-' : ''));
    }
    if (view.colouring !== first.colouring) params.set('colour', view.colouring);
    if (view.roadsBy !== first.roadsBy) params.set('roads', view.roadsBy);
    const layers = LAYERS.filter((name) => view.layers.includes(name)).join(' ');
    if (layers !== first.layers.join(' ')) params.set('layers', layers);
    if (view.at) params.set('at', [view.at.zoom.toFixed(2), view.at.latitude.toFixed(5), view.at.longitude.toFixed(5)].join('/'));
    if (view.print) params.set('print', view.print);
    for (const [key, part] of viewParts) if (view[key] !== first[key]) part.put(view[key], params);
    return params.toString().replace(/%2F/g, '/');
  }

  /** The value of a further key; one that the feature would not write as it stands in the hash is refused. */
  function readPart(key, part, params, first, refuse) {
    const value = part.read(params, first);
    const again = new URLSearchParams();
    if (value !== null && value !== undefined) part.put(value, again);
    if (params.has(key) && String(params.getAll(key)) !== String(again.getAll(key))) refuse(key, params.get(key));
    return value;
  }

  /**
   * The view that a hash describes; what it does not know, it leaves as at first and tells
   * `refuse`. Codes, numbers and places are for the page to judge.
   * @param {(key: string, value: string) => void} [refuse]
   */
  function fromHash(hash, first, facets, refuse = () => {}) {
    const params = new URLSearchParams(hash.replace(/^#/, ''));
    const own = ['lang', 'tab', 'marker', 'sort', 'colour', 'roads', 'layers', 'at', 'print', ...facets, ...viewParts.keys()];
    for (const [key, value] of params) if (!own.includes(key)) refuse(key, value);
    const read = (key, otherwise, valueOf) => {
      if (!params.has(key)) return otherwise;
      const value = valueOf(params.get(key));
      if (value === null || value === undefined) refuse(key, params.get(key));
      return value ?? otherwise;
    };
    const oneOf = (list) => (text) => list.find((name) => name === text);
    const filters = {};
    for (const key of facets) {
      const codes = [...new Set(params.getAll(key))].map((code) => (code === '' ? null : code));
      if (codes.length) filters[key] = codes;
    }
    const further = [...viewParts].map(([key, part]) => [key, readPart(key, part, params, first[key], refuse)]);
    return {
      ...Object.fromEntries(further),
      lang: read('lang', first.lang, oneOf(mocgioi.LANGUAGES)),
      tab: read('tab', first.tab, oneOf(TABS)),
      filters,
      marker: params.get('marker'),
      sort: read('sort', first.sort, (text) => ({ key: text.replace(/-$/, ''), descending: text.endsWith('-') })),
      colouring: read('colour', first.colouring, oneOf(COLOURINGS)),
      roadsBy: read('roads', first.roadsBy, oneOf(ROADS_BY)),
      layers: read('layers', first.layers, (text) => {
        const names = text.split(' ').filter(Boolean);
        for (const name of names) if (!LAYERS.includes(name)) refuse('layers', name);
        return LAYERS.filter((name) => names.includes(name));
      }),
      at: read('at', first.at, placeOf),
      print: read('print', first.print, oneOf(PRINTS)),
    };
  }

  /** A view that tells its listeners which keys have changed. */
  class State {
    constructor(view) {
      this.view = view;
      this.listeners = [];
    }

    /** Call `listener(view, changed)` when one of `keys` has changed. */
    on(keys, listener) {
      this.listeners.push({ keys, listener });
    }

    set(changes) {
      const changed = new Set(Object.keys(changes).filter((key) => changes[key] !== this.view[key]));
      if (!changed.size) return;
      this.view = { ...this.view, ...changes };
      for (const { keys, listener } of this.listeners) {
        if (keys.some((key) => changed.has(key))) listener(this.view, changed);
      }
    }

    /** Take `code` of a facet in or out. */
    toggle(facet, code) {
      const before = this.view.filters[facet] || [];
      const after = before.includes(code) ? before.filter((other) => other !== code) : [...before, code];
      const { [facet]: _, ...others } = this.view.filters;
      this.set({ filters: after.length ? { ...others, [facet]: after } : others });
    }
  }

  Object.assign(mocgioi, { TABS, COLOURINGS, ROADS_BY, LAYERS, viewPart, firstView, toHash, fromHash, State });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
