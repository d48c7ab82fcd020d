/* The strip as one sheet to print, A3 across: every marker with its number, in as many rows as it takes. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes, sentence } = mocgioi;
  const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
  const [WIDTH, HEIGHT, SHARP] = [1500, 150, 2];
  const CELL_PX = 15.5;

  function drawNumbers(ctx, scene, { from, to, left, top, width }) {
    const number = scene.register.column('number');
    const cell = width / (to - from);
    ctx.font = `500 ${Math.min(11, cell * 0.72)}px ${FONT}`;
    ctx.fillStyle = scene.theme.ink;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (let row = from; row < to; row += 1) {
      ctx.save();
      ctx.translate(left + (row - from + 0.5) * cell, top);
      ctx.rotate(-Math.PI / 2);
      ctx.fillText(number(row), 0, 0);
      ctx.restore();
    }
  }

  /** One row of the sheet, from row `from` of the register to `to`, `fit` cells wide. */
  function rowPicture(scene, names, from, to, fit) {
    const picture = attributes(el('canvas'), { role: 'img' });
    picture.width = WIDTH * SHARP;
    picture.height = HEIGHT * SHARP;
    const ctx = picture.getContext('2d');
    ctx.scale(SHARP, SHARP);
    const box = { from, to, left: 0, top: 62, width: (WIDTH * (to - from)) / fit, height: 44 };
    drawNumbers(ctx, scene, { ...box, top: 52 });
    mocgioi.drawBars(ctx, scene, box);
    mocgioi.drawTicks(ctx, scene, box);
    mocgioi.drawStripNames(ctx, scene, 'commune_code', names.communes, { ...box, top: 110, size: 13, weight: 600 });
    mocgioi.drawStripNames(ctx, scene, 'post_code', names.posts, { ...box, top: 130, size: 11, weight: 400 });
    const number = scene.register.column('number');
    picture.setAttribute('aria-label', `${number(from)} – ${number(to - 1)}`);
    return picture;
  }

  function legend(model, look, result) {
    const counts = result.counts.get(look.facet);
    const list = el('ul', 'mg-poster-legend');
    for (const symbol of look.symbols) {
      const swatch = el('span', 'mg-swatch');
      swatch.style.backgroundColor = symbol.colour;
      swatch.style.height = `${Math.round(18 * mocgioi.level(look, symbol))}px`;
      list.append(el('li', '', null, el('span', 'mg-swatch-box', null, swatch),
        el('span', '', `${sentence(symbol[model.words.lang])}: ${model.words.number(counts.get(symbol.value) || 0)}`)));
    }
    return list;
  }

  /** A sheet over the page; `close()` puts it away. */
  function poster(model, scene, result, close) {
    const { facts, words } = model;
    const { totals } = facts;
    const { count } = model.register;
    const name = (places) => new Map(places.map((place) => [place.code, place.name]));
    const names = { communes: name(model.communes), posts: name(model.posts) };
    const lines = Math.max(1, Math.ceil((count * CELL_PX) / WIDTH));
    const fit = Math.max(1, Math.ceil(count / lines));
    const rows = [];
    for (let from = 0; from < count; from += fit) rows.push(rowPicture(scene, names, from, Math.min(count, from + fit), fit));
    const sheet = el('section', 'mg-poster', null,
      el('div', 'mg-poster-bar', null, button('mg-button mg-main', words.text('print'), () => globalThis.print()), button('mg-button', words.text('close'), close)),
      facts.illustrative ? el('p', 'mg-poster-warning', `${words.text('illustrative')} · ${words.text('illustrative_note')}`) : null,
      el('h2', '', `${facts.titles[words.lang]} · ${words.text('strip')}`),
      el('p', 'mg-poster-figure', `${words.text('headline')}: ${words.number(totals.road_built)}/${words.number(totals.markers_needing_road)} (${words.percent(totals.percent)}), ${words.text('as_of')} ${words.date(facts.as_of)}`),
      legend(model, scene.look, result), el('div', 'mg-poster-rows', null, ...rows),
      el('p', 'mg-poster-source', `${words.text('sources')}: ${facts.sources.join('; ')}`));
    sheet.setAttribute('aria-label', words.text('print_strip'));
    sheet.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
      event.stopPropagation();
    });
    return sheet;
  }

  Object.assign(mocgioi, { poster });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
