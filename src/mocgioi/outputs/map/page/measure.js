/* Distances: between two points, and from where somebody stands to the nearest marker. */
(function (mocgioi) {
  'use strict';

  const EARTH_RADIUS_M = 6371008.8;

  /** Metres along the great circle between places with longitude and latitude in degrees. */
  function distanceBetween(place, other) {
    const radians = Math.PI / 180;
    const half = (from, to) => Math.sin(((to - from) * radians) / 2) ** 2;
    const across = half(place.latitude, other.latitude) +
      Math.cos(place.latitude * radians) * Math.cos(other.latitude * radians) * half(place.longitude, other.longitude);
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(across)));
  }

  /** Compass bearing in degrees from one place to another, 0 is north. */
  function bearing(place, other) {
    const radians = Math.PI / 180;
    const [from, to, turn] = [place.latitude * radians, other.latitude * radians, (other.longitude - place.longitude) * radians];
    const degrees = Math.atan2(Math.sin(turn) * Math.cos(to), Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn)) / radians;
    return (degrees + 360) % 360;
  }

  const COMPASS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];
  const compass = (degrees) => COMPASS[Math.round(degrees / 45) % 8];

  /** {row, metres} of the nearest of `rows`, or null if none has a position. */
  function nearestRow(register, rows, place) {
    const [longitude, latitude] = [register.column('longitude'), register.column('latitude')];
    let best = null;
    for (const row of rows) {
      if (longitude(row) === null || latitude(row) === null) continue;
      const metres = distanceBetween(place, { longitude: longitude(row), latitude: latitude(row) });
      if (!best || metres < best.metres) best = { row, metres };
    }
    return best;
  }

  Object.assign(mocgioi, { distanceBetween, bearing, compass, nearestRow });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
