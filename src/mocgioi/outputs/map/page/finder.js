/* The search box: a text field with a list of what it finds, for mouse, finger and keys. */
(function (mocgioi) {
  'use strict';

  const { el, attributes } = mocgioi;

  /** `actions.take(hit)` is called with what was chosen: see `mocgioi.search`. */
  class Finder {
    constructor(model, actions) {
      this.model = model;
      this.words = model.words;
      this.actions = actions;
      this.hits = [];
      this.at = -1;
      this.field = attributes(el('input', 'mg-search'), {
        type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search', 'aria-autocomplete': 'list',
        'aria-expanded': 'false', 'aria-controls': 'mg-hits', 'aria-label': this.words.text('search_name'), placeholder: this.words.text('search_hint'),
      });
      this.list = attributes(el('ul', 'mg-hits'), { id: 'mg-hits', role: 'listbox', 'aria-label': this.words.text('search_name') });
      this.list.hidden = true;
      this.none = attributes(el('p', 'mg-none'), { role: 'status' });
      this.root = el('div', 'mg-finder', null, this.field, this.list, this.none);
      this.field.addEventListener('input', () => this.look());
      this.field.addEventListener('focus', () => this.look());
      this.field.addEventListener('blur', () => this.close());
      this.field.addEventListener('keydown', (event) => this.onKey(event));
    }

    look() {
      this.index = this.index || mocgioi.nameIndex(this.model);
      this.hits = mocgioi.search(this.model, this.index, this.field.value);
      this.at = this.hits.length ? 0 : -1;
      this.none.textContent = this.field.value.trim() && !this.hits.length ? this.words.text('search_none') : '';
      this.show();
    }

    show() {
      this.list.replaceChildren(...this.hits.map((hit, at) => this.option(hit, at)));
      this.list.hidden = !this.hits.length;
      attributes(this.field, {
        'aria-expanded': String(!this.list.hidden),
        'aria-activedescendant': this.at < 0 ? null : `mg-hit-${this.at}`,
      });
    }

    option(hit, at) {
      const option = el('li', at === this.at ? 'mg-active' : '', null, ...this.content(hit));
      attributes(option, { role: 'option', id: `mg-hit-${at}`, 'aria-selected': String(at === this.at) });
      option.addEventListener('pointerdown', (event) => event.preventDefault());
      option.addEventListener('click', () => this.take(at));
      return option;
    }

    content(hit) {
      const { words } = this;
      if (hit.kind === 'marker') {
        return [mocgioi.symbolPicture(this.actions.symbolOf(hit.row)), el('span', 'mg-label', words.text('marker', { n: hit.name }))];
      }
      const what = hit.kind === 'former' ? words.text('former_of', { now: hit.now, district: hit.note || '–' }) : words.text(`kind_${hit.kind}`, { n: words.number(hit.count || 0) });
      const name = hit.kind === 'range' ? words.text('marker', { n: hit.name }) : hit.name;
      return [el('span', 'mg-label', name), el('span', 'mg-kind', what)];
    }

    take(at) {
      const hit = this.hits[at];
      this.field.value = hit.name;
      this.field.blur();
      this.actions.take(hit);
    }

    close() {
      this.hits = [];
      this.at = -1;
      this.none.textContent = '';
      this.show();
    }

    onKey(event) {
      event.stopPropagation();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.hits.length) {
        this.at = (this.at + step + this.hits.length) % this.hits.length;
        this.show();
      } else if (event.key === 'Enter' && this.at >= 0) this.take(this.at);
      else if (event.key === 'Escape' && this.hits.length) this.close();
      else return;
      event.preventDefault();
    }
  }

  Object.assign(mocgioi, { Finder });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
