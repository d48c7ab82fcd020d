/* Parts of the card that stand by themselves: coordinates to take along, and the history. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes, sentence, own } = mocgioi;

  /** Where an observation comes from: file and row, and who saw it. */
  function sourceText(words, { file, row, observer }) {
    const at = row === null ? '' : `, ${words.text('row')} ${row}`;
    return [file && `${file}${at}`, observer].filter(Boolean).join(' · ');
  }

  /** In which way report and lines differ: a line that reaches the marker may not be joined. */
  function differenceText(words, { measured, nearest_road_m: apart }) {
    if (measured === 'near' && apart === null) return words.text('differs_none');
    return words.text(`differs_${measured}`, measured === 'near' ? { m: words.number(apart, apart < 10 ? 1 : 0) } : {});
  }

  /** What to do about a difference, as the command line says it; metres and places as exact as given. */
  function adviceText({ words, facts }, marker) {
    const [places, decimals] = facts.audience === 'internal' ? [4, 0] : [6, 1];
    const metres = (value) => (value === null ? '–' : words.number(value, decimals));
    const road = (name) => (name ? words.text('named', { name }) : words.text('nameless'));
    const { advice, nearest_road_m, look_latitude: latitude, look_longitude: longitude } = marker;
    const special = { 'draw-line': nearest_road_m === null && '-none', 'close-gap': marker.missing_m === 0 && '-crossing' };
    return words.text(`advice_${advice}${special[advice] || ''}`, {
      road: road(marker.nearest_road),
      nearest_m: metres(nearest_road_m),
      missing_m: metres(marker.missing_m),
      to_road: road(marker.missing_to),
      place: latitude === null ? '–' : `${latitude.toFixed(places)}, ${longitude.toFixed(places)}`,
    });
  }

  /** Put text on the clipboard, or mark it so that it can be copied by hand. */
  async function copyText(text, shown) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const range = document.createRange();
      range.selectNodeContents(shown);
      const selection = globalThis.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand('copy');
    }
  }

  function copyLine(words, key, text) {
    const shown = el('span', 'mg-number', text);
    const press = button('mg-copy', words.text('copy'), async () => {
      press.textContent = words.text((await copyText(text, shown)) ? 'copied' : 'copy_by_hand');
      setTimeout(() => (press.textContent = words.text('copy')), 2500);
    });
    press.setAttribute('aria-label', words.text('copy_what', { what: words.text(key) }));
    return el('div', 'mg-copy-line', null, el('dt', '', words.text(key)), el('dd', '', null, shown, press));
  }

  /** Coordinates in both systems, each to be copied, and a link for the phone's own map. */
  function positionBlock(model, place, name) {
    const { words } = model;
    const { latitude, longitude } = place;
    if (latitude === undefined) return null;
    const lines = el('dl', 'mg-facts mg-position');
    if (latitude === null || longitude === null) {
      lines.append(el('div', '', null, el('dt', '', words.text('position')), el('dd', '', words.text('position_unknown'))));
      return lines;
    }
    const degrees = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
    lines.append(copyLine(words, 'position', degrees));
    const plane = mocgioi.vn2000(latitude, longitude);
    lines.append(copyLine(words, 'position_vn2000', `E ${plane.easting.toFixed(2)}, N ${plane.northing.toFixed(2)}`));
    const link = el('a', 'mg-button mg-geo', words.text('open_in_gps'));
    const at = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
    link.href = `geo:${at}?q=${at}(${encodeURIComponent(name)})`;
    return el('div', '', null, lines, link);
  }

  function valueText(words, { aspect, value }) {
    return own(words.lists, aspect) ? sentence(words.code(aspect, value)) : String(value);
  }

  /** What was observed, newest first, each with its source and what was decided about it. */
  function historyBlock(model, marker) {
    const { words } = model;
    if (!marker.history || !marker.history.length) return null;
    const rows = marker.history.map((observation) => {
      const verdict = observation.verdict && words.has(`verdict_${observation.verdict}`) ? words.text(`verdict_${observation.verdict}`) : observation.verdict;
      const decided = verdict ? [verdict, observation.decided_by, observation.why].filter(Boolean).join(' · ') : null;
      return attributes(el('li', '', null,
        el('span', 'mg-when', observation.observed_on ? words.date(observation.observed_on) : words.text('no_day')),
        el('span', 'mg-what', null, el('span', '', `${words.heading(observation.aspect)}: `), el('strong', '', valueText(words, observation))),
        el('span', 'mg-source', sourceText(words, observation)),
        decided ? el('span', 'mg-verdict', decided) : null), { 'data-verdict': observation.verdict || null });
    });
    const details = el('details', 'mg-history', null, el('summary', '', words.text('history', { n: rows.length })), el('ol', '', null, ...rows));
    details.open = rows.length <= 6;
    return details;
  }

  Object.assign(mocgioi, { sourceText, differenceText, adviceText, copyText, positionBlock, historyBlock });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
