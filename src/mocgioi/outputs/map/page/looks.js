/* What markers and roads are coloured by: reports, the lines on the map, or where these differ. */
(function (mocgioi) {
  'use strict';

  const { own } = mocgioi;

  /** A look by its name: the facet that filters by it and the symbols of its codes. */
  function lookOf(symbology, colouring) {
    const [facet, column, symbols] = {
      declared: ['state', 'state', symbology.states],
      measured: ['measured', 'measured', symbology.measured],
      difference: ['difference', 'difference', symbology.differences],
    }[colouring];
    // What agrees is not noted in the column: its value is null.
    const valued = symbols.map((symbol) => ({ ...symbol, value: symbol.code === 'agree' ? null : symbol.code }));
    const byCode = new Map(valued.map((symbol) => [symbol.value, symbol]));
    const last = facet === 'state' ? symbology.absent : valued[valued.length - 1];
    return { facet, column, symbols: valued, symbolOf: (code) => byCode.get(code) || last };
  }

  /** How a road is drawn: trunk roads by class, access roads by status; one not known here is as far off as can be. */
  function statusStyle(symbology, road) {
    return own(symbology.trunks, road.road_class) || own(symbology.roads, road.status) || Object.values(symbology.roads).pop();
  }

  /** Roads that go with `rows` of markers on the map: those that lead to any of them, and the trunk roads. */
  function roadsAbout(model, rows) {
    const leading = new Set(mocgioi.roadsOf(model, rows));
    return model.roads.filter((road) => leading.has(road) || own(model.symbology.trunks, road.road_class));
  }

  /** Surfaces of the access roads, the most frequent first. */
  function surfacesOf(model) {
    const counts = new Map();
    for (const road of model.roads) {
      if (own(model.symbology.trunks, road.road_class)) continue;
      counts.set(road.surface, (counts.get(road.surface) || 0) + 1);
    }
    const order = [...counts.keys()].sort((surface, other) => Number(surface === null) - Number(other === null) || counts.get(other) - counts.get(surface));
    return order.map((surface) => ({ surface, count: counts.get(surface) }));
  }

  /** A function from road to line style, by status or by surface. */
  function roadStyles(model, roadsBy) {
    const { symbology } = model;
    if (roadsBy === 'status') return (road) => statusStyle(symbology, road);
    const colours = symbology.surfaces;
    const order = surfacesOf(model).map(({ surface }) => surface);
    return (road) => {
      const trunk = own(symbology.trunks, road.road_class);
      if (trunk) return trunk;
      const at = road.surface === null ? colours.length - 1 : Math.min(order.indexOf(road.surface), colours.length - 1);
      return { ...statusStyle(symbology, road), code: road.surface, colour: colours[at] };
    };
  }

  const THEMES = {
    light: { ground: '#f3f0e8', ink: '#1c2730', soft: '#5b594e', commune: '#3b3a33', halo: 'rgba(255,255,255,.92)', edge: '#a39b89', grid: '#c9c3b4', boundary: null, place: null, selected: 'rgba(255,255,255,.75)' },
    dark: { ground: '#1b2127', ink: '#f1f4f6', soft: '#bdc5cb', commune: '#d9dee2', halo: 'rgba(20,26,31,.92)', edge: '#8f989f', grid: '#3a434b', boundary: '#d3dae0', place: '#f1f4f6', selected: 'rgba(255,255,255,.35)' },
  };

  /** `#rrggbb` mixed towards a ground, for tints on a dark page. */
  function mixed(colour, ground, share) {
    const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
    return `#${[1, 3, 5].map((at) => Math.round(part(colour, at) * (1 - share) + part(ground, at) * share).toString(16).padStart(2, '0')).join('')}`;
  }

  Object.assign(mocgioi, { lookOf, roadsAbout, surfacesOf, roadStyles, THEMES, mixed });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
