/* Lines and grounds on the canvas: drawn straight from the plane they are decoded into. */
(function (mocgioi) {
  'use strict';

  const CLOSE_PX = 0.6;
  const THIN_FROM_ZOOM = 9;

  /** Thin lines where the whole province is on the screen, full width close up. */
  const shareOfWidth = (zoom) => Math.max(0.4, Math.min(1, 0.4 + (zoom - THIN_FROM_ZOOM) * 0.15));

  /** Whether both ends of a step lie beyond the same edge of a box. */
  const beyond = ({ min, max }, x, y, toX, toY) =>
    (x < min.x && toX < min.x) || (x > max.x && toX > max.x) || (y < min.y && toY < min.y) || (y > max.y && toY > max.y);

  /** Trace a line: steps out of sight are left out, and so are vertices that the eye cannot part. */
  function traceLine(ctx, line, { scale, origin, box }) {
    let [x, y] = [line[0] * scale - origin.x, line[1] * scale - origin.y];
    let on = false;
    for (let at = 2; at < line.length; at += 2) {
      const [toX, toY] = [line[at] * scale - origin.x, line[at + 1] * scale - origin.y];
      if (at < line.length - 2 && Math.abs(toX - x) + Math.abs(toY - y) < CLOSE_PX) continue;
      if (beyond(box, x, y, toX, toY)) on = false;
      else {
        if (!on) ctx.moveTo(x, y);
        ctx.lineTo(toX, toY);
        on = true;
      }
      [x, y] = [toX, toY];
    }
  }

  function traceRing(ctx, ring, { scale, origin }) {
    for (let at = 0; at < ring.length; at += 2) {
      const [x, y] = [ring[at] * scale - origin.x, ring[at + 1] * scale - origin.y];
      if (at) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
    }
    ctx.closePath();
  }

  /**
   * Draw `paths` on a canvas renderer, the first lowest. A path is {lines, colour, width_px, dash_px,
   * round, fixed}; one with `fill` is of rings, and `fixed` has its width at every zoom.
   */
  function drawPaths(canvas, ctx, paths) {
    const map = canvas._map;
    const { min, max } = canvas._bounds;
    const box = { min: min.subtract([16, 16]), max: max.add([16, 16]) };
    const seen = { scale: map.getZoomScale(map.getZoom(), 0), origin: map.getPixelOrigin(), box };
    const share = shareOfWidth(map.getZoom());
    ctx.lineJoin = 'round';
    for (const { lines, colour, width_px, dash_px, round, fixed, fill } of paths) {
      ctx.beginPath();
      for (const line of lines) (fill ? traceRing : traceLine)(ctx, line, seen);
      if (fill) {
        ctx.fillStyle = fill;
        ctx.fill('evenodd');
      }
      ctx.lineCap = round ? 'round' : 'butt';
      ctx.setLineDash(dash_px || []);
      ctx.lineWidth = width_px * (fixed ? 1 : share);
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }

  /** How far a point of the plane is from a line in it. */
  function distanceToLine(line, x, y) {
    let least = Infinity;
    for (let at = 2; at < line.length; at += 2) {
      const [left, top, east, south] = [line[at - 2], line[at - 1], line[at] - line[at - 2], line[at + 1] - line[at - 1]];
      const length = east * east + south * south;
      const share = length ? Math.max(0, Math.min(1, ((x - left) * east + (y - top) * south) / length)) : 0;
      least = Math.min(least, Math.hypot(left + share * east - x, top + share * south - y));
    }
    return least;
  }

  /** What lines of the plane take up on the globe. */
  function boundsOf(map, lines) {
    const box = L.bounds([]);
    for (const line of lines) for (let at = 0; at < line.length; at += 2) box.extend([line[at], line[at + 1]]);
    return L.latLngBounds(map.unproject(box.min, 0), map.unproject(box.max, 0));
  }

  Object.assign(mocgioi, { shareOfWidth, drawPaths, traceLine, distanceToLine, boundsOf });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
