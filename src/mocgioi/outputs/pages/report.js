/* What a report can do on a screen: parts fold, tables are sorted and filtered. Without it all is read. */
(function () {
  'use strict';

  const ROWS_TO_FILTER = 12;
  const { dataset } = document.body;
  const lang = document.documentElement.lang;
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folding = document.querySelectorAll('main > details');
  const parts = [...folding];
  const inOrder = new Intl.Collator(lang, { numeric: true });

  function el(tag, text, ...children) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  /** The part that the address names is opened, wherever the reader came from. */
  function openNamed() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = named && named.closest('details');
    if (!part) return;
    part.open = true;
    named.scrollIntoView();
  }

  /**
   * All parts are folded but, on a wide screen, the first with short tables; on a narrow one the
   * contents are too. On paper all stand open.
   */
  function foldParts() {
    const first = parts.find((part) => {
      const tables = [...part.querySelectorAll('.scroll')];
      return tables.length > 0 && tables.every((table) => table.classList.contains('short'));
    });
    const unfold = el('button', dataset.unfold);
    const foldAll = (folded) => {
      const wide = matchMedia('(min-width: 40rem)').matches;
      for (const part of parts) part.open = !folded || (wide && part === first);
      unfold.textContent = folded ? dataset.unfold : dataset.fold;
    };
    unfold.type = 'button';
    unfold.addEventListener('click', () => foldAll(unfold.textContent === dataset.fold));
    const nav = document.querySelector('nav');
    const contents = nav.querySelector('details');
    nav.append(unfold);
    foldAll(true);
    contents.open = matchMedia('(min-width: 40rem)').matches;
    let wereOpen = [];
    addEventListener('beforeprint', () => {
      wereOpen = parts.map((part) => part.open);
      for (const part of parts) part.open = true;
    });
    addEventListener('afterprint', () => parts.forEach((part, at) => { part.open = wereOpen[at]; }));
    addEventListener('hashchange', openNamed);
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
      if (link && link.getAttribute('href') === location.hash) openNamed();
    });
    openNamed();
  }

  /** What a cell is sorted by; null where nothing is known. */
  function rankOf(text, kind) {
    if (text === '' || text === '–') return null;
    if (kind === 'text') return text;
    if (kind === 'day') return lang === 'vi' ? text.split('/').reverse().join('-') : Date.parse(text);
    const plain = lang === 'vi' ? text.replace(/\./g, '').replace(',', '.') : text.replace(/,/g, '');
    const figure = Number(plain.replace('−', '-'));
    return Number.isNaN(figure) ? null : figure;
  }

  function compare(first, second) {
    return typeof first === 'number' ? first - second : inOrder.compare(first, second);
  }

  /** Sort by a column, then the other way; what is not known comes last either way. */
  function sortBy(table, heading, column) {
    const descending = heading.getAttribute('aria-sort') === 'ascending';
    const body = table.tBodies[0];
    const ranked = [...body.rows].map((row) => ({ row, rank: rankOf(row.cells[column].textContent.trim(), heading.dataset.kind) }));
    ranked.sort((one, other) => {
      if (one.rank === null || other.rank === null) return Number(one.rank === null) - Number(other.rank === null);
      return compare(one.rank, other.rank) * (descending ? -1 : 1);
    });
    body.append(...ranked.map(({ row }) => row));
    for (const other of heading.parentElement.cells) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  }

  function sortable(table) {
    for (const [column, heading] of [...table.querySelectorAll('thead th[scope]')].entries()) {
      const press = el('button', heading.textContent);
      press.type = 'button';
      press.addEventListener('click', () => sortBy(table, heading, column));
      heading.replaceChildren(press);
    }
  }

  /** A text without marks and case, so that "khanh" finds Khánh. */
  function folded(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  }

  /** A field that leaves the rows with all the words in it. */
  function filterable(table) {
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: folded([...row.cells].map((cell) => cell.textContent).join(' ')) }));
    const field = el('input');
    const told = el('span');
    field.type = 'search';
    told.setAttribute('role', 'status');
    field.addEventListener('input', () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        shown += Number(!row.hidden);
      }
      told.textContent = words.length ? dataset.shown.replace('{shown}', String(shown)).replace('{all}', String(rows.length)) : '';
    });
    const box = el('div', '', el('label', `${dataset.filter} `, field), told);
    box.className = 'filter';
    table.parentElement.before(box);
  }

  if (parts.length > 1) foldParts();
  for (const table of document.querySelectorAll('table')) {
    if (table.tBodies[0].rows.length > 1) sortable(table);
    if (table.tBodies[0].rows.length > ROWS_TO_FILTER) filterable(table);
  }
})();
