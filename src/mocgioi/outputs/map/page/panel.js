/* The panel: headline, legend with counts, layers, what is lacking, sources. */
(function (mocgioi) {
  'use strict';

  const { el, button, sentence } = mocgioi;

  function percent(words, value) {
    return value === null ? '–' : `${words.number(value, 1)}%`;
  }

  function headline(model) {
    const { facts, words } = model;
    const { totals } = facts;
    const head = el('header', 'mg-head');
    head.append(
      el('h1', '', facts.title),
      el('p', 'mg-figure', null,
        el('strong', 'mg-figure-main', `${words.number(totals.road_built, 0)}/${words.number(totals.markers_needing_road, 0)}`),
        el('span', 'mg-figure-share', `(${percent(words, totals.percent)})`)),
      el('p', 'mg-figure-what', words.text('headline')),
      el('p', 'mg-date', `${words.text('as_of')} ${words.date(facts.as_of)}`),
      bar(model)
    );
    if (totals.built_damaged) {
      head.append(el('p', 'mg-note', words.text('of_which_damaged', { n: words.number(totals.built_damaged, 0) })));
    }
    if (facts.lacks.includes('positions')) {
      head.append(el('p', 'mg-note mg-narrow-only', words.text('lack_positions', { n: words.number(placeless(model), 0) })));
    }
    return head;
  }

  /** How many markers have no position. */
  function placeless({ register }) {
    let count = 0;
    for (let row = 0; row < register.count; row += 1) count += register.column('longitude')(row) === null ? 1 : 0;
    return count;
  }

  /** One band of all markers that need a road, split by status. */
  function bar(model) {
    const band = el('div', 'mg-bar');
    const states = new Map(model.symbology.states.map((state) => [state.code, state]));
    const parts = [];
    for (const [code, count] of Object.entries(model.facts.totals.by_status)) {
      if (!count) continue;
      const piece = el('span');
      piece.style.flexGrow = count;
      piece.style.backgroundColor = states.get(code).colour;
      band.append(piece);
      parts.push(`${states.get(code)[model.words.lang]}: ${model.words.number(count, 0)}`);
    }
    band.setAttribute('role', 'img');
    band.setAttribute('aria-label', parts.join(', '));
    return band;
  }

  function legendRow(picture, label, count, code) {
    const row = el('li', '', null, picture, el('span', 'mg-label', sentence(label)), el('span', 'mg-count', count));
    row.dataset.code = code;
    return row;
  }

  function legendBlock(title, rows, name) {
    const list = el('ul', 'mg-legend');
    list.dataset.legend = name;
    list.append(...rows);
    return el('section', '', null, el('h2', '', title), list);
  }

  function legend(model) {
    const { words, symbology, register } = model;
    const { lang } = words;
    const states = register.tally('state');
    const marks = register.tally('marks');
    const blocks = [
      legendBlock(words.text('legend_states'), symbology.states
        .filter((state) => states.get(state.code) || !['built_damaged', 'not_needed'].includes(state.code))
        .map((state) => legendRow(mocgioi.symbolPicture(state), state[lang],
          words.number(states.get(state.code) || 0, 0), state.code)), 'states'),
    ];
    const marked = symbology.marks.filter((mark) => marks.get(mark.code));
    if (marked.length) {
      blocks.push(legendBlock(words.text('legend_marks'), marked.map((mark) =>
        legendRow(mocgioi.markPicture(mark), mark[lang], words.number(marks.get(mark.code), 0), mark.code)), 'marks'));
    }
    if (model.roads.length) blocks.push(legendBlock(words.text('legend_roads'), roadRows(model), 'roads'));
    return blocks;
  }

  function roadRows(model) {
    const { words } = model;
    const counts = new Map();
    const styles = new Map();
    for (const road of model.roads) {
      const style = mocgioi.roadStyle(model.symbology, road);
      styles.set(style.code, style);
      counts.set(style.code, (counts.get(style.code) || 0) + 1);
    }
    const known = [...Object.keys(model.symbology.roads), ...Object.keys(model.symbology.trunks)];
    return known.filter((code) => counts.has(code)).map((code) =>
      legendRow(mocgioi.linePicture(styles.get(code)), styles.get(code)[words.lang],
        words.number(counts.get(code), 0), code));
  }

  function layerPictures(symbology) {
    return {
      markers: mocgioi.symbolPicture(symbology.states[0]),
      roads: mocgioi.linePicture(symbology.roads.built),
      boundary: mocgioi.linePicture(symbology.boundary),
      communes: mocgioi.picture(26, 26, (ctx) => {
        symbology.communes.slice(0, 2).forEach((tint, index) => {
          ctx.fillStyle = tint;
          ctx.strokeStyle = '#a39b89';
          ctx.fillRect(2 + index * 11, 5, 11, 16);
          ctx.strokeRect(2 + index * 11, 5, 11, 16);
        });
      }),
      posts: mocgioi.symbolPicture({ ...symbology.places.post, scale: 1.1 }),
      gates: mocgioi.symbolPicture({ ...symbology.places.gate, scale: 1.1 }),
    };
  }

  /** Check boxes; `toggle(name, on)` on every change. */
  function layers(model, toggle) {
    const { words } = model;
    const box = el('fieldset', 'mg-layers', null, el('legend', '', words.text('layers')));
    for (const [name, picture] of Object.entries(layerPictures(model.symbology))) {
      const check = el('input');
      check.type = 'checkbox';
      check.checked = true;
      check.dataset.layer = name;
      check.addEventListener('change', () => toggle(name, check.checked));
      box.append(el('label', '', null, check, picture, el('span', 'mg-label', words.text(`layer_${name}`))));
    }
    return box;
  }

  function lacking(model) {
    const { facts, words } = model;
    if (!facts.lacks.length) return null;
    const n = words.number(placeless(model), 0);
    const list = el('ul', 'mg-lacking');
    for (const lack of facts.lacks) list.append(el('li', '', words.text(`lack_${lack}`, { n })));
    return el('section', 'mg-lacks', null, el('h2', '', words.text('lacking')), list);
  }

  function footer(model) {
    const { facts, words } = model;
    const foot = el('footer', 'mg-foot');
    const all = { n: words.number(facts.totals.markers, 0), m: words.number(facts.totals.markers_needing_road, 0) };
    foot.append(el('p', '', words.text('all_markers', all)));
    if (facts.known_at) foot.append(el('p', '', `${sentence(words.text('known_at'))} ${words.time(facts.known_at)}`));
    if (facts.sources.length) foot.append(el('p', '', `${words.text('sources')}: ${facts.sources.join('; ')}`));
    foot.append(el('p', '', words.text(`audience_${facts.audience}`)), el('p', '', words.text('licences')));
    return foot;
  }

  function banner(model) {
    const { words } = model;
    return el('p', 'mg-banner', null, el('strong', '', words.text('illustrative')),
      el('span', '', ` · ${words.text('illustrative_note')}`));
  }

  /** `actions`: toggle(layer, on), browse(), opened(). */
  function panel(model, actions) {
    const { words } = model;
    const body = el('div', 'mg-panel-body');
    const browse = button('mg-button mg-browse', words.text('browse'), actions.browse);
    body.append(...[lacking(model), ...legend(model), layers(model, actions.toggle),
      model.register.count ? browse : null, footer(model)].filter(Boolean));
    const close = button('mg-icon-button', '×', () => setOpen(false));
    close.setAttribute('aria-label', words.text('close'));
    const sheet = el('div', 'mg-sheet', null,
      el('div', 'mg-sheet-head', null, el('h2', '', words.text('legend')), close), body);
    const opener = button('mg-button mg-opener', words.text('legend_short'), () => setOpen(!sheet.classList.contains('mg-open')));
    opener.setAttribute('aria-expanded', 'false');

    function setOpen(open) {
      sheet.classList.toggle('mg-open', open);
      opener.setAttribute('aria-expanded', String(open));
      if (open) {
        actions.opened();
        close.focus({ preventScroll: true });
      } else if (sheet.contains(document.activeElement)) {
        opener.focus({ preventScroll: true });
      }
    }
    sheet.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') setOpen(false);
      event.stopPropagation();
    });
    const side = el('div', 'mg-side', null, headline(model), sheet);
    return { side, opener, setOpen, banner: model.facts.illustrative ? banner(model) : null };
  }

  Object.assign(mocgioi, { panel });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
