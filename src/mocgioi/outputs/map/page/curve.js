/* The curve of a figure over the days, with what was published on it, and the signs of a comparison. */
(function (mocgioi) {
  'use strict';

  const PAD_PX = 9;
  const TOP_PX = 8;
  const FOOT_PX = 15;
  const SMALL_PX = 4.5;
  const LETTERS = `500 11px ${mocgioi.FONT}`;
  const SIGNS = { gained: { colour: '#0b57d0', sign: '+' }, lost: { colour: '#a3004f', sign: '−' } };

  /** Where a day lies between `first` and `last`, and a number between 0 and `most`, in a box of pixels. */
  function scales({ first, last, most, width, height }) {
    const span = Math.max(1, last - first);
    return {
      x: (day) => PAD_PX + ((day - first) / span) * (width - 2 * PAD_PX),
      y: (value) => height - FOOT_PX - (value / Math.max(1, most)) * (height - FOOT_PX - TOP_PX),
    };
  }

  /**
   * Draw the steps of `series` ({day, needing, built, told}) on a canvas as wide as it stands.
   * `at` and `since` are days to mark, `marks` what was published ({day, road_built, own}).
   */
  function drawCurve(canvas, { series, marks, at, since, ink, soft, accent, paper }) {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width || !height) return;
    const ratio = Math.max(1, globalThis.devicePixelRatio || 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const ctx = canvas.getContext('2d');
    ctx.scale(ratio, ratio);
    const { dayNumber } = mocgioi;
    const [first, last] = [series[0].day, series[series.length - 1].day].map(dayNumber);
    const most = Math.max(...series.map(({ needing, built }) => Math.max(needing, built)));
    const { x, y } = scales({ first, last, most, width, height });
    ctx.font = LETTERS;
    ctx.fillStyle = soft;
    ctx.strokeStyle = soft;
    ctx.textAlign = 'center';
    for (let year = Number(series[0].day.slice(0, 4)) + 1; year <= Number(series[series.length - 1].day.slice(0, 4)); year += 1) {
      const left = x(dayNumber(`${year}-01-01`));
      ctx.fillRect(left, TOP_PX, 1, height - FOOT_PX - TOP_PX + 3);
      if (width / (last - first) * 365 > 34) ctx.fillText(year, Math.max(14, Math.min(width - 14, left)), height - 3);
    }
    const told = series.filter((point) => point.told);
    steps(ctx, told, x, ({ needing }) => y(needing));
    ctx.setLineDash([3, 3]);
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.setLineDash([]);
    steps(ctx, told, x, ({ built }) => y(built));
    ctx.lineWidth = 2.5;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = accent;
    ctx.stroke();
    for (const day of [since, at]) {
      if (!day) continue;
      const left = x(Math.max(first, Math.min(last, dayNumber(day))));
      ctx.fillStyle = ink;
      ctx.fillRect(left - 0.75, 0, 1.5, height - FOOT_PX + 3);
    }
    for (const { day, road_built, own } of marks) diamond(ctx, x(Math.max(first, dayNumber(day))), y(road_built), { ink, paper: own ? ink : paper });
  }

  /** A line that stays level until the day on which the figure moves. */
  function steps(ctx, series, x, height) {
    ctx.beginPath();
    series.forEach((point, index) => {
      const left = x(mocgioi.dayNumber(point.day));
      if (index) ctx.lineTo(left, height(series[index - 1]));
      else ctx.moveTo(left, height(point));
      ctx.lineTo(left, height(point));
    });
  }

  function diamond(ctx, x, y, { ink, paper }) {
    ctx.beginPath();
    for (const [dx, dy] of [[0, -5], [5, 0], [0, 5], [-5, 0]]) ctx.lineTo(x + dx, y + dy);
    ctx.closePath();
    ctx.fillStyle = paper;
    ctx.strokeStyle = ink;
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
  }

  /** The sign of a marker that gained or lost its road: a ring with a plus, a square with a minus; in a crowd ring and square alone. */
  function drawChange(ctx, kind, x, y, r) {
    const { colour, sign } = SIGNS[kind];
    const wide = r + (r < SMALL_PX ? 1.5 : 4);
    ctx.beginPath();
    if (kind === 'gained') ctx.arc(x, y, wide, 0, Math.PI * 2);
    else ctx.rect(x - wide, y - wide, 2 * wide, 2 * wide);
    for (const [width, stroke] of [[r < SMALL_PX ? 3.5 : 5, '#ffffff'], [r < SMALL_PX ? 2 : 2.5, colour]]) {
      ctx.lineWidth = width;
      ctx.strokeStyle = stroke;
      ctx.stroke();
    }
    if (r < SMALL_PX) return;
    ctx.beginPath();
    ctx.arc(x + r + 5, y - r - 5, 6, 0, Math.PI * 2);
    ctx.fillStyle = colour;
    ctx.strokeStyle = '#ffffff';
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = '#ffffff';
    ctx.font = '700 12px system-ui, sans-serif';
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(sign, x + r + 5, y - r - 4.5);
  }

  const changePicture = (kind) => mocgioi.picture(26, 26, (ctx) => drawChange(ctx, kind, 9, 17, 4.5));

  Object.assign(mocgioi, { drawCurve, drawChange, changePicture });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
