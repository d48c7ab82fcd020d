/* The strip as one sheet to print, A3 across: every marker with its number, in as many rows as it takes. */
(function (mocgioi) {
  'use strict';

  const { el, attributes, FONT } = mocgioi;
  const [WIDTH, HEIGHT, SHARP] = [1500, 150, 2];
  const CELL_PX = 15.5;
  const PAPER = { ink: '#111111', track: '#f1f1ee', line: '#777777' };

  function drawNumbers(ctx, scene, { from, to, left, top, width }) {
    const [number, state] = ['number', 'state'].map((key) => scene.register.column(key));
    const cell = width / (to - from);
    ctx.font = `500 ${Math.min(11, cell * 0.72)}px ${FONT}`;
    ctx.fillStyle = scene.theme.ink;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (let row = from; row < to; row += 1) {
      if (state(row) === null) continue;
      ctx.save();
      ctx.translate(left + (row - from + 0.5) * cell, top);
      ctx.rotate(-Math.PI / 2);
      ctx.fillText(number(row), 0, 0);
      ctx.restore();
    }
  }

  /** One row of the sheet, from row `from` of the register to `to`, `fit` cells wide. */
  function rowPicture(scene, names, from, to, fit) {
    const picture = el('canvas');
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
    return attributes(mocgioi.still(picture, 'mg-strip-row'), { role: 'img', 'aria-label': `${number(from)} – ${number(to - 1)}` });
  }

  /** The states there are among the markers shown, each by the height of its bar, and their marks. */
  function legend(page) {
    const { look, model, result } = page;
    const list = el('ul', 'mg-poster-legend');
    const add = (picture, { label, count }) => list.append(el('li', '', null, picture, el('span', '', `${label}: ${model.words.number(count)}`)));
    for (const { symbol, ...row } of mocgioi.statesKey(page, result).rows) {
      const swatch = el('span', 'mg-swatch');
      swatch.style.backgroundColor = symbol.colour;
      swatch.style.height = `${Math.round(18 * mocgioi.level(look, symbol))}px`;
      add(el('span', 'mg-swatch-box', null, swatch), row);
    }
    for (const row of mocgioi.marksKey(page, result).rows) add(row.picture, row);
    return list;
  }

  /** Lay the strip's sheet over the page; `close()` puts it away. */
  function stripSheet(page, paper, close) {
    const { model } = page;
    const { facts, words, register } = model;
    const scene = { ...page.scene, look: page.look, theme: PAPER };
    const name = (places) => new Map(places.map((place) => [place.code, place.name]));
    const names = { communes: name(model.communes), posts: name(model.posts) };
    const lines = Math.max(1, Math.ceil((register.count * CELL_PX) / WIDTH));
    const fit = Math.max(1, Math.ceil(register.count / lines));
    return mocgioi.openSheet(page, { paper, name: words.text('print_strip'), title: `${facts.titles[words.lang]} · ${words.text('strip')}`, close }, (body) => {
      const rows = el('div', 'mg-poster-rows');
      for (let from = 0; from < register.count; from += fit) rows.append(rowPicture(scene, names, from, Math.min(register.count, from + fit), fit));
      body.classList.add('mg-of-strip');
      body.append(legend(page), rows);
    });
  }

  Object.assign(mocgioi, { stripSheet });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
