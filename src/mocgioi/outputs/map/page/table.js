/* The table of markers: as many rows in the document as the eye can see, however many there are. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes, sentence } = mocgioi;
  const SPARE_ROWS = 6;

  /** What a survey says of the markers, in the order of its code list. */
  function surveyedColumn(words, aspect, value) {
    const codes = Object.keys(words.lists[aspect]);
    const known = (row) => value(row) !== null;
    return { key: aspect, label: aspect, rank: (row) => (known(row) ? codes.indexOf(value(row)) : null),
      show: (row) => (known(row) ? sentence(words.code(aspect, value(row))) : ''), wide: true };
  }

  /** Columns: `rank` gives what sorts, `show` what is read; `middling` ones need some room, `wide` ones more. */
  function columnsOf(model, look) {
    const { register, words } = model;
    const read = (key) => register.column(key) || (() => null);
    const [number, commune, post, since, near, km, code] = ['number', 'commune_code', 'post_code', 'road_observed_on', 'nearest_road_m', 'border_km', look().column].map(read);
    const order = (places) => new Map(places.map((place, index) => [place.code, index]));
    const name = (places) => new Map(places.map((place) => [place.code, place.name]));
    const [communes, posts] = [order(model.communes), order(model.posts)];
    const [communeNames, postNames] = [name(model.communes), name(model.posts)];
    const ranked = (value, places) => (value === null ? null : places.has(value) ? places.get(value) : places.size);
    const label = (value, names) => (value === null ? '' : names.get(value) || value);
    return [
      { key: 'number', label: 'number', rank: (row) => row, show: (row) => number(row) },
      { key: 'state', label: 'status', rank: (row) => look().symbols.indexOf(look().symbolOf(code(row))), show: (row) => sentence(look().symbolOf(code(row))[words.lang]), wide: true },
      { key: 'commune', label: 'commune', rank: (row) => ranked(commune(row), communes), show: (row) => label(commune(row), communeNames) },
      { key: 'post', label: 'post', rank: (row) => ranked(post(row), posts), show: (row) => label(post(row), postNames), wide: true },
      { key: 'since', label: 'since', rank: since, show: (row) => (since(row) ? words.date(since(row)) : ''), figure: true },
      { key: 'nearest_road_m', label: 'nearest_road_short', rank: near, show: (row) => (near(row) === null ? '' : words.number(near(row), 0)), figure: true, middling: true },
      { key: 'border_km', label: 'km', rank: km, show: (row) => (km(row) === null ? '' : words.number(km(row), 2)), figure: true, wide: true },
      ...model.surveyed.map((aspect) => surveyedColumn(words, aspect, read(aspect))),
    ].filter((column) => !['since', 'nearest_road_m', 'border_km', 'post'].includes(column.key) ||
      register.column({ since: 'road_observed_on', post: 'post_code' }[column.key] || column.key));
  }

  /** `actions`: select(row), point(row or null), sort(key). */
  class Table {
    constructor(model, look, actions) {
      this.model = model;
      this.words = model.words;
      this.look = look;
      this.actions = actions;
      this.columns = columnsOf(model, look);
      this.rows = [];
      this.active = 0;
      this.selected = null;
      this.rowHeight = 36;
      this.head = el('tr');
      this.body = el('tbody');
      this.grid = el('table', 'mg-grid', null, el('thead', '', null, this.head), this.body);
      attributes(this.grid, { role: 'grid', tabindex: '0', 'aria-label': this.words.text('table_name'), 'aria-colcount': String(this.columns.length) });
      this.scroller = el('div', 'mg-table', null, this.grid);
      this.count = attributes(el('p', 'mg-table-count'), { role: 'status' });
      this.root = el('div', 'mg-table-box', null, this.count, this.scroller);
      this.makeHead();
      this.listen();
      new ResizeObserver(() => this.draw()).observe(this.scroller);
    }

    makeHead() {
      attributes(this.head, { 'aria-rowindex': '1' });
      this.heads = new Map();
      for (const column of this.columns) {
        const press = button('mg-sort', this.words.heading(column.label), () => this.actions.sort(column.key));
        press.tabIndex = -1;
        const cell = attributes(el('th', this.classOf(column), null, press), { scope: 'col' });
        this.heads.set(column.key, cell);
        this.head.append(cell);
      }
    }

    classOf(column) {
      return [column.wide ? 'mg-wide' : '', column.middling ? 'mg-middling' : '', column.figure ? 'mg-figure-cell' : ''].filter(Boolean).join(' ');
    }

    listen() {
      this.scroller.addEventListener('scroll', () => this.draw(), { passive: true });
      this.grid.addEventListener('keydown', (event) => this.onKey(event));
      const rowOf = (event) => {
        const line = event.target.closest('tr[data-row]');
        return line ? Number(line.dataset.row) : null;
      };
      this.body.addEventListener('click', (event) => {
        const row = rowOf(event);
        if (row === null) return;
        this.active = this.rows.indexOf(row);
        this.actions.select(row);
      });
      this.body.addEventListener('pointerover', (event) => this.actions.point(rowOf(event)));
      this.body.addEventListener('pointerleave', () => this.actions.point(null));
    }

    onKey(event) {
      if (event.target !== this.grid) return;
      const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeight) - 2);
      const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page,
        Home: 0, End: this.rows.length - 1 }[event.key];
      if (event.key === 'Enter' && this.rows.length) this.actions.select(this.rows[this.active]);
      else if (to === undefined) return;
      else this.activate(Math.max(0, Math.min(this.rows.length - 1, to)));
      event.preventDefault();
      event.stopPropagation();
    }

    /** Make the row at a place in the order the one that keys act on, and bring it into sight. */
    activate(place) {
      this.active = place;
      this.bringIntoSight();
      this.draw();
      if (this.rows.length) this.actions.point(this.rows[place]);
    }

    bringIntoSight() {
      const top = this.active * this.rowHeight;
      // Both are rounded: a pixel less, so that no row is cut.
      const room = this.scroller.clientHeight - this.headHeight() - 1;
      if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
      else if (top + this.rowHeight > this.scroller.scrollTop + room) this.scroller.scrollTop = top + this.rowHeight - room;
    }

    headHeight() {
      return this.head.offsetHeight || this.rowHeight;
    }

    /** Show `rows` (in border order) sorted; `selected` is the marker whose card is open. */
    update(rows, sort, selected) {
      const column = this.columns.find((own) => own.key === sort.key) || this.columns[0];
      this.rows = mocgioi.sorted(rows, column.rank, sort.descending);
      for (const [key, cell] of this.heads) {
        attributes(cell, { 'aria-sort': key === column.key ? (sort.descending ? 'descending' : 'ascending') : 'none' });
      }
      attributes(this.grid, { 'aria-rowcount': String(this.rows.length + 1) });
      this.count.textContent = this.words.text('table_count', { n: this.words.number(rows.length), m: this.words.number(this.model.register.present) });
      this.select(selected);
    }

    select(row) {
      const moved = row !== this.selected;
      this.selected = row;
      const place = row === null ? -1 : this.rows.indexOf(row);
      if (place >= 0) this.active = place;
      this.active = Math.max(0, Math.min(this.active, this.rows.length - 1));
      if (moved && place >= 0) this.bringIntoSight();
      this.draw();
    }

    draw() {
      if (!this.scroller.clientHeight) return;
      this.rowHeight = globalThis.matchMedia('(pointer: coarse)').matches ? 44 : 36;
      const first = Math.max(0, Math.floor(this.scroller.scrollTop / this.rowHeight) - SPARE_ROWS);
      const beyond = Math.min(this.rows.length, first + Math.ceil(this.scroller.clientHeight / this.rowHeight) + 2 * SPARE_ROWS);
      const lines = [];
      for (let place = first; place < beyond; place += 1) lines.push(this.line(place));
      this.body.replaceChildren(this.spacer(first), ...lines, this.spacer(this.rows.length - beyond));
      const inSight = this.active >= first && this.active < beyond;
      attributes(this.grid, { 'aria-activedescendant': inSight && this.rows.length ? `mg-row-${this.rows[this.active]}` : null });
    }

    spacer(rows) {
      const line = attributes(el('tr', 'mg-spacer', null, attributes(el('td'), { colspan: String(this.columns.length) })), { 'aria-hidden': 'true' });
      line.firstChild.style.height = `${rows * this.rowHeight}px`;
      line.hidden = rows === 0;
      return line;
    }

    line(place) {
      const row = this.rows[place];
      const line = el('tr', place === this.active ? 'mg-active' : '');
      line.id = `mg-row-${row}`;
      line.dataset.row = row;
      attributes(line, { 'aria-rowindex': String(place + 2), 'aria-selected': String(row === this.selected) });
      for (const column of this.columns) {
        const cell = attributes(el('td', this.classOf(column), column.key === 'number' ? null : column.show(row)), { role: 'gridcell' });
        if (column.key === 'number') cell.append(this.dot(row), el('strong', '', column.show(row)));
        line.append(cell);
      }
      line.style.height = `${this.rowHeight}px`;
      return line;
    }

    /** The marker's symbol, with its name for those who do not see it. */
    dot(row) {
      const symbol = this.look().symbolOf(this.model.register.column(this.look().column)(row));
      const picture = mocgioi.symbolPicture(symbol);
      attributes(picture, { role: 'img', 'aria-label': symbol[this.words.lang], 'aria-hidden': null });
      return picture;
    }
  }

  Object.assign(mocgioi, { columnsOf, Table });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
