/* What is drawn over the lines besides markers: kilometres, degrees, one's own place, a measured way. */
(function (mocgioi) {
  'use strict';

  const { FONT } = mocgioi;
  const KM_STEPS = [10, 5, 1];
  const SPACE_PX = 46;
  const WAY = '#1668c7';

  /** The step in km between the labels, so that two of them stand well apart on the screen. */
  function kilometreStep(pixelsPerKm) {
    return [...KM_STEPS].reverse().find((step) => step * pixelsPerKm >= SPACE_PX) || KM_STEPS[0];
  }

  function pixelsPerKm(map) {
    const middle = map.getCenter();
    const metres = (40075016.686 * Math.cos((middle.lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
    return 1000 / metres;
  }

  /** Kilometres along the border from its north-western end; with stretches alone, where these end. */
  function drawKilometres(canvas, ctx, names, layers) {
    if (!layers.includes('kilometres') && !layers.includes('stretches')) return;
    const least = layers.includes('kilometres') ? 0 : canvas.model.facts.stretch_km;
    const step = Math.max(least, kilometreStep(pixelsPerKm(canvas._map)));
    const [scale, origin] = [canvas._map.getZoomScale(canvas._map.getZoom(), 0), canvas._map.getPixelOrigin()];
    const marks = canvas.model.kilometres.filter(({ km }) => Math.abs(km / step - Math.round(km / step)) <= 1e-6)
      .map(({ km, x, y }) => ({ km, x: x * scale - origin.x, y: y * scale - origin.y }));
    for (const { x, y } of marks) {
      ctx.beginPath();
      ctx.rect(x - 2.5, y - 2.5, 5, 5);
      ctx.fillStyle = canvas.theme.ink;
      ctx.strokeStyle = canvas.theme.halo;
      ctx.lineWidth = 2;
      ctx.stroke();
      ctx.fill();
      names.reserve(x, y, 3);
    }
    for (const { km, x, y } of marks) {
      names.put([{ text: `km ${km}`, font: `600 11px ${FONT}`, height: 14, colour: canvas.theme.ink }], x, y,
        [[10, -8, 'left'], [10, 8, 'left'], [-10, -8, 'right'], [-10, 8, 'right']]);
    }
  }

  /** Degrees of the graticule, along the left and the lower edge of the free part of the map. */
  function drawDegrees(canvas, ctx, words, margins) {
    const map = canvas._map;
    const [[south, west], [north, east]] = canvas.model.facts.extent;
    const step = mocgioi.gridStep(Math.max(north - south, east - west));
    const size = map.getSize();
    const digits = step < 0.1 || step === 0.25 ? 2 : 1;
    const corner = map.containerPointToLayerPoint([margins.left, size.y - margins.bottom]);
    ctx.font = `500 11px ${FONT}`;
    ctx.fillStyle = canvas.theme.soft;
    ctx.strokeStyle = canvas.theme.halo;
    ctx.lineWidth = 3;
    const put = (text, x, y) => {
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    };
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const latitude of mocgioi.gridValues(south - 8 * step, north + 8 * step, step)) {
      const { y } = map.latLngToLayerPoint([latitude, west]);
      if (y < corner.y - 24) put(`${words.number(latitude, digits)}° ${words.text('north_letter')}`, corner.x - 8, y);
    }
    ctx.textAlign = 'center';
    for (const longitude of mocgioi.gridValues(west - 16 * step, east + 16 * step, step)) {
      const { x } = map.latLngToLayerPoint([south, longitude]);
      if (x > corner.x + 110) put(`${words.number(longitude, digits)}° ${words.text('east_letter')}`, x, corner.y + 6);
    }
  }

  /** Where somebody stands, with the circle their device is sure of. */
  function drawMe(canvas, ctx, { latitude, longitude, accuracy_m }) {
    const { x, y } = canvas._map.latLngToLayerPoint([latitude, longitude]);
    ctx.beginPath();
    ctx.arc(x, y, Math.max(10, (accuracy_m / 1000) * pixelsPerKm(canvas._map)), 0, Math.PI * 2);
    ctx.fillStyle = 'rgba(22,104,199,.16)';
    ctx.fill();
    ctx.beginPath();
    ctx.arc(x, y, 6.5, 0, Math.PI * 2);
    ctx.fillStyle = WAY;
    ctx.strokeStyle = '#ffffff';
    ctx.lineWidth = 3;
    ctx.stroke();
    ctx.fill();
  }

  /** A way between places, its ends ringed. */
  function drawWay(canvas, ctx, places) {
    const points = places.map(({ latitude, longitude }) => canvas._map.latLngToLayerPoint([latitude, longitude]));
    for (const [width, colour] of [[5.5, '#ffffff'], [2.5, WAY]]) {
      ctx.beginPath();
      points.forEach(({ x, y }, at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.lineWidth = width;
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
    for (const { x, y } of points) {
      ctx.beginPath();
      ctx.arc(x, y, 5, 0, Math.PI * 2);
      ctx.fillStyle = '#ffffff';
      ctx.strokeStyle = WAY;
      ctx.lineWidth = 2.5;
      ctx.fill();
      ctx.stroke();
    }
  }

  Object.assign(mocgioi, { drawKilometres, drawDegrees, drawMe, drawWay });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
