/* Insets of a printed map: where markers stand too close for their numbers, once more and larger. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const LETTERS = 'ABCDEFGHIKLM';
  const TIMES = 4;
  const WORTH = 4;
  const SIZES = [[290, 210], [190, 300], [230, 160], [150, 220]].map(([width, height]) => ({ width, height }));
  const MOST_TRIED = 1500;
  /* Beyond this no inset would have room for its numbers either. */
  const MOST_LACKING = 4000;
  const STEP_PX = 20;
  const EDGE_PX = 8;
  /* What a cell of a commune's land costs that an inset covers, in px of distance. */
  const LAND = 4;
  /* A letter with its halo, and how far off its window it may stand. */
  const SIGN = { width: 14, height: 16 };
  const [SIGN_FAR_PX, SIGN_STEP_PX] = [31, 3];
  const PLATE = { width: 100, height: 20 };

  const within = ({ x, y }, { left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom;
  const apart = (box, other) => box.right < other.left || other.right < box.left || box.bottom < other.top || other.bottom < box.top;

  /** The window with the most of `points` in it, of an inset's size: {box, points}. */
  function mostCrowded(points, size) {
    const [width, height] = [size.width / TIMES, size.height / TIMES];
    let best = { box: null, points: [] };
    const every = Math.ceil(points.length / MOST_TRIED);
    for (let at = 0; at < points.length; at += every) {
      const { x, y } = points[at];
      for (const [right, down] of [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]) {
        const box = { left: x - width * right, right: x + width * (1 - right), top: y - height * down, bottom: y + height * (1 - down) };
        const own = points.filter((point) => within(point, box));
        if (own.length > best.points.length) best = { box, points: own };
      }
    }
    return best;
  }

  /** How much of a box covers communes, in cells of `land`: {cell (px), width, height (cells), has (1 by cell, by line)}. */
  function covering({ left, right, top, bottom }, { cell, width, height, has }) {
    let sum = 0;
    for (let line = Math.max(0, Math.floor(top / cell)); line < Math.min(height, bottom / cell); line += 1) {
      for (let column = Math.max(0, Math.floor(left / cell)); column < Math.min(width, right / cell); column += 1) sum += has[line * width + column];
    }
    return sum;
  }

  /** Where an inset may stand in a frame: on nothing that is named or marked, on little land of communes, and near its window. */
  function standing(frame, size, window, names, taken, land) {
    let best = null;
    for (let left = EDGE_PX; left + size.width + EDGE_PX <= frame.width; left += STEP_PX) {
      for (let top = EDGE_PX; top + size.height + EDGE_PX <= frame.height; top += STEP_PX) {
        const box = { left, right: left + size.width, top, bottom: top + size.height };
        const far = Math.hypot(left + size.width / 2 - (window.left + window.right) / 2, top + size.height / 2 - (window.top + window.bottom) / 2);
        if (best && far >= best.cost) continue;
        const cost = far + covering(box, land) * LAND;
        if ((!best || cost < best.cost) && names.free(box) && [window, ...taken].every((other) => apart(box, other))) best = { box, cost };
      }
    }
    return best && best.box;
  }

  /** Where the letter of a window stands: along it, as near as it covers no number; null where there is no such place. */
  function signAt({ left, right, top, bottom }, names, frame) {
    const { width, height } = SIGN;
    const whole = { left: 0, right: frame.width - width, top: 0, bottom: frame.height - height };
    for (let off = 1; off <= SIGN_FAR_PX; off += SIGN_STEP_PX) {
      const places = [];
      for (let y = top; y <= bottom - height; y += SIGN_STEP_PX) places.push([right + off, y], [left - width - off, y]);
      for (let x = left; x <= right - width; x += SIGN_STEP_PX) places.push([x, top - height - off], [x, bottom + off]);
      for (const [x, y] of places) {
        const box = { left: x, right: x + width, top: y, bottom: y + height };
        if (!within({ x, y }, whole) || !names.free(box)) continue;
        names.take(box);
        return box;
      }
    }
    return null;
  }

  /**
   * The insets that a map of `frame` {width, height} needs for `points` whose numbers had no room:
   * {letter, window, box, points, sign}, at most `most`, each `TIMES` as large as the map. `land`: see `covering`.
   */
  function planInsets(frame, points, names, land, most) {
    const insets = [];
    let left = points;
    while (left.length && points.length < MOST_LACKING && insets.length < Math.min(most, LETTERS.length)) {
      const taken = insets.flatMap((inset) => [inset.box, inset.window]);
      const ways = SIZES.map((size) => ({ size, ...mostCrowded(left, size) })).filter((way) => way.points.length >= WORTH)
        .sort((way, other) => other.points.length - way.points.length);
      if (!ways.length) break;
      const found = ways.map((way) => ({ ...way, stands: standing(frame, way.size, way.box, names, taken, land) })).find(({ stands }) => stands);
      const own = new Set((found || ways[0]).points);
      const sign = found && signAt(found.box, names, frame);
      if (sign) {
        names.take(found.stands);
        insets.push({ letter: LETTERS[insets.length], window: found.box, box: found.stands, points: found.points, sign });
      }
      left = left.filter((point) => !own.has(point));
    }
    return insets;
  }

  /** The name of an inset on a plate in its upper left corner, where nothing else is written. */
  function plate(ctx, text, { left, top }, ink) {
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(left, top, PLATE.width, PLATE.height);
    ctx.strokeRect(left, top, PLATE.width, PLATE.height);
    label(ctx, text, left + 5, top + 4, ink);
  }

  function label(ctx, text, x, y, ink) {
    ctx.font = `700 12px ${FONT}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    ctx.lineJoin = 'round';
    ctx.lineWidth = 4;
    ctx.strokeStyle = '#ffffff';
    ctx.fillStyle = ink;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }

  /** Draw an inset's frame on the map, and its picture, letter and scale where it stands. */
  function drawInset(ctx, { letter, window, box, sign }, picture, scale, ink) {
    ctx.save();
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = ink;
    ctx.strokeRect(window.left, window.top, window.right - window.left, window.bottom - window.top);
    label(ctx, letter, sign.left + 2, sign.top + 2, ink);
    ctx.drawImage(picture, box.left, box.top, box.right - box.left, box.bottom - box.top);
    ctx.strokeStyle = ink;
    ctx.lineWidth = 1.6;
    ctx.strokeRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    plate(ctx, `${letter} · ${scale}`, box, ink);
    ctx.restore();
  }

  Object.assign(mocgioi, { INSET_TIMES: TIMES, INSET_PLATE: PLATE, planInsets, drawInset });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
