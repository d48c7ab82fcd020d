/* The map as seen, as one picture to paste elsewhere: it says by itself what it shows, of when, and from whom. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const SHARP = 2;
  const [EDGE, GAP, MAP_WIDTH, KEY_WIDTH] = [20, 16, 900, 264];
  const [MAP_LOW, MAP_HIGH] = [520, 1100];
  const SIGN = 20;
  const INK = { text: '#111111', soft: '#444444', warn: '#ffc933', line: '#777777' };

  /** Lines of a text no wider than `width`, broken between words. */
  function linesOf(ctx, text, width) {
    const lines = [];
    let line = '';
    for (const word of text.split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word;
      if (line && ctx.measureText(longer).width > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line].filter(Boolean);
  }

  /** Write a text below `top`; gives where the next may begin. */
  function put(ctx, text, { left, top, width, size, weight = 400, colour = INK.text }) {
    ctx.font = `${weight} ${size}px ${FONT}`;
    ctx.fillStyle = colour;
    ctx.textBaseline = 'top';
    const height = Math.round(size * 1.32);
    const lines = linesOf(ctx, text, width);
    lines.forEach((line, at) => ctx.fillText(line, left, top + at * height, width));
    return top + lines.length * height;
  }

  function drawHead(ctx, page, left, width) {
    const { model, state, result } = page;
    const { facts, words } = model;
    const { filters, day } = state.view;
    const narrowed = Object.keys(filters).length > 0;
    const figures = mocgioi.figuresOfFiltered(model, filters, result);
    const whose = mocgioi.filterText(model, page.facets, filters);
    let top = EDGE;
    if (facts.illustrative) {
      ctx.fillStyle = INK.warn;
      ctx.fillRect(left, top, width, 30);
      top = put(ctx, `${words.text('illustrative')} · ${words.text('illustrative_note')}`, { left: left + 10, top: top + 6, width: width - 20, size: 15, weight: 700, colour: '#1d1600' }) + GAP;
    }
    top = put(ctx, facts.titles[words.lang], { left, top, width, size: 24, weight: 700 });
    top = put(ctx, `${words.text('headline')}: ${mocgioi.figureText(words, figures)}, ${words.text('as_of')} ${words.date(day || facts.as_of)}`, { left, top: top + 4, width, size: 16, weight: 600 });
    if (narrowed) top = put(ctx, `${mocgioi.filteredText(model, filters, result)} · ${whose}`, { left, top: top + 2, width, size: 14, colour: INK.soft });
    return top + GAP;
  }

  function drawKey(ctx, words, groups, left, top) {
    let below = top;
    for (const { title, rows } of groups) {
      below = put(ctx, title, { left, top: below, width: KEY_WIDTH, size: 13, weight: 700, colour: INK.soft }) + 4;
      for (const { picture, label, count } of rows) {
        ctx.drawImage(picture, left, below, SIGN, SIGN);
        if (count !== undefined) {
          ctx.textAlign = 'right';
          put(ctx, words.number(count), { left: left + KEY_WIDTH, top: below + 2, width: 60, size: 13, weight: 650 });
          ctx.textAlign = 'left';
        }
        below = Math.max(below + SIGN, put(ctx, mocgioi.sentence(label), { left: left + SIGN + 8, top: below + 2, width: KEY_WIDTH - SIGN - 66, size: 13 })) + 4;
      }
      below += 8;
    }
    return below;
  }

  function footOf({ model }) {
    const { facts, words } = model;
    return [
      facts.known_at && `${mocgioi.sentence(words.text('known_at'))} ${words.time(facts.known_at)}`,
      facts.sources.length && `${words.text('sources')}: ${facts.sources.join('; ')}`,
      words.text(`audience_${facts.audience}`),
      (model.boundary.length || model.communes.length) && words.text('not_legal'),
    ].filter(Boolean).join(' · ');
  }

  /** Draw all of it onto `ctx` of a canvas that may be too low; gives how high it has to be. */
  function draw(ctx, page, { picture, sight }, size) {
    const width = MAP_WIDTH + GAP + KEY_WIDTH;
    const top = drawHead(ctx, page, EDGE, width);
    ctx.drawImage(picture, EDGE, top, size.width, size.height);
    ctx.strokeStyle = INK.line;
    ctx.strokeRect(EDGE, top, size.width, size.height);
    const below = Math.max(top + size.height, drawKey(ctx, page.model.words, mocgioi.keyOf(page, sight), EDGE + MAP_WIDTH + GAP, top));
    return put(ctx, footOf(page), { left: EDGE, top: below + GAP, width, size: 12, colour: INK.soft }) + EDGE;
  }

  function canvasOf(height) {
    const canvas = mocgioi.el('canvas');
    canvas.width = (MAP_WIDTH + KEY_WIDTH + GAP + 2 * EDGE) * SHARP;
    canvas.height = Math.ceil(height) * SHARP;
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.scale(SHARP, SHARP);
    return { canvas, ctx };
  }

  /** The picture as a PNG. */
  function pngOf(page) {
    const seen = page.map.getSize();
    const size = { width: MAP_WIDTH, height: Math.round(Math.max(MAP_LOW, Math.min(MAP_HIGH, (MAP_WIDTH * seen.y) / seen.x))) };
    const { lat: latitude, lng: longitude } = page.map.getCenter();
    // No inset and no further numbers: what is seen is what is saved.
    const drawn = mocgioi.drawMap(page, size, { numbersFrom: Infinity, insets: 0, at: { zoom: page.map.getZoom(), latitude, longitude } });
    const { canvas, ctx } = canvasOf(draw(canvasOf(1).ctx, page, drawn, size));
    draw(ctx, page, drawn, size);
    return new Promise((done) => {
      canvas.toBlob(done, 'image/png');
    });
  }

  Object.assign(mocgioi, { pngOf });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
