/* Keeping the border in sight: zooming about it, finding it again, and labels clear of what opens. */
(function (mocgioi) {
  'use strict';

  const { el, button } = mocgioi;
  const INSET_PX = 40;

  /** The point of a step nearest to a place. */
  function onStep(x, y, toX, toY, at) {
    const [east, south] = [toX - x, toY - y];
    const length = east * east + south * south;
    const share = length ? Math.max(0, Math.min(1, ((at.x - x) * east + (at.y - y) * south) / length)) : 0;
    return { x: x + east * share, y: y + south * share };
  }

  /** Methods of the page; `this` is the page. */
  const sight = {
    /** What panels leave free of the map, in px from its corner. */
    free() {
      const { left, top, right, bottom } = this.margins();
      const size = this.map.getSize();
      return L.bounds([Math.min(left, size.x / 2), Math.min(top, size.y / 2)], [Math.max(size.x - right, size.x / 2), Math.max(size.y - bottom, size.y / 2)]);
    },

    /** Call `visit(x, y, toX, toY)` with the border, in px from the map's corner; without a line, with the markers. */
    eachStepOfBorder(visit) {
      const { map, model, canvas } = this;
      const scale = map.getZoomScale(map.getZoom(), 0);
      const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
      const [left, top] = [origin.x, origin.y];
      for (const { line } of model.boundary) {
        for (let at = 2; at < line.length; at += 2) visit(line[at - 2] * scale - left, line[at - 1] * scale - top, line[at] * scale - left, line[at + 1] * scale - top);
      }
      if (model.boundary.length) return;
      const world = canvas._world();
      for (let at = 0; at < world.length; at += 2) {
        const [x, y] = [world[at] * scale - left, world[at + 1] * scale - top];
        if (!Number.isNaN(x)) visit(x, y, x, y);
      }
    },

    /** The place of the border nearest to one of the map, in px from its corner; null without a border. */
    nearestOfBorder(at) {
      let [best, least] = [null, Infinity];
      this.eachStepOfBorder((...step) => {
        const place = onStep(...step, at);
        const far = Math.hypot(place.x - at.x, place.y - at.y);
        if (far < least) [best, least] = [place, far];
      });
      return best && L.point(best.x, best.y);
    },

    /** Whether the border can be seen within `bounds` of the map, in px from its corner. @param {{ min?: any, max?: any }} bounds */
    borderIn(bounds) {
      const { min, max } = bounds;
      let seen = false;
      this.eachStepOfBorder((x, y, toX, toY) => {
        seen = seen || mocgioi.partWithin(x - min.x, y - min.y, toX - min.x, toY - min.y, max.x - min.x, max.y - min.y) !== null;
      });
      return seen;
    },

    /** Come closer by `delta` about `at`, or if the border would be lost about such a place that it is not. */
    zoomAbout(at, delta) {
      const { map } = this;
      const times = 2 ** (Math.min(map.getMaxZoom(), map.getZoom() + delta) - map.getZoom());
      const free = this.free();
      const seen = (corner) => at.add(corner.subtract(at).divideBy(times));
      const after = L.bounds(seen(free.min), seen(free.max));
      const border = this.borderIn(after) ? null : this.nearestOfBorder(at);
      let about = at;
      if (border && times > 1) {
        const inner = L.bounds(free.min.add([INSET_PX, INSET_PX]), free.max.subtract([INSET_PX, INSET_PX]));
        const wanted = at.add(border.subtract(at).multiplyBy(times));
        const kept = L.point(Math.max(inner.min.x, Math.min(inner.max.x, wanted.x)), Math.max(inner.min.y, Math.min(inner.max.y, wanted.y)));
        about = border.multiplyBy(times).subtract(kept).divideBy(times - 1);
      }
      map.setZoomAround(about, map.getZoom() + delta);
    },

    /** Come closer about the border in the middle of what is free. */
    zoomIn() {
      const middle = this.free().getCenter();
      this.zoomAbout(this.nearestOfBorder(middle) || middle, 1);
    },

    /** Bring the nearest of the border to the middle of what is free. */
    toBorder() {
      const middle = this.free().getCenter();
      const border = this.nearestOfBorder(middle);
      if (border) this.map.panBy(border.subtract(middle), { animate: false });
    },

    /** With a place in sight, show the border too: from farther off if need be. */
    withBorder(place, zoom) {
      if (this.borderIn(this.free())) return;
      const border = this.nearestOfBorder(this.map.latLngToContainerPoint(place));
      if (border) this.fitTo(L.latLngBounds([place, this.map.containerPointToLatLng(border)]), zoom);
    },

    /** Come to the markers of a piece of the border. */
    showPiece(piece) {
      const before = this.map.getZoom();
      this.fitRows(piece.rows);
      if (this.map.getZoom() <= before) this.zoomAbout(this.map.latLngToContainerPoint(this.latLngOf(piece.rows[piece.rows.length >> 1])), 1);
      this.moved = true;
      this.noteView();
    },
  };

  mocgioi.feature((page) => {
    const back = el('div', 'mg-back-to-border');
    const tell = () => (back.hidden = page.borderIn(page.free()) || !page.nearestOfBorder(L.point(0, 0)));
    page.map.on('moveend', tell);
    page.map.doubleClickZoom.disable();
    page.map.on('dblclick', (event) => page.zoomAbout(event.containerPoint, event.originalEvent.shiftKey ? -1 : 1));
    let waiting = 0;
    const look = () => {
      waiting = 0;
      if (page.canvas.over !== JSON.stringify(page.covered())) page.canvas.refresh();
    };
    // What opens or grows may stand over a label, and what it moves only in the next frame: all is placed anew.
    const seen = new ResizeObserver(() => (waiting = waiting || requestAnimationFrame(look)));
    return {
      furnish() {
        back.replaceChildren(button('mg-button', page.model.words.text('to_border'), () => page.toBorder()));
        back.hidden = true;
        seen.disconnect();
        requestAnimationFrame(() => {
          for (const part of page.root.querySelectorAll('.mg-root > *, .mg-side > *')) seen.observe(part);
          tell();
        });
        return back;
      },
    };
  });

  Object.assign(mocgioi, { sight });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
