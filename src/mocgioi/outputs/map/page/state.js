/* What the page shows, in one object: it tells who listens, and stands in the URL's hash. */
(function (mocgioi) {
  'use strict';

  const TABS = ['situation', 'overview', 'filters', 'table', 'tools'];
  const COLOURINGS = ['declared', 'measured', 'difference'];
  const ROADS_BY = ['status', 'surface'];
  const LAYERS = ['markers', 'roads', 'boundary', 'stretches', 'communes', 'coverage', 'posts', 'gates', 'kilometres', 'grid'];
  const LAYERS_AT_FIRST = ['markers', 'roads', 'boundary', 'communes', 'posts', 'gates'];
  const PUBLIC_LAYERS = ['boundary', 'coverage'];
  const PRINTS = ['map_a4', 'map_a3', 'strip'];

  const viewParts = new Map();

  /**
   * Have a further key in every view, that a feature understands: `first(facts)` is its value at
   * first, `read(params, first)` the one that a hash asks for, `put(value, params)` puts it there.
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

  const oneOf = (list, value, otherwise) => (list.includes(value) ? value : otherwise);

  function placeOf(text) {
    const parts = (text || '').split('/').map(Number);
    if (parts.length !== 3 || !parts.every(Number.isFinite)) return null;
    const [zoom, latitude, longitude] = parts;
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom, latitude, longitude } : null;
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

  /** The view that a hash describes; what it does not know, it leaves as at first. */
  function fromHash(hash, first, facets) {
    const params = new URLSearchParams(hash.replace(/^#/, ''));
    const filters = {};
    for (const key of facets) {
      const codes = [...new Set(params.getAll(key))].map((code) => (code === '' ? null : code));
      if (codes.length) filters[key] = codes;
    }
    const sort = params.get('sort') || first.sort.key;
    const further = [...viewParts].map(([key, part]) => [key, part.read(params, first[key])]);
    return {
      ...Object.fromEntries(further),
      lang: oneOf(mocgioi.LANGUAGES, params.get('lang'), first.lang),
      tab: oneOf(TABS, params.get('tab'), first.tab),
      filters,
      marker: params.get('marker'),
      sort: { key: sort.replace(/-$/, ''), descending: sort.endsWith('-') },
      colouring: oneOf(COLOURINGS, params.get('colour'), first.colouring),
      roadsBy: oneOf(ROADS_BY, params.get('roads'), first.roadsBy),
      layers: params.has('layers') ? LAYERS.filter((name) => params.get('layers').split(' ').includes(name)) : first.layers,
      at: placeOf(params.get('at')),
      print: oneOf(PRINTS, params.get('print'), null),
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
