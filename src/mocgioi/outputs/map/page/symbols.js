/* Shapes on a canvas: the same strokes on the map, in the legend and on the card. */
(function (mocgioi) {
  'use strict';

  const TURN = Math.PI * 2;

  /** Draw a polygon of corners relative to the radius. */
  function polygon(ctx, corners, symbol, r, edge) {
    ctx.beginPath();
    corners.forEach(([x, y], index) => (index ? ctx.lineTo(x * r, y * r) : ctx.moveTo(x * r, y * r)));
    ctx.closePath();
    body(ctx, symbol, edge);
  }

  function body(ctx, symbol, edge) {
    ctx.fillStyle = symbol.colour;
    ctx.strokeStyle = symbol.outline;
    ctx.lineWidth = edge;
    ctx.lineJoin = 'round';
    ctx.stroke();
    ctx.fill();
  }

  const SHAPES = {
    disc(ctx, symbol, r, edge) {
      ctx.beginPath();
      ctx.arc(0, 0, r, 0, TURN);
      body(ctx, symbol, edge);
    },
    disc_bar(ctx, symbol, r, edge) {
      SHAPES.disc(ctx, symbol, r, edge);
      ctx.fillStyle = symbol.outline;
      ctx.fillRect(-r * 0.62, -r * 0.2, r * 1.24, r * 0.4);
    },
    dot(ctx, symbol, r, edge) {
      SHAPES.disc(ctx, symbol, r, edge);
    },
    cross(ctx, symbol, r, edge) {
      const arm = r * 0.72;
      ctx.lineCap = 'round';
      ctx.beginPath();
      ctx.moveTo(-arm, -arm);
      ctx.lineTo(arm, arm);
      ctx.moveTo(-arm, arm);
      ctx.lineTo(arm, -arm);
      ctx.strokeStyle = symbol.outline;
      ctx.lineWidth = r * 0.6 + edge;
      ctx.stroke();
      ctx.strokeStyle = symbol.colour;
      ctx.lineWidth = r * 0.6;
      ctx.stroke();
    },
    house(ctx, symbol, r, edge) {
      polygon(ctx, [[0, -1], [0.9, -0.2], [0.9, 0.8], [-0.9, 0.8], [-0.9, -0.2]], symbol, r, edge);
      ctx.fillStyle = symbol.outline;
      ctx.fillRect(-r * 0.2, r * 0.1, r * 0.4, r * 0.7);
    },
  };

  /** Draw `symbol` about (x, y); `r` is the radius of a built road's. */
  function drawSymbol(ctx, symbol, x, y, r) {
    ctx.save();
    ctx.translate(x, y);
    const [own, edge] = [r * symbol.scale, Math.max(1, Math.min(3, 0.3 + r * 0.28))];
    if (Array.isArray(symbol.shape)) polygon(ctx, symbol.shape, symbol, own, edge);
    else SHAPES[symbol.shape](ctx, symbol, own, edge);
    ctx.restore();
  }

  function drawMark(ctx, mark, x, y, r) {
    ctx.save();
    ctx.beginPath();
    if (mark.form === 'ring') {
      ctx.arc(x, y, r + 2.6, 0, TURN);
      ctx.lineWidth = Math.min(2.6, 1 + r * 0.2);
      ctx.strokeStyle = mark.colour;
      ctx.stroke();
    } else {
      const size = Math.max(3.6, r * 0.66);
      const [cx, cy] = [x + r * 0.85, y - r * 0.85];
      ctx.arc(cx, cy, size, 0, TURN);
      ctx.fillStyle = mark.colour;
      ctx.strokeStyle = '#ffffff';
      ctx.lineWidth = 1.6;
      ctx.stroke();
      ctx.fill();
      ctx.fillStyle = '#ffffff';
      if (mark.form === 'query') {
        ctx.font = `bold ${(size * 1.7).toFixed(1)}px Arial, sans-serif`;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        ctx.fillText('?', cx, cy + size * 0.1);
      } else {
        ctx.fillRect(cx - size * 0.14, cy - size * 0.62, size * 0.28, size * 0.72);
        ctx.fillRect(cx - size * 0.14, cy + size * 0.3, size * 0.28, size * 0.3);
      }
    }
    ctx.restore();
  }

  /** A picture of its own, drawn at twice the size so that it is sharp on a phone. */
  function picture(width, height, draw) {
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.setAttribute('aria-hidden', 'true');
    const ctx = canvas.getContext('2d');
    ctx.scale(2, 2);
    draw(ctx);
    return canvas;
  }

  const symbolPicture = (symbol) => picture(26, 26, (ctx) => drawSymbol(ctx, symbol, 13, 13, 7.5));

  const markPicture = (mark) =>
    picture(26, 26, (ctx) => {
      const ground = { shape: 'disc', colour: '#d5dae0', outline: '#ffffff', scale: 1 };
      drawSymbol(ctx, ground, 13, 13, 6);
      drawMark(ctx, mark, 13, 13, 6.5);
    });

  const linePicture = (style) =>
    picture(26, 26, (ctx) => {
      ctx.strokeStyle = style.colour;
      ctx.lineWidth = style.width_px;
      ctx.setLineDash(style.dash_px);
      ctx.beginPath();
      ctx.moveTo(1, 13);
      ctx.lineTo(25, 13);
      ctx.stroke();
    });

  Object.assign(mocgioi, { drawSymbol, drawMark, picture, symbolPicture, markPicture, linePicture });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
