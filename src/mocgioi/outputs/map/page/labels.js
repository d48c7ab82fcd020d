/*
 * Names of communes with their share: each inside its own commune, in smaller letters, by initials
 * or the share alone where there is little room, else outside all communes with a leader to its
 * own, else by a digit that a key explains. None is left out while its commune is in view.
 *
 * A further name on the canvas asks `names.put` (see names.js), which keeps clear of these.
 */
(function (mocgioi) {
  'use strict';

  const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
  const SMALL_PX = 10;
  const GAP_PX = 2;
  const [SHORT_PX, FAR_PX, FARTHEST_PX] = [110, 220, 480];
  /* What places cost, in px of distance. */
  const [BUSY, FOREIGN, CROSSED] = [0.12, 0.4, 5000];
  const DOT_PX = 2.2;
  const SPOT_PX = 6;
  const STARTS = 6;
  const STEP_PX = 6;
  /* A further layout is taken only where its leader is so much shorter. */
  const SHORTER = 0.8;
  const SEEN_PX2 = 48;

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

  /** Places the labels of one view; `ctx` measures them. */
  class Placing {
    constructor(cells, ctx, size, rings) {
      this.cells = cells;
      this.rings = rings;
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
      return this.labels.every((label) => !overlap(box, label.box) && !(label.leader && meets(box, ...label.leader)));
    }

    put({ code, area, full }, layout, box, leader = null, beyond = false) {
      this.labels.push({ code, area, full, beyond, ...layout, text: layout.lines.map(({ text }) => text).join(' '), box, leader });
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

    /** Outside all communes, with a leader from the commune no longer than `reach`; over the border line only if `beyond`. */
    aside(commune, layouts, reach, beyond = false) {
      const { cells } = this;
      const starts = commune.start ? [commune.start] : this.startsIn(commune);
      if (!starts.length) return false;
      const [xs, ys] = ['x', 'y'].map((axis) => starts.map((start) => start[axis]));
      const about = cells.cellsOf({ left: Math.min(...xs) - reach * 1.5, right: Math.max(...xs) + reach * 1.5, top: Math.min(...ys) - reach, bottom: Math.max(...ys) + reach });
      let best = null;
      let shortest = reach;
      const leaderTo = (box) => {
        let found = null;
        for (const start of starts) {
          const end = nearestIn(box, start);
          const length = distance(start, end);
          if (!found || length < found.length) found = { start, end, length };
        }
        return found;
      };
      for (const layout of layouts) {
        const least = (left, top, right, bottom) => {
          let nearest = Infinity;
          for (let at = 0; at < xs.length; at += 1) {
            const [x, y] = [xs[at], ys[at]];
            const [across, down] = [x < left ? left - x : x > right ? x - right : 0, y < top ? top - y : y > bottom ? y - bottom : 0];
            nearest = Math.min(nearest, across * across + down * down);
          }
          return nearest > shortest * shortest ? Infinity : Math.sqrt(nearest);
        };
        const cost = (own, weight, bound) => {
          const { start, end, length } = leaderTo(own);
          if (length + weight * BUSY >= bound || !this.free(own) || this.barred(start, end)) return Infinity;
          const { inland } = commune;
          if (inland && !beyond && inland.x * (middleOf(own).x - start.x) + inland.y * (middleOf(own).y - start.y) < 0) return Infinity;
          const { foreign, crossed } = cells.way(commune.id, inland ? commune.off(start) : start, end);
          return crossed && !beyond ? Infinity : length + weight * BUSY + foreign * FOREIGN + (crossed ? CROSSED : 0);
        };
        const box = cells.place(0, layout, { least, cost, about, step: STEP_PX });
        if (!box) continue;
        const { start, end, length } = leaderTo(box);
        shortest = length * SHORTER;
        best = { layout, box, leader: [start, end] };
      }
      return best !== null && this.put(commune, best.layout, best.box, best.leader, beyond);
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
      return this.aside(commune, full, SHORT_PX) || within(this.layouts(initialsOf(name), share, [SMALL_PX]))
        || this.aside(commune, full, FAR_PX) || this.aside(commune, full, FARTHEST_PX) || this.aside(commune, full, FAR_PX, true)
        || (share && within([this.layout([], share, SMALL_PX)]));
    }

    /** Place the rest in the order of the border, or against it if fewer then stand beyond the line; gives those without a place. */
    leading(left) {
      const inside = this.labels;
      const tried = [];
      for (const order of [left, [...left].reverse()]) {
        this.labels = [...inside];
        const unplaced = order.filter((commune) => !this.elsewhere(commune));
        const faults = unplaced.length + this.labels.filter(({ beyond }) => beyond).length;
        tried.push({ labels: this.labels, unplaced, faults });
        if (!faults) break;
      }
      const { labels, unplaced } = tried.reduce((best, other) => (other.faults < best.faults ? other : best));
      this.labels = labels;
      return unplaced;
    }

    /** All labels; what has no room is told in a key, with a digit in the commune where that fits. */
    all(communes) {
      const left = communes.filter((commune) => commune.start || !this.inside(commune, this.layouts(commune.name, commune.share, [this.size, SMALL_PX])));
      const unplaced = this.leading(left);
      unplaced.forEach((commune, at) => {
        const digit = this.layout([String(at + 1)], null, SMALL_PX);
        this.inside(commune, [digit]);
        const mark = this.labels.find(({ code }) => code === commune.code) || null;
        if (mark) mark.digit = true;
        commune.key = `${mark ? `${at + 1} ` : ''}${commune.name} ${commune.share || ''}`.trim();
      });
      if (unplaced.length) this.key(unplaced);
      return this.labels;
    }

    /** What stands for whom, in a box of its own at the lowest free place on the left. */
    key(communes) {
      const lines = communes.map(({ key }) => this.line(key, 'name', SMALL_PX));
      const layout = { lines, width: Math.max(...lines.map(({ width }) => width)) + 12, height: lines.reduce((sum, { height }) => sum + height, 8) };
      const box = this.cells.clear(layout, (own) => this.free(own));
      if (!box) return;
      this.labels.push({ code: null, key: communes.map(({ code }) => code), ...layout, text: communes.map(({ key }) => key).join('; '), box, leader: null });
    }
  }

  const figuresOf = (model, { code }) => {
    const area = mocgioi.areasOf(model, 'commune').find((own) => own.code === code);
    return { area, figures: mocgioi.figuresOfArea(model, area) };
  };

  /** *13/22* as of the day that the page shows; empty where no marker needs a road, or nothing is known yet. */
  function communeShare(model, commune) {
    const { built, needing } = figuresOf(model, commune).figures;
    return needing ? `${built}/${needing}` : '';
  }

  /** The whole name of a commune with its figure, however short its label is. */
  function communeTip(model, commune) {
    const { area, figures: { built, needing, percent } } = figuresOf(model, commune);
    const share = needing ? ` · ${built}/${needing} (${model.words.percent(percent)})` : '';
    return { area, full: `${mocgioi.areaName(model, area, true)}${share}` };
  }

  /** What of the communes is to be placed, in pixels of the world. */
  function asked(canvas, cells, scale) {
    const { communes, boundary } = canvas.model;
    const band = mocgioi.bandWidth(canvas._map.getZoom());
    const shapes = communes.map((commune, at) => ({ commune, id: at + 1, lines: boundary.filter((piece) => piece.commune_code === commune.code).map(({ line }) => line) }));
    for (const { commune, id } of shapes) cells.fill(id, commune.rings);
    for (const { commune, lines } of shapes) {
      cells.edge(commune.rings);
      if (!commune.rings.length) cells.edge(lines, band);
    }
    cells.bound(boundary.map(({ line }) => line));
    return shapes.map(({ commune, id, lines }) => {
      const pole = { x: mocgioi.planeX(commune.longitude) * scale, y: mocgioi.planeY(commune.latitude) * scale };
      const made = { id, code: commune.code, name: commune.name, share: communeShare(canvas.model, commune), ...communeTip(canvas.model, commune), pole, start: null };
      return commune.rings.length ? made : { ...made, ...onLine(cells, lines, scale, band) };
    });
  }

  /** Where on its band a commune without a shape is named: in the middle of what is in view, with the way inland. */
  function onLine(cells, lines, scale, band) {
    const spots = [];
    let walked = 0;
    for (const line of lines) {
      for (let at = 2; at < line.length; at += 2) {
        const [x, y, toX, toY] = [line[at - 2] * scale, line[at - 1] * scale, line[at] * scale, line[at + 1] * scale];
        const length = Math.hypot(toX - x, toY - y);
        for (; walked < length; walked += SPOT_PX) {
          const spot = { x: x + ((toX - x) * walked) / length, y: y + ((toY - y) * walked) / length };
          if (cells.open(spot)) spots.push(spot);
        }
        walked -= length;
      }
    }
    if (!spots.length) return { absent: true };
    const at = Math.floor(spots.length / 2);
    const [before, after] = [spots[Math.max(0, at - 8)], spots[Math.min(spots.length - 1, at + 8)]];
    const length = distance(before, after) || 1;
    const clear = band / 2 + 14;
    // Việt Nam lies to the right of the line, which runs from the north-west to the south-east.
    const inland = { x: (before.y - after.y) / length, y: (after.x - before.x) / length };
    return { start: spots[at], inland, off: ({ x, y }) => ({ x: x + inland.x * clear, y: y + inland.y * clear }) };
  }

  /** Labels of the communes in view, in layer points of the map as it lies. */
  function placeLabels(canvas, ctx) {
    const map = canvas._map;
    const scale = map.getZoomScale(map.getZoom(), 0);
    const origin = map.getPixelOrigin();
    const corner = map.containerPointToLayerPoint([0, 0]).add(origin);
    const cells = new mocgioi.Cells({ min: corner, max: corner.add(map.getSize()) }, scale);
    const communes = asked(canvas, cells, scale);
    for (const { left, top, right, bottom } of canvas.covered()) cells.cover({ left: left + corner.x, top: top + corner.y, right: right + corner.x, bottom: bottom + corner.y });
    canvas.eachDrawn((x, y, r, weight) => cells.burden(x + origin.x, y + origin.y, r, weight));
    cells.settle();
    const inView = communes.filter(({ id, pole, start, absent }) =>
      !absent && (start || cells.open(pole) || (cells.seen.has(id) && cells.seen.get(id).cells * cells.cell ** 2 >= SEEN_PX2)));
    const rings = (canvas.pieces || []).map(({ x, y, r }) => ({ left: x + origin.x - r, right: x + origin.x + r, top: y + origin.y - r, bottom: y + origin.y + r }));
    const placing = new Placing(cells, ctx, map.getZoom() < 9.25 ? 11.5 : 13, rings);
    const moved = ({ x, y }) => ({ x: x - origin.x, y: y - origin.y });
    return placing.all(inView).map((label) => ({
      ...label,
      box: { left: label.box.left - origin.x, right: label.box.right - origin.x, top: label.box.top - origin.y, bottom: label.box.bottom - origin.y },
      leader: label.leader && label.leader.map(moved),
    }));
  }

  /** Draw labels where they were placed. */
  function drawLabels(ctx, theme, labels) {
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    for (const { leader } of labels.filter((label) => label.leader)) {
      for (const [colour, width] of [[theme.halo, 3.5], [theme.commune, 1.2]]) {
        ctx.beginPath();
        leader.forEach(({ x, y }, at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
        ctx.strokeStyle = colour;
        ctx.lineWidth = width;
        ctx.stroke();
      }
      ctx.beginPath();
      ctx.arc(leader[0].x, leader[0].y, DOT_PX, 0, Math.PI * 2);
      ctx.fillStyle = theme.commune;
      ctx.fill();
    }
    for (const { box, lines, flat, key } of labels) {
      if (key) {
        ctx.fillStyle = theme.halo;
        ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      }
      const height = flat ? 0 : lines.reduce((sum, line) => sum + line.height, 0);
      const width = lines.reduce((sum, line) => sum + line.width + 4, -4);
      let [x, y] = [(box.left + box.right - (flat ? width : 0)) / 2, (box.top + box.bottom - height) / 2];
      ctx.textAlign = flat || key ? 'left' : 'center';
      for (const line of lines) {
        ctx.font = line.font;
        ctx.lineWidth = 3;
        ctx.strokeStyle = theme.halo;
        ctx.fillStyle = line.role === 'name' ? theme.commune : theme.soft;
        const [left, base] = [key ? box.left + 6 : x, flat ? y : y + line.height / 2];
        ctx.strokeText(line.text, left, base);
        ctx.fillText(line.text, left, base);
        if (flat) x += line.width + 4;
        else y += line.height;
      }
    }
  }

  Object.assign(mocgioi, { communeShare, placeLabels, drawLabels });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
