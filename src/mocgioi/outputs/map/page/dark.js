/* The looks on a dark page: every line and bar stands out from whatever ground it lies on. */
(function (mocgioi) {
  'use strict';

  const LEAST = 3;
  const STEPS = 40;
  const TINT = 0.86;

  /** Relative luminance of `#rrggbb` (WCAG 2). */
  function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** How far two colours stand apart, from 1 to 21. */
  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((first, second) => first - second);
    return (high + 0.05) / (low + 0.05);
  }

  /** A colour made just so light that it stands out from each of some dark grounds. */
  function lit(colour, grounds) {
    for (let step = 0; step <= STEPS; step += 1) {
      const lighter = mocgioi.mixed(colour, '#ffffff', step / STEPS);
      if (grounds.every((ground) => contrast(lighter, ground) >= LEAST)) return lighter;
    }
    return '#ffffff';
  }

  /** The symbology of a dark page; `grounds` are what things lie on besides the tints. */
  function darkSymbology(symbology, theme, grounds) {
    const tinted = (tints) => tints.map((tint) => mocgioi.mixed(tint, theme.ground, TINT));
    const [communes, coverage] = [tinted(symbology.communes), tinted(symbology.coverage)];
    const all = [theme.ground, ...grounds, ...communes, ...coverage];
    const raised = (own) => ({ ...own, colour: lit(own.colour, all) });
    const each = (table) => Object.fromEntries(Object.entries(table).map(([code, own]) => [code, raised(own)]));
    const lists = Object.fromEntries(['states', 'measured', 'differences'].map((name) => [name, symbology[name].map(raised)]));
    return {
      ...symbology, ...lists, communes, coverage, roads: each(symbology.roads), trunks: each(symbology.trunks), places: each(symbology.places),
      boundary: raised(symbology.boundary), surfaces: symbology.surfaces.map((colour) => lit(colour, all)),
    };
  }

  Object.assign(mocgioi, { darkSymbology });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
