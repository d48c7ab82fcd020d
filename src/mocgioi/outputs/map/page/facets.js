/* The filters: for each facet its codes with counts, to be pressed together. */
(function (mocgioi) {
  'use strict';

  const { el, sentence } = mocgioi;
  const OPEN_AT_FIRST = ['state', 'attention', 'overdue', 'commune'];

  /** The label of a code, or of what is not known. */
  function codeLabel(model, facet, code) {
    const { words, symbology } = model;
    if (code === null) return words.text('not_given');
    const named = { state: symbology.states, attention: symbology.marks, difference: symbology.differences }[facet.key];
    const symbol = named && named.find((entry) => entry.code === code);
    if (symbol) return sentence(symbol[words.lang]);
    if (facet.key in mocgioi.AREA_COLUMNS) return mocgioi.areaName(model, { by: facet.key, code });
    if (facet.key === 'range') return words.text('marker', { n: code.replace('-', '–') });
    if (facet.key === 'overdue') return words.text('overdue_days', { n: words.number(model.facts.overdue_after_days) });
    return sentence(facet.list ? words.code(facet.list, code) : String(code));
  }

  const facetName = (words, { key }) => words.heading(words.has(`facet_${key}`) ? `facet_${key}` : key);

  /** Codes in the order of the legend, of the border or of the code list. */
  function inOrder(model, facet) {
    const { symbology } = model;
    const lists = {
      state: symbology.states, attention: symbology.marks, difference: symbology.differences, measured: symbology.measured,
      commune: model.communes, post: model.posts,
    };
    const order = lists[facet.key] ? lists[facet.key].map((entry) => entry.code)
      : Object.keys(mocgioi.own(model.words.lists, facet.list) || {});
    const place = (code) => (code === null ? 1e6 : order.includes(code) ? order.indexOf(code) : 1e5);
    return [...facet.codes].sort((code, other) => place(code) - place(other));
  }

  /** `actions`: toggle(facet key, code). */
  class Facets {
    constructor(model, facets, actions) {
      this.model = model;
      this.actions = actions;
      this.boxes = [];
      this.root = el('div', '', null, ...facets.filter(mocgioi.tells).map((facet) => this.block(facet)));
    }

    block(facet) {
      const { words } = this.model;
      const name = facetName(words, facet);
      const list = el('div', 'mg-checks', null, ...inOrder(this.model, facet).map((code) => this.check(facet, code)));
      list.setAttribute('role', 'group');
      list.setAttribute('aria-label', name);
      const summary = el('summary', '', null, el('span', 'mg-label', name), el('span', 'mg-chosen'));
      const block = el('details', 'mg-facet', null, summary, list);
      block.open = OPEN_AT_FIRST.includes(facet.key);
      block.dataset.facet = facet.key;
      return block;
    }

    check(facet, code) {
      const box = el('input');
      box.type = 'checkbox';
      box.addEventListener('change', () => this.actions.toggle(facet.key, code));
      const count = el('span', 'mg-count');
      const label = el('label', '', null, box, el('span', 'mg-label', codeLabel(this.model, facet, code)), count);
      label.dataset.code = code === null ? '' : code;
      this.boxes.push({ facet, code, box, count, label });
      return label;
    }

    update(filters, counts) {
      for (const { facet, code, box, count, label } of this.boxes) {
        const n = counts.get(facet.key).get(code);
        box.checked = (filters[facet.key] || []).includes(code);
        count.textContent = this.model.words.number(n);
        label.classList.toggle('mg-zero', n === 0 && !box.checked);
      }
      for (const block of this.root.querySelectorAll('.mg-facet')) {
        const chosen = (filters[block.dataset.facet] || []).length;
        block.querySelector('.mg-chosen').textContent = chosen ? String(chosen) : '';
        if (chosen) block.open = true;
      }
    }
  }

  Object.assign(mocgioi, { Facets, codeLabel });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
