/*
 * Where labels of communes stand: each inside its own commune, in smaller letters, by initials or
 * the share alone where there is little room, else outside all communes with a leader to its own,
 * else by a digit that a framed key explains. Boxes and leaders are in pixels of the world at a zoom: see cells.js.
 */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const SMALL_PX = 10;
  const GAP_PX = 2;
  const [SHORT_PX, FARTHEST_PX] = [110, 480];
  const KEY_PX = 6;
  /* What places cost, in px of distance. */
  const [BUSY, FOREIGN] = [0.35, 0.4];
  const STARTS = 6;
  const [STEP_PX, FAR_STEP_PX] = [6, 12];
  /* A further layout is taken only where its leader is so much shorter. */
  const SHORTER = 0.8;

  /** Whether a segment meets a box. */
  function meets({ left, right, top, bottom }, from, to) {
    let [first, last] = [0, 1];
    for (const [at, step, low, high] of [[from.x, to.x - from.x, left, right], [from.y, to.y - from.y, top, bottom]]) {
      if (!step && (at < low || at > high)) return false;
      if (!step) continue;
      const [one, other] = [(low - at) / step, (high - at) / step];
      first = Math.max(first, Math.min(one, other));
      last = Math.min(last, Math.max(one, other));
    }
    return first <= last;
  }

  const side = (from, to, { x, y }) => Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
  const cross = ([from, to], [start, end]) => side(from, to, start) !== side(from, to, end) && side(start, end, from) !== side(start, end, to);
  const distance = (place, other) => Math.hypot(place.x - other.x, place.y - other.y);
  const overlap = (box, other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  const middleOf = ({ left, right, top, bottom }) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
  const nearestIn = ({ left, right, top, bottom }, { x, y }) => ({ x: Math.max(left, Math.min(right, x)), y: Math.max(top, Math.min(bottom, y)) });

  /** The place of several that is nearest to a box. */
  function nearestTo(places, { left, right, top, bottom }) {
    let [best, least] = [places[0], Infinity];
    for (const place of places) {
      const [across, down] = [Math.max(left - place.x, place.x - right, 0), Math.max(top - place.y, place.y - bottom, 0)];
      const far = across * across + down * down;
      if (far < least) [best, least] = [place, far];
    }
    return best;
  }

  const fromPole = ({ x, y }) => (left, top, right, bottom) => Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y);

  /** *H. V. Thụ* for *Hoàng Văn Thụ*. */
  const initialsOf = (name) => name.split(' ').map((word, at, all) => (at < all.length - 1 ? `${[...word][0]}.` : word)).join(' ');

  /** A name on two lines of about the same length; null for one word. */
  function folded(name) {
    const words = name.split(' ');
    const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
    const longest = (lines) => Math.max(...lines.map((line) => line.length));
    return cuts.reduce((best, lines) => (best && longest(best) <= longest(lines) ? best : lines), null);
  }

  /** Places the labels of one view; `ctx` measures them. No label stands on a box of `rings` or `signs`, and no leader runs over a ring. */
  class Placing {
    constructor(cells, ctx, size, { rings, signs }) {
      this.cells = cells;
      this.rings = rings;
      this.signs = signs;
      this.ctx = ctx;
      this.size = size;
      this.labels = [];
      this.widths = new Map();
    }

    line(text, role, size) {
      const font = `${role === 'name' ? 600 : 500} ${size}px ${FONT}`;
      const key = `${font}|${text}`;
      if (!this.widths.has(key)) {
        this.ctx.font = font;
        this.widths.set(key, this.ctx.measureText(text).width);
      }
      return { text, role, font, width: this.widths.get(key), height: Math.ceil(size * 1.2) };
    }

    /** Names over a share, `names` one or two lines; a flat label has both on one line. */
    layout(names, share, size, flat = false) {
      const shown = share ? [this.line(share, 'share', Math.max(SMALL_PX, size - 1))] : [];
      const lines = [...names.map((name) => this.line(name, 'name', size)), ...shown];
      const width = flat ? lines.reduce((sum, line) => sum + line.width + size * 0.35, 0) : Math.max(...lines.map((line) => line.width));
      const height = flat ? Math.max(...lines.map((line) => line.height)) : lines.reduce((sum, line) => sum + line.height, 0);
      return { lines, flat, width: width + 2 * GAP_PX, height };
    }

    layouts(name, share, sizes) {
      const two = folded(name);
      return sizes.flatMap((size) => [this.layout([name], share, size), ...(two ? [this.layout(two, share, size)] : []), ...(share ? [this.layout([name], share, size, true)] : [])]);
    }

    free(box) {
      return ![this.rings, this.signs].some((taken) => taken.some((own) => overlap(box, own))) && this.unwritten(box);
    }

    /** Whether no other label or leader is where a box is. */
    unwritten(box) {
      return this.labels.every((label) => !overlap(box, label.box) && !(label.leader && meets(box, ...label.leader)));
    }

    put({ code, area, full }, layout, box, leader = null) {
      this.labels.push({ code, area, full, ...layout, text: layout.lines.map(({ text }) => text).join(' '), box, leader });
      return true;
    }

    /** The first of the layouts that stands within the commune, as near as can be to where its name belongs. */
    inside(commune, layouts) {
      for (const layout of layouts) {
        const least = fromPole(commune.pole);
        const cost = (own, weight) => (this.free(own) ? distance(middleOf(own), commune.pole) + weight * BUSY : Infinity);
        const box = this.cells.place(commune.id, layout, { least, cost });
        if (box) return this.put(commune, layout, box);
      }
      return false;
    }

    /**
     * Outside all communes on this side of the border line, with a leader from the commune longer
     * than `tried` and no longer than `reach`.
     */
    aside(commune, layouts, { reach, tried = -1 }) {
      const starts = commune.start ? [commune.start] : this.startsIn(commune);
      let best = null;
      let longest = reach;
      for (const layout of layouts) {
        const found = this.led(commune, layout, starts, { tried, longest });
        if (!found) continue;
        best = found;
        longest = found.length * SHORTER;
      }
      return best !== null && this.put(commune, best.layout, best.box, [best.start, best.end]);
    }

    /** The place of one layout with the leader that costs least: {layout, box, start, end, length}, or null. */
    led(commune, layout, starts, { tried, longest }) {
      const { cells } = this;
      const [xs, ys] = ['x', 'y'].map((axis) => starts.map((start) => start[axis]));
      const about = cells.cellsOf({ left: Math.min(...xs) - longest - layout.width, right: Math.max(...xs) + longest + layout.width,
        top: Math.min(...ys) - longest - layout.height, bottom: Math.max(...ys) + longest + layout.height });
      let length = 0;
      const passed = (left, top, right, bottom) => {
        let nearest = Infinity;
        for (let at = 0; at < xs.length; at += 1) {
          const [x, y] = [xs[at], ys[at]];
          const [across, down] = [x < left ? left - x : x > right ? x - right : 0, y < top ? top - y : y > bottom ? y - bottom : 0];
          nearest = Math.min(nearest, across * across + down * down);
        }
        length = Math.sqrt(nearest);
        return length <= tried || length > longest;
      };
      const places = [];
      cells.eachBox(0, layout, { passed, about, step: longest > SHORT_PX ? FAR_STEP_PX : STEP_PX }, (box, weight) => places.push({ box, price: length + weight * BUSY }));
      places.sort((place, other) => place.price - other.price);
      let [best, bound] = [null, Infinity];
      for (const { box, price } of places) {
        if (price >= bound) break;
        const leader = this.leaderTo(commune, box, starts);
        if (leader && price + leader.further < bound) [best, bound] = [{ layout, box, ...leader }, price + leader.further];
      }
      return best;
    }

    /** The shortest leader to a box with what it costs besides its length; null where it may not be. */
    leaderTo(commune, box, starts) {
      if (!this.free(box)) return null;
      const start = nearestTo(starts, box);
      const end = nearestIn(box, start);
      const { inland } = commune;
      const middle = middleOf(box);
      if (this.barred(start, end) || (inland && inland.x * (middle.x - start.x) + inland.y * (middle.y - start.y) < 0)) return null;
      const { foreign, crossed } = this.cells.way(commune.id, inland ? commune.off(start) : start, end);
      return crossed ? null : { start, end, length: distance(start, end), further: foreign * FOREIGN };
    }

    /** Whether a leader would run over a ring, a label or another leader. */
    barred(start, end) {
      return this.rings.some((ring) => meets(ring, start, end))
        || this.labels.some((label) => meets(label.box, start, end) || (label.leader && cross(label.leader, [start, end])));
    }

    /** Where leaders may begin: clear of the outline if the commune is wide enough, and far apart. */
    startsIn({ id, pole }) {
      const seen = this.cells.seen.get(id);
      // An outline narrower than a cell is told by the place of its name.
      if (!seen) return [pole];
      for (const size of [16, 10, 4, 1]) {
        const made = [];
        const far = Math.max(size, Math.sqrt(seen.cells) * this.cells.cell * 0.3);
        for (;;) {
          const cost = (own) => (this.free(own) && made.every((start) => distance(start, middleOf(own)) > far) ? distance(middleOf(own), pole) : Infinity);
          const box = this.cells.place(id, { width: size, height: size }, { least: fromPole(pole), cost, step: 6 });
          if (!box || made.length === STARTS) break;
          made.push(middleOf(box));
        }
        if (made.length) return made;
      }
      return [];
    }

    /** Place a label that has no room in its commune as it is. */
    elsewhere(commune) {
      const { name, share } = commune;
      const full = this.layouts(name, share, [SMALL_PX]);
      const within = (layouts) => !commune.start && this.inside(commune, layouts);
      return this.aside(commune, full, { reach: SHORT_PX }) || within(this.layouts(initialsOf(name), share, [SMALL_PX]))
        || this.aside(commune, full, { reach: FARTHEST_PX, tried: SHORT_PX })
        || (share && within([this.layout([], share, SMALL_PX)]));
    }

    /** Place the rest in the order of the border, or against it if more then have one; gives those without a place. */
    leading(left) {
      const inside = this.labels;
      const tried = [];
      for (const order of [left, [...left].reverse()]) {
        this.labels = [...inside];
        const unplaced = order.filter((commune) => !this.elsewhere(commune));
        tried.push({ labels: this.labels, unplaced });
        if (!unplaced.length) break;
      }
      const { labels, unplaced } = tried.reduce((best, other) => (other.unplaced.length < best.unplaced.length ? other : best));
      this.labels = labels;
      return unplaced;
    }

    /** All labels; what has no room is a digit in its commune, which a key explains. */
    all(communes) {
      const left = communes.filter((commune) => commune.start || !this.inside(commune, this.layouts(commune.name, commune.share, [this.size, SMALL_PX])));
      const keyed = [];
      for (const commune of this.leading(left)) if (this.digit(commune, String(keyed.length + 1))) keyed.push(commune);
      if (keyed.length) this.key(keyed);
      return this.labels;
    }

    /** A digit wholly in its commune, else about a place of it. */
    digit(commune, text) {
      const layout = { ...this.layout([text], null, SMALL_PX), digit: true };
      if (!commune.start && this.inside(commune, [layout])) return true;
      const about = ({ x, y }) => ({ left: x - layout.width / 2, right: x + layout.width / 2, top: y - layout.height / 2, bottom: y + layout.height / 2 });
      const stands = (box) => this.unwritten(box) && [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [box.right, box.bottom]].every(([x, y]) => this.cells.open({ x, y }));
      const cost = (own) => (stands(about(middleOf(own))) ? distance(middleOf(own), commune.pole) : Infinity);
      const spot = this.cells.place(commune.id, { width: 1, height: 1 }, { least: fromPole(commune.pole), cost });
      const places = commune.start ? [commune.off(commune.start), ...commune.spots] : [spot ? middleOf(spot) : commune.pole];
      const box = places.map(about).find(stands);
      return Boolean(box) && this.put(commune, layout, box);
    }

    /** What the digits stand for, in a frame at the lowest free place on the left, on no commune and nothing drawn if there is such a place. */
    key(communes) {
      const lines = communes.map(({ name, share }, at) => this.line([`${at + 1}: ${name}`, share].filter(Boolean).join(' '), 'name', SMALL_PX));
      const layout = { lines, width: Math.max(...lines.map(({ width }) => width)) + 2 * KEY_PX, height: lines.reduce((sum, { height }) => sum + height, 8) };
      const { cells } = this;
      const ways = [(own) => cells.vacant(own) && !cells.burdenOf(own), (own) => cells.vacant(own), () => true];
      let box = null;
      for (const allows of ways) box = box || cells.clear(layout, (own) => this.free(own) && allows(own));
      if (!box) return;
      this.labels.push({ code: null, key: communes.map(({ code }) => code), ...layout, text: lines.map(({ text }) => text).join('; '), box, leader: null });
    }
  }

  Object.assign(mocgioi, { Placing });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
