/*
 * Names of communes with their share, of which none stands on another commune and none is left out
 * while its commune is in view: what is asked of placing.js, and the drawing of what it gives.
 *
 * A further name on the canvas asks `names.put` (see names.js), which keeps clear of these.
 */
(function (mocgioi) {
  'use strict';

  const DOT_PX = 2.2;
  const SPOT_PX = 6;
  const SEEN_PX2 = 48;

  const figuresOf = (model, { code }) => {
    const area = mocgioi.areasOf(model, 'commune').find((own) => own.code === code);
    return { area, figures: mocgioi.figuresOfArea(model, area) };
  };

  /** *13/22* as of the day that the page shows; empty where no marker needs a road, or nothing is known yet. */
  function communeShare(model, commune) {
    const { told, built, needing } = figuresOf(model, commune).figures;
    return told && needing ? model.words.text('area_share', { figure: `${built}/${needing}` }) : '';
  }

  /** The whole name of a commune with its figure, however short its label is. */
  function communeTip(model, commune) {
    const { area, figures } = figuresOf(model, commune);
    const share = figures.needing ? ` · ${mocgioi.figureText(model.words, figures)}` : '';
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
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    const clear = band / 2 + 14;
    // Việt Nam lies to the right of the line, which runs from the north-west to the south-east.
    const inland = { x: (before.y - after.y) / length, y: (after.x - before.x) / length };
    return { start: spots[at], spots, inland, off: ({ x, y }) => ({ x: x + inland.x * clear, y: y + inland.y * clear }) };
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
    const square = ({ x, y, r }) => ({ left: x + origin.x - r, right: x + origin.x + r, top: y + origin.y - r, bottom: y + origin.y + r });
    const rings = (canvas.pieces || []).map(square);
    const placing = new mocgioi.Placing(cells, ctx, map.getZoom() < 9.25 ? 11.5 : 13, { rings, signs: canvas.signs().map(square) });
    const moved = ({ x, y }) => ({ x: x - origin.x, y: y - origin.y });
    return placing.all(inView).map((label) => ({
      ...label,
      box: { left: label.box.left - origin.x, right: label.box.right - origin.x, top: label.box.top - origin.y, bottom: label.box.bottom - origin.y },
      leader: label.leader && label.leader.map(moved),
    }));
  }

  /** Keep labels and their leaders free of further names. */
  function reserveLabels(names, labels) {
    for (const { box, leader } of labels) {
      names.take(box);
      if (!leader) continue;
      const [from, to] = leader;
      const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SPOT_PX) || 1;
      for (let step = 0; step <= steps; step += 1) {
        names.reserve(from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps, DOT_PX);
      }
    }
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
    for (const { box, lines, flat, key, digit } of labels) {
      if (key || digit) {
        ctx.fillStyle = theme.halo;
        ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
        ctx.lineWidth = 1;
        ctx.strokeStyle = theme.commune;
        ctx.strokeRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
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

  Object.assign(mocgioi, { communeShare, placeLabels, reserveLabels, drawLabels });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
