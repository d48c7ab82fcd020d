/*
 * Markers where they would run into each other: pieces of the border, each a ring of the states of
 * its markers with the share built in its middle, beside the line on the far side from the names.
 */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const KM_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  /* Markers closer than this, in px, are drawn together. */
  const CLOSE_PX = 6;
  const APART_PX = 38;
  const R_PX = 12.5;
  const HOLE = 0.6;
  /* How far off the line a ring stands: the nearest that covers no alarm, post or gate. */
  const OFFS_PX = [8, 18, 30];
  const SIGN_PX = 6;
  /* A ring that nobody sees is worse than so many signs that it hides. */
  const UNSEEN = 100;
  const GAP_PX = 3;
  const KM_PER_DEGREE = 111.2;

  const known = new WeakMap();

  /** The rows that a canvas shows and how far apart they are: told once for each filter. */
  function placed(canvas, world) {
    const before = known.get(canvas);
    if (before && before.shown === canvas.shown) return before;
    const rows = placedRows(canvas, world);
    const now = { shown: canvas.shown, rows, gap: spacing(rows, world) };
    known.set(canvas, now);
    return now;
  }

  /** Rows shown that have a place, in the order of the border. */
  function placedRows({ model, shown }, world) {
    const rows = [];
    for (let row = 0; row < model.register.count; row += 1) if ((!shown || shown[row]) && !Number.isNaN(world[2 * row])) rows.push(row);
    return rows;
  }

  /** How far apart neighbours are in the plane, the middle one of them; Infinity for a single marker. */
  function spacing(rows, world) {
    if (rows.length < 2) return Infinity;
    const gaps = Float64Array.from({ length: rows.length - 1 }, (_, at) =>
      Math.hypot(world[2 * rows[at + 1]] - world[2 * rows[at]], world[2 * rows[at + 1] + 1] - world[2 * rows[at] + 1])).sort();
    return gaps[gaps.length >> 1];
  }

  /** Kilometres along the border by row; without them, along the markers themselves. */
  function kmOf(register, rows, world) {
    const along = register.column('border_km') && register.numbers('border_km');
    if (along && rows.every((row) => !Number.isNaN(along[row]))) return (row) => along[row];
    const km = new Map();
    let sum = 0;
    rows.forEach((row, at) => {
      const before = rows[Math.max(0, at - 1)];
      sum += Math.hypot(world[2 * row] - world[2 * before], world[2 * row + 1] - world[2 * before + 1]) * (360 / 256) * KM_PER_DEGREE;
      km.set(row, sum);
    });
    return (row) => km.get(row);
  }

  /**
   * The pieces of a canvas at its zoom, or null where markers are drawn one by one:
   * {rows, from_km, to_km, x, y (layer point of the ring), foot (that of the line)}.
   */
  function piecesOf(canvas) {
    const { register } = canvas.model;
    const world = canvas._world();
    const { rows, gap } = placed(canvas, world);
    const scale = canvas._map.getZoomScale(canvas._map.getZoom(), 0);
    if (gap * scale >= CLOSE_PX) return null;
    const km = kmOf(register, rows, world);
    const origin = canvas._map.getPixelOrigin();
    const place = (row) => ({ x: world[2 * row] * scale - origin.x, y: world[2 * row + 1] * scale - origin.y });
    const middle = canvas._map.getCenter().lat;
    const pixelsPerKm = (scale * 256) / 360 / KM_PER_DEGREE / Math.cos((middle * Math.PI) / 180);
    const step = KM_STEPS.find((own) => own * pixelsPerKm >= APART_PX) || KM_STEPS[KM_STEPS.length - 1];
    const made = [];
    for (const row of rows) {
      const at = Math.floor(km(row) / step + 1e-9);
      const last = made[made.length - 1];
      if (last && last.at === at) last.rows.push(row);
      else made.push({ at, from_km: at * step, to_km: (at + 1) * step, rows: [row] });
    }
    const end = rows.length ? km(rows[rows.length - 1]) : 0;
    const { posts, gates } = canvas.model;
    const signs = [...(canvas.visible.posts ? posts : []), ...(canvas.visible.gates ? gates : [])].map((own) => canvas._layerPoint(own));
    const alone = [...rows.filter((row) => canvas.standsAlone(row)).map(place), ...signs.filter(Boolean)];
    const open = openTo(canvas);
    return apart(made.map((piece) => ({ ...piece, to_km: Math.min(piece.to_km, Math.max(end, piece.from_km)) })), place, { alone, open });
  }

  /** Whether a place (layer point) can be seen with `r` px about it: in the window, and nothing stands over it. */
  function openTo(canvas) {
    const corner = canvas._map.containerPointToLayerPoint([0, 0]);
    const size = canvas._map.getSize();
    const boxes = canvas.covered();
    return ({ x, y }, r) => {
      const [left, top] = [x - corner.x, y - corner.y];
      return left >= r && top >= r && left + r <= size.x && top + r <= size.y
        && !boxes.some((box) => left + r > box.left && left - r < box.right && top + r > box.top && top - r < box.bottom);
    };
  }

  /** Pieces with a place for the ring of each; what would overlap is one piece with the one before. */
  function apart(pieces, place, about) {
    const made = [];
    for (const piece of pieces) {
      const set = stand(piece, place, made, about);
      const last = made[made.length - 1];
      if (set || !last) made.push({ ...piece, ...(set || at(piece, place, piece.rows.length >> 1, OFFS_PX[0])) });
      else {
        made.pop();
        const joined = { ...last, to_km: piece.to_km, rows: [...last.rows, ...piece.rows] };
        made.push({ ...joined, ...(stand(joined, place, made, about) || at(joined, place, last.rows.length >> 1, OFFS_PX[0])) });
      }
    }
    return made;
  }

  /** The ring `off` px beside the marker `index` of a piece: Việt Nam lies to the right of the line, the ring to the left. */
  function at({ rows }, place, index, off) {
    const foot = place(rows[index]);
    const [from, to] = [place(rows[Math.max(0, index - 8)]), place(rows[Math.min(rows.length - 1, index + 8)])];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [x, y] = [foot.x + ((to.y - from.y) / length) * (R_PX + off), foot.y - ((to.x - from.x) / length) * (R_PX + off)];
    return { foot, x, y, r: R_PX };
  }

  /** Where the ring of a piece, inland only where it could not be seen else, covers no other, is not covered, and hides the fewest alarms, posts and gates, near its middle; null where there is no such place. */
  function stand(piece, place, others, { alone, open }) {
    const middle = piece.rows.length >> 1;
    let [best, least] = [null, Infinity];
    for (let off = 0; off <= middle; off += Math.max(1, middle >> 2)) {
      for (const index of new Set([middle + off, middle - off])) {
        for (const away of index < 0 || index >= piece.rows.length ? [] : OFFS_PX) {
          const beyond = at(piece, place, index, away);
          const inland = at(piece, place, index, -2 * R_PX - away);
          const set = !open(beyond, R_PX) && open(inland, R_PX) ? inland : beyond;
          const far = ({ x, y }) => Math.hypot(x - set.x, y - set.y);
          if (others.some((other) => far(other) <= 2 * R_PX + GAP_PX)) continue;
          const covered = alone.filter((own) => far(own) < R_PX + SIGN_PX).length + (open(set, R_PX) ? 0 : UNSEEN);
          if (covered < least) [best, least] = [set, covered];
          if (!covered) return best;
        }
      }
    }
    return best;
  }

  /** How many markers of a piece each symbol of a look stands for, and how many need and have a road; none where there is no share. */
  function shareOf({ model, look, shares }, { rows }) {
    const { of, at: codes } = model.register.codes(look.column);
    const tally = new Uint32Array(of.length);
    for (const row of rows) tally[codes[row]] += 1;
    const counts = new Map();
    of.forEach((code, index) => counts.set(look.symbolOf(code), (counts.get(look.symbolOf(code)) || 0) + tally[index]));
    const sum = (flag) => look.symbols.reduce((total, symbol) => total + (symbol[flag] ? counts.get(symbol) || 0 : 0), 0);
    const [needing, built] = shares ? [sum('needs_road'), sum('road_built')] : [0, 0];
    return { counts: look.symbols.map((symbol) => ({ symbol, count: counts.get(symbol) || 0 })).filter(({ count }) => count), needing, built };
  }

  /** A ring of states about (x, y), the furthest from a road last, and a number in it. */
  function drawRing(ctx, theme, { counts, needing, built }, x, y, r = R_PX) {
    const whole = counts.reduce((sum, { count }) => sum + count, 0);
    ctx.beginPath();
    ctx.arc(x, y, r + 1.6, 0, Math.PI * 2);
    ctx.fillStyle = theme.halo;
    ctx.fill();
    let from = -Math.PI / 2;
    for (const { symbol, count } of counts) {
      const to = from + (count / whole) * Math.PI * 2;
      ctx.beginPath();
      ctx.arc(x, y, r, from, to);
      ctx.arc(x, y, r * HOLE, to, from, true);
      ctx.closePath();
      ctx.fillStyle = symbol.colour;
      ctx.fill();
      if (counts.length > 1) {
        ctx.strokeStyle = theme.halo;
        ctx.lineWidth = 1;
        ctx.stroke();
      }
      from = to;
    }
    if (!needing) return;
    ctx.font = `700 9.5px ${FONT}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillStyle = theme.ink;
    ctx.fillText(String(Math.round((built * 100) / needing)), x, y + 0.5);
  }

  function drawPieces(canvas, ctx, pieces) {
    const { theme } = canvas;
    ctx.lineCap = 'butt';
    for (const { foot, x, y } of pieces) {
      ctx.beginPath();
      ctx.moveTo(foot.x, foot.y);
      ctx.lineTo(x, y);
      ctx.strokeStyle = theme.ink;
      ctx.lineWidth = 1;
      ctx.stroke();
    }
    for (const piece of pieces) drawRing(ctx, theme, shareOf(canvas, piece), piece.x, piece.y);
  }

  /** The piece whose ring is at a layer point, or null. */
  const pieceAt = (pieces, point, tolerance) =>
    (pieces || []).find(({ x, y }) => Math.hypot(x - point.x, y - point.y) <= R_PX + Math.min(tolerance, 6)) || null;

  /** What a piece says: where, and how many of its markers that need a road have one. */
  function pieceName(canvas, piece) {
    const { words } = canvas.model;
    const { needing, built } = shareOf(canvas, piece);
    const share = needing ? ` · ${words.number(built)}/${words.number(needing)} (${words.percent((built * 100) / needing)})` : '';
    return `${mocgioi.stretchName(words, piece)}${share}`;
  }

  /** What a ring means, as a group of the key; none where no ring is drawn. */
  function keyOfPieces(canvas) {
    if (!canvas.pieces || !canvas.pieces.length) return [];
    const { words } = canvas.model;
    const share = shareOf(canvas, { rows: canvas.pieces.flatMap(({ rows }) => rows) });
    const picture = mocgioi.picture(30, 30, (ctx) => drawRing(ctx, mocgioi.THEMES.light, share, 15, 15));
    return [{ title: words.text('legend_pieces'), rows: [{ picture, label: words.text(share.needing ? 'piece_share' : 'piece_plain') }] }];
  }

  mocgioi.feature((page) => {
    let gathered = null;
    const look = () => {
      const before = gathered;
      gathered = Boolean(page.canvas.pieces);
      if (before !== null && before !== gathered) page.update();
    };
    // The key tells of rings as long as there are any; the canvas is drawn anew after this event.
    page.map.on('moveend', () => requestAnimationFrame(look));
    return { key: (canvas = page.canvas) => keyOfPieces(canvas) };
  });

  Object.assign(mocgioi, { piecesOf, drawPieces, pieceAt, pieceName });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
