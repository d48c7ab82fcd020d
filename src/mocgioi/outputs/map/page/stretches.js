/* Stretches of the border line, ten km each: how many of their markers that need a road have one. */
(function (mocgioi) {
  'use strict';

  const CASING_PX = 3;
  const BAND_PX = [13, 8];

  /** What says of a marker that it has a road: reports, or the lines on the map. */
  const basisOf = (colouring) => (colouring === 'measured' ? 'measured' : 'declared');

  /** Which stretch a place `km` along the border lies in. */
  const stretchAt = (km, { stretch_km }, last) => Math.min(last, Math.floor(km / stretch_km + 1e-9));

  /**
   * The stretches from the north-western end: {from_km, to_km, lines, needing, declared, measured}.
   * `needing` are the rows of markers that need a road; `declared` and `measured` those of them
   * that have one by report, and by the lines on the map.
   */
  function stretchesOf(model) {
    const { facts, register, boundary, symbology } = model;
    const { left, built } = mocgioi.statesThat(symbology);
    const made = [];
    for (const { km_from, km_to, line } of boundary) {
      const at = Math.floor((km_from + km_to) / 2 / facts.stretch_km);
      if (!made[at]) made[at] = { at, from_km: km_from, to_km: km_to, lines: [], needing: [], reported: 0, declared: [], measured: [] };
      made[at].from_km = Math.min(made[at].from_km, km_from);
      made[at].to_km = Math.max(made[at].to_km, km_to);
      made[at].lines.push(line);
    }
    const [km, state, measured] = ['border_km', 'state', 'measured'].map((key) => register.column(key));
    for (let row = 0; km && row < register.count; row += 1) {
      const stretch = km(row) === null ? null : made[stretchAt(km(row), facts, made.length - 1)];
      if (!stretch || !(left.has(state(row)) || built.has(state(row)))) continue;
      stretch.needing.push(row);
      stretch.reported += state(row) === mocgioi.NOT_REPORTED ? 0 : 1;
      if (built.has(state(row))) stretch.declared.push(row);
      // The rule of `network.Measured`: this code means a road.
      if (measured(row) === 'reached') stretch.measured.push(row);
    }
    return made.filter(Boolean);
  }

  /** Bands for the canvas, wide and narrow by turns, so that the eye sees where one ends in grey too. */
  function stretchPaths(model, basis, theme) {
    const { tintOf } = mocgioi.stretchShades(model, basis);
    return model.stretches.flatMap((stretch) => {
      const { lines } = stretch;
      const tint = tintOf(stretch);
      const width_px = BAND_PX[stretch.at % BAND_PX.length];
      return [
        { lines, colour: theme.ink, width_px: width_px + CASING_PX, fixed: true },
        { lines, colour: tint || '#ffffff', width_px, dash_px: tint ? null : [3, 3], fixed: true },
      ];
    });
  }

  /** Rows at which the strip comes into another stretch, with the km there. */
  function stretchTicks({ facts, register, stretches }) {
    const km = register.column('border_km');
    const ticks = [];
    let before = null;
    for (let row = 0; km && stretches.length && row < register.count; row += 1) {
      if (km(row) === null) continue;
      const at = stretchAt(km(row), facts, stretches[stretches.length - 1].at);
      if (before !== null && at > before) ticks.push({ row, km: at * facts.stretch_km });
      before = at;
    }
    return ticks;
  }

  const stretchName = (words, { from_km, to_km }) =>
    words.text('stretch', { from: words.number(from_km, from_km % 1 ? 2 : 0), to: words.number(to_km, to_km % 1 ? 2 : 0) });

  /** The figures of a stretch by what is declared or measured: see `figureText`. What is measured waits for no report. */
  function figuresOfStretch({ told }, stretch, basis) {
    const [built, needing] = [stretch[basis].length, stretch.needing.length];
    const known = basis === 'measured' || (told && (!needing || stretch.reported > 0));
    return { told: known, built, needing, percent: known ? mocgioi.percentOf(built, needing) : null };
  }

  Object.assign(mocgioi, { basisOf, stretchesOf, stretchPaths, stretchTicks, stretchName, figuresOfStretch });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
