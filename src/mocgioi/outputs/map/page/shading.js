/* Shares as tints: the rule of outputs/shading.py, for the shares of any day. No page needed. */
(function (mocgioi) {
  'use strict';

  const SHADES = 5;
  const TOLD_APART = 3;

  const classOf = (percent, breaks) => breaks.slice(1, -1).filter((edge) => percent >= edge).length;

  function ends(shares, grain) {
    const low = Math.min(Math.floor(shares[0] / grain) * grain, 100 - grain);
    return [low, Math.max(low + grain, Math.ceil(shares[shares.length - 1] / grain) * grain)];
  }

  function equal(shares, grain) {
    const [low, high] = ends(shares, grain);
    const step = Math.ceil((high - low) / SHADES / grain) * grain;
    const classes = Math.ceil((high - low) / step);
    const first = Math.min(low, 100 - classes * step);
    return Array.from({ length: classes + 1 }, (_, at) => first + at * step);
  }

  function quantile(shares, grain) {
    const [low, high] = ends(shares, grain);
    const inner = Array.from({ length: SHADES - 1 }, (_, at) => Math.floor(shares[Math.floor(((at + 1) * shares.length) / SHADES)] / grain + 0.5) * grain);
    return [...new Set([low, high, ...inner.filter((edge) => low < edge && edge < high)])].sort((edge, other) => edge - other);
  }

  /** The edges of the classes of shares in per cent, ascending; none where there is no share. */
  function shareBreaks(percents) {
    const shares = percents.filter((percent) => percent !== null).sort((share, other) => share - other);
    if (!shares.length) return [];
    const wanted = Math.min(TOLD_APART, new Set(shares).size);
    const tried = [5, 1].flatMap((grain) => [equal, quantile].map((by) => by(shares, grain)));
    return tried.find((edges) => new Set(shares.map((share) => classOf(share, edges))).size >= wanted) || tried[2];
  }

  function shadeOfClass(index, breaks) {
    const classes = breaks.length - 1;
    return classes === 1 ? Math.floor(SHADES / 2) : Math.floor((index * (SHADES - 1)) / (classes - 1) + 0.5);
  }

  /** Which of the tints a share has, 0 the lightest; null where there is no share. */
  const shadeOf = (percent, breaks) => (percent === null ? null : shadeOfClass(classOf(percent, breaks), breaks));

  /** The tints of areas by their shares: {tintOf(area), rows}; `rows` are the key: {tint, label}, the lowest first. */
  function shades({ symbology }, areas, percentOf) {
    const breaks = shareBreaks(areas.map(percentOf));
    return {
      tintOf: (area) => symbology.coverage[shadeOf(percentOf(area), breaks)] || null,
      rows: breaks.slice(1).map((high, at) => ({ tint: symbology.coverage[shadeOfClass(at, breaks)], label: `${breaks[at]}–${high}%` })),
    };
  }

  const communeShades = (model) => shades(model, model.communes, ({ road_built, markers_needing_road }) => (model.told && road_built !== null ? mocgioi.percentOf(road_built, markers_needing_road) : null));

  const stretchShades = (model, basis) => shades(model, model.stretches, (stretch) => mocgioi.figuresOfStretch(model, stretch, basis).percent);

  Object.assign(mocgioi, { shareBreaks, shadeOf, communeShades, stretchShades });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
