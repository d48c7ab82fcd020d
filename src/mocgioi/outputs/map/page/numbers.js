/* Numbers of markers on paper: beside their symbols or on a leader line, covering no symbol and no name. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const SIZE_PX = 8.5;
  const WAYS = 16;
  const REACHES_PX = [3, 8, 15, 24, 35, 48, 64, 84];
  const LEADER_FROM_PX = 6;
  const LEADER_STEP_PX = 2.5;
  const FINE = 0.6;
  /* So many markers ask for a place for their number, evenly chosen: of more, most would have none. */
  const MOST_ASKING = 1500;

  /** Directions about a point, the two sides first: a number reads best to the right or to the left. */
  const DIRECTIONS = Array.from({ length: WAYS }, (_, at) => (at * 2 * Math.PI) / WAYS)
    .sort((angle, other) => Math.abs(Math.sin(angle)) - Math.abs(Math.sin(other)));

  /** Places along a leader line from `start` px off a point to where its number begins. */
  function leader({ x, y }, angle, start, end) {
    const places = [];
    for (let far = start; far < end; far += LEADER_STEP_PX) {
      const [left, top] = [x + Math.cos(angle) * far, y + Math.sin(angle) * far];
      places.push({ left: left - FINE, right: left + FINE, top: top - FINE, bottom: top + FINE });
    }
    return places;
  }

  /** The first free place for a number of a width: {box, angle, from, to, way}, or null. */
  function placeFor(names, frame, point, width, r) {
    for (const reach of REACHES_PX) {
      for (const angle of DIRECTIONS) {
        const far = r + reach;
        const [toX, toY] = [point.x + Math.cos(angle) * far, point.y + Math.sin(angle) * far];
        const left = toX - width / 2 + (Math.cos(angle) * width) / 2;
        const top = toY - SIZE_PX / 2 + (Math.sin(angle) * SIZE_PX) / 2;
        const box = { left: left - 1, right: left + width + 1, top: top - 0.5, bottom: top + SIZE_PX + 0.5 };
        if (box.left < frame.min.x || box.right > frame.max.x || box.top < frame.min.y || box.bottom > frame.max.y || !names.free(box)) continue;
        const way = reach > LEADER_FROM_PX ? leader(point, angle, r + 2, far) : [];
        if (way.every((part) => names.free(part))) return { box, angle, from: r, to: far, way };
      }
    }
    return null;
  }

  /**
   * Write `text` of each of `points` ({row, text, x, y}), which are symbols of radius `r`, inside a
   * frame {min, max} where it covers neither a symbol nor a name; gives the points without room.
   */
  function drawNumbers(ctx, names, frame, points, r, { ink, halo }) {
    for (const { x, y } of points) names.reserve(x, y, r + 0.5);
    ctx.save();
    ctx.font = `600 ${SIZE_PX}px ${FONT}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    const every = Math.ceil(points.length / MOST_ASKING);
    const without = points.filter((point, at) => {
      const place = at % every ? null : placeFor(names, frame, point, ctx.measureText(point.text).width, r);
      if (!place) return true;
      const { box, angle, from, to, way } = place;
      names.take(box);
      for (const part of way) names.take(part);
      if (way.length) {
        ctx.beginPath();
        ctx.moveTo(point.x + Math.cos(angle) * from, point.y + Math.sin(angle) * from);
        ctx.lineTo(point.x + Math.cos(angle) * to, point.y + Math.sin(angle) * to);
        ctx.lineWidth = FINE;
        ctx.strokeStyle = ink;
        ctx.stroke();
      }
      ctx.lineWidth = 2;
      ctx.strokeStyle = halo;
      ctx.fillStyle = ink;
      ctx.strokeText(point.text, box.left + 1, (box.top + box.bottom) / 2);
      ctx.fillText(point.text, box.left + 1, (box.top + box.bottom) / 2);
      return false;
    });
    ctx.restore();
    return without;
  }

  Object.assign(mocgioi, { drawNumbers });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
