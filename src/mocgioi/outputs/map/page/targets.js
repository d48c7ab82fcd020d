/* What plans set for the end of a year, beside the figures: for all markers, a commune or a post. */
(function (mocgioi) {
  'use strict';

  const { el } = mocgioi;

  /** The markers that an area, as `commune:06004` or `all:`, is to have with a road at the end of the year of the day, or null. */
  function targetOf({ facts: { targets }, day }, key) {
    const ofYear = targets[day.slice(0, 4)] || {};
    return mocgioi.own(ofYear, key) ? ofYear[key] : null;
  }

  /** The target of an area in words, with how much of it is reached; null where there is none, or nothing is known of the day. */
  function targetText(model, key, { told, built }) {
    const { words, day } = model;
    const target = targetOf(model, key);
    if (target === null || !told) return null;
    return words.text('target', { year: day.slice(0, 4), n: words.number(target), share: words.percent(mocgioi.percentOf(built, target)) });
  }

  /** A mark in a bar of markers that need a road, where the target is; null where there is none. */
  function targetMark(model, key, { needing }) {
    const target = targetOf(model, key);
    if (target === null || !needing) return null;
    const mark = el('span', 'mg-target');
    mark.style.left = `calc(${Math.min(100, (100 * target) / needing)}% - 2px)`;
    return mark;
  }

  Object.assign(mocgioi, { targetText, targetMark });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
