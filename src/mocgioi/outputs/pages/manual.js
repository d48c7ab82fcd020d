/* What the manual can do on a screen: one language at a time, a search. Without it all is read. */
(function () {
  'use strict';

  const SHORTEST = 2;
  /** @type {NodeListOf<HTMLElement>} */
  const written = document.querySelectorAll('.edition');
  const editions = [...written];
  const narrow = matchMedia('(max-width: 61.99rem)');

  /** Show the edition in which the address is, else the first. */
  function showNamed() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const shown = (named && /** @type {HTMLElement} */ (named.closest('.edition'))) || editions.find((one) => !one.hidden) || editions[0];
    for (const edition of editions) edition.hidden = edition !== shown;
    document.documentElement.lang = shown.lang;
    document.title = shown.dataset.title;
    if (!named) return;
    if (named.closest('[hidden]')) clear(shown);
    named.scrollIntoView();
  }

  /** A text without marks and case, a letter for a letter, so that "khanh" finds Khánh. */
  function folded(text) {
    return [...text].map((letter) => {
      const plain = letter.normalize('NFD')[0].toLowerCase();
      return plain === 'đ' ? 'd' : plain.padEnd(letter.length);
    }).join('');
  }

  function clear(edition) {
    const field = edition.querySelector('input');
    field.value = '';
    find(edition, '');
  }

  /** Leave the sections that have all the words, and say how many. */
  function find(edition, typed) {
    const words = folded(typed).split(/\s+/).filter((word) => word.length >= SHORTEST);
    let count = 0;
    for (const section of edition.querySelectorAll('section')) {
      const text = folded(section.textContent);
      section.hidden = !words.every((word) => text.includes(word));
      count += Number(!section.hidden);
      for (const link of edition.querySelectorAll(`nav a[href="#${section.id}"]`)) link.parentElement.dataset.found = String(!section.hidden);
    }
    for (const article of edition.querySelectorAll('article')) article.hidden = !article.querySelector('section:not([hidden])');
    for (const item of edition.querySelectorAll('nav li')) {
      item.hidden = item.dataset.found === 'false' && !item.querySelector('[data-found="true"]');
    }
    edition.querySelector('.found').textContent = words.length ? edition.dataset.found.replace('{}', String(count)) : '';
    mark(edition, words);
  }

  /** Colour the words found, where the browser can. */
  function mark(edition, words) {
    if (!('highlights' in CSS)) return;
    const ranges = [];
    const texts = document.createTreeWalker(edition.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (words.length && texts.nextNode()) {
      const text = folded(texts.currentNode.nodeValue);
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = document.createRange();
          range.setStart(texts.currentNode, at);
          range.setEnd(texts.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set('found', new Highlight(...ranges));
  }

  for (const edition of editions) {
    const search = /** @type {HTMLElement} */ (edition.querySelector('.search'));
    const field = edition.querySelector('input');
    search.hidden = false;
    field.addEventListener('input', () => find(edition, field.value));
    edition.querySelector('details').open = !narrow.matches;
  }
  /** @type {boolean[]} */
  let wereOpen = [];
  const contents = [...document.querySelectorAll('details')];
  addEventListener('beforeprint', () => {
    wereOpen = contents.map((part) => part.open);
    for (const part of contents) part.open = true;
  });
  addEventListener('afterprint', () => contents.forEach((part, at) => { part.open = wereOpen[at]; }));
  addEventListener('hashchange', showNamed);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) showNamed();
    if (link && narrow.matches && link.closest('nav')) link.closest('details').open = false;
  });
  showNamed();
})();
