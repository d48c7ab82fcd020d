/* A sheet of paper over the page: what every sheet says of itself, around what it is made for. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes, sentence } = mocgioi;
  const SOURCES_LETTERS = 260;

  /**
   * A picture as it is, once and for all. Chromium draws anew what was drawn on a canvas while it
   * makes ready to print, and makes it a thirtieth smaller.
   */
  function still(picture, className) {
    if (!globalThis.OffscreenCanvas) {
      picture.className = className;
      return picture;
    }
    const kept = new OffscreenCanvas(picture.width, picture.height);
    kept.getContext('2d').drawImage(picture, 0, 0);
    const made = el('canvas', className);
    made.width = picture.width;
    made.height = picture.height;
    made.getContext('bitmaprenderer').transferFromImageBitmap(kept.transferToImageBitmap());
    return made;
  }

  /** As many sources as a line or two hold, and how many more there are. */
  function sourceText({ facts, words }) {
    const named = [];
    for (const source of facts.sources) {
      if (named.length && named.join('; ').length + source.length > SOURCES_LETTERS) break;
      named.push(source);
    }
    const more = facts.sources.length - named.length;
    return facts.sources.length ? `${words.text('sources')}: ${named.join('; ')}${more ? ` ${words.text('and_more', { n: words.number(more) })}` : ''}` : null;
  }

  /** Headline, filter and day, and what must be reported at once. */
  function figures(page) {
    const { model, facets, result, state } = page;
    const { facts, words } = model;
    const { filters, day } = state.view;
    const narrowed = Object.keys(filters).length > 0;
    const all = mocgioi.figuresOfAll(model);
    const alarms = mocgioi.alarmsShown(model, result);
    return [
      el('p', 'mg-poster-figure', null,
        el('span', '', `${words.text('headline')}: `),
        el('strong', '', mocgioi.figureText(words, mocgioi.figuresOfFiltered(model, filters, result))),
        el('span', '', `, ${words.text('as_of')} ${words.date(day || facts.as_of)}`)),
      narrowed ? el('p', 'mg-poster-figure mg-poster-filter', `${mocgioi.filteredText(model, filters, result)} · ${mocgioi.filterText(model, facets, filters)} · ${words.text('whole_figure', { figure: mocgioi.figureText(words, all) })}`) : null,
      alarms ? el('p', 'mg-poster-alarm', alarms) : null,
    ];
  }

  /** Who made it of what, when, for whom, and what it is not. */
  function foot({ model, state }) {
    const { facts, words } = model;
    const { day } = state.view;
    return el('p', 'mg-poster-source', [
      `${words.text('printed_on')} ${words.time(new Date().toISOString())}`,
      facts.known_at && `${sentence(words.text('known_at'))} ${words.time(facts.known_at)}`,
      day && words.text('time_rest', { day: words.date(day), as_of: words.date(facts.as_of) }),
      ...mocgioi.lackLines(model),
      sourceText(model),
      state.view.layers.includes('ground') && mocgioi.groundCredits(model),
      words.text(`audience_${facts.audience}`),
      (model.boundary.length || model.communes.length) && words.text('not_legal'),
    ].filter(Boolean).join(' · '));
  }

  /**
   * Lay a sheet over the page: `paper` is 'a4' or 'a3', `name` what screen readers call it, `title`
   * stands over it, `fill(body)` puts what it is made for into its body, which has its size by then;
   * `close()` puts it away.
   */
  function openSheet(page, { paper, name, title, close }, fill) {
    const { facts, words } = page.model;
    const body = el('div', 'mg-paper-body');
    const sheet = el('section', `mg-poster mg-on-${paper}`, null,
      el('div', 'mg-poster-bar', null, button('mg-button mg-main', words.text('print'), () => globalThis.print()), button('mg-button', words.text('close'), close)),
      el('div', 'mg-paper', null,
        facts.illustrative ? el('p', 'mg-poster-warning', `${words.text('illustrative')} · ${words.text('illustrative_note')}`) : null,
        el('header', '', null, el('p', 'mg-paper-agency', facts.agency ? facts.agency[words.lang] : words.text('agency_to_fill')), el('h2', '', title), ...figures(page)),
        body, el('div', 'mg-paper-foot', null, foot(page), page.link() === '#' ? null : mocgioi.qrFigure(words, page.link()))));
    attributes(sheet, { 'aria-label': name });
    sheet.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
      event.stopPropagation();
    });
    page.container.append(sheet);
    fill(body);
    return sheet;
  }

  /** The sheet that a view's `print` asks for; a map of which no marker is placed is the strip. */
  function sheetFor(page, print, close) {
    const paper = print === 'map_a4' ? 'a4' : 'a3';
    const { model, packed } = page;
    const { symbology } = model;
    const isStrip = print === 'strip' || mocgioi.isPlaceless(model);
    model.symbology = packed.symbology; // Paper is light, whatever the screen is.
    try {
      return (isStrip ? mocgioi.stripSheet : mocgioi.mapSheet)(page, paper, close);
    } finally {
      model.symbology = symbology;
    }
  }

  /** What is printed from the browser's own menu is the map on A4, whatever was on the screen. */
  mocgioi.feature((page) => {
    let opened = false;
    globalThis.addEventListener('beforeprint', () => {
      opened = !page.poster;
      if (opened) page.showPoster('map_a4');
    });
    globalThis.addEventListener('afterprint', () => {
      if (opened) page.showPoster(page.state.view.print);
      opened = false;
    });
    return {};
  });

  Object.assign(mocgioi, { still, openSheet, sheetFor });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
