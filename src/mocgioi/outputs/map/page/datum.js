/* WGS 84 to VN-2000 / TM-3 107-15 (EPSG:9215), the legal coordinates of Lạng Sơn, in metres. */
(function (mocgioi) {
  'use strict';

  const A = 6378137;
  const F = 1 / 298.257223563;
  const E2 = F * (2 - F);
  const SECOND = Math.PI / 180 / 3600;
  /* EPSG:6960, VN-2000 to WGS 84, coordinate frame (QĐ 05/2007/QĐ-BTNMT); the ellipsoid is the same. */
  const SHIFT = [-191.90441429, -39.30318279, -111.45032835];
  const TURN = [-0.00928836, 0.01975479, -0.00427372].map((seconds) => seconds * SECOND);
  const SCALE = 1 + 0.252906278e-6;
  /* TM-3 107-15. */
  const MERIDIAN = (107.25 * Math.PI) / 180;
  const K0 = 0.9999;
  const EASTING = 500000;

  function geocentric(latitude, longitude) {
    const n = A / Math.sqrt(1 - E2 * Math.sin(latitude) ** 2);
    return [n * Math.cos(latitude) * Math.cos(longitude), n * Math.cos(latitude) * Math.sin(longitude), n * (1 - E2) * Math.sin(latitude)];
  }

  /**
   * Latitude and longitude of a geocentric place, by iteration; 1e-12 of a degree near the ground.
   * @param {number[]} place
   * @returns {[number, number]}
   */
  function geodetic([x, y, z]) {
    const p = Math.hypot(x, y);
    let latitude = Math.atan2(z, p * (1 - E2));
    for (let round = 0; round < 6; round += 1) {
      const n = A / Math.sqrt(1 - E2 * Math.sin(latitude) ** 2);
      latitude = Math.atan2(z + E2 * n * Math.sin(latitude), p);
    }
    return [latitude, Math.atan2(y, x)];
  }

  /**
   * Undo EPSG:6960 as PROJ does: the transposed rotation over the scale.
   * @param {number[]} place
   */
  function toVn2000([x, y, z]) {
    const [dx, dy, dz] = [x - SHIFT[0], y - SHIFT[1], z - SHIFT[2]].map((part) => part / SCALE);
    const [rx, ry, rz] = TURN;
    return [dx - rz * dy + ry * dz, rz * dx + dy - rx * dz, -ry * dx + rx * dy + dz];
  }

  /** Transverse Mercator by Krüger's series to the third flattening cubed (IOGP 373-7-2, 3.5.2). */
  function project(latitude, longitude) {
    const n = F / (2 - F);
    const radius = (A / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
    const series = [n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3, (13 / 48) * n ** 2 - (3 / 5) * n ** 3, (61 / 240) * n ** 3];
    const e = Math.sqrt(E2);
    const sine = Math.sin(latitude);
    const conformal = Math.sinh(Math.atanh(sine) - e * Math.atanh(e * sine));
    const away = longitude - MERIDIAN;
    const xi = Math.atan2(conformal, Math.cos(away));
    const eta = Math.atanh(Math.sin(away) / Math.hypot(1, conformal));
    let [north, east] = [xi, eta];
    series.forEach((term, at) => {
      const times = 2 * (at + 1);
      north += term * Math.sin(times * xi) * Math.cosh(times * eta);
      east += term * Math.cos(times * xi) * Math.sinh(times * eta);
    });
    return { easting: EASTING + K0 * radius * east, northing: K0 * radius * north };
  }

  /** Easting and northing in EPSG:9215 of degrees in WGS 84; to a millimetre of PROJ over the province. */
  function vn2000(latitude, longitude) {
    const degree = Math.PI / 180;
    return project(...geodetic(toVn2000(geocentric(latitude * degree, longitude * degree))));
  }

  Object.assign(mocgioi, { vn2000 });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
