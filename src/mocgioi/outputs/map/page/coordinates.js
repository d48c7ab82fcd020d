/* Places that people type: degrees in the usual ways, VN-2000 in metres, kilometres along the border. */
(function (mocgioi) {
  'use strict';

  const WORDS = /\b(?:geo|toa do|position|wgs ?-?84|vn ?-?2000|lat(?:itude)?|vi do|lon(?:g(?:itude)?)?|kinh do)\b|[@=]/g;
  const SIGNS = /^[\d\s.,;:°'"+\-nsewbdxy()]+$/;
  const TOKEN = /[+-]?\d+(?:\.\d+)?|[nsewbdxy]/g;
  const HEMISPHERES = { n: ['latitude', 1], b: ['latitude', 1], s: ['latitude', -1], e: ['longitude', 1], d: ['longitude', 1], w: ['longitude', -1] };
  const KM = /^(?:km\s*(\d{1,4})(?:[.,](\d{1,3})|\s*\+\s*(\d{3}))?|(\d{1,4})(?:[.,](\d{1,3}))?\s*km)$/;
  const COUNTRY = { latitude: [8, 24], longitude: [102, 110] };

  const latitudeOf = (y) => (Math.asin(Math.tanh(((128 - y) * Math.PI) / 128)) * 180) / Math.PI;
  const longitudeOf = (x) => ((x - 128) * 360) / 256;

  /** Degrees in WGS 84 of VN-2000 metres: the way there, until it leads to the place asked for. */
  function fromVn2000(easting, northing) {
    let [latitude, longitude] = [northing / 110600, 107.25];
    for (let round = 0; round < 8; round += 1) {
      const at = mocgioi.vn2000(latitude, longitude);
      latitude += (northing - at.northing) / 110700;
      longitude += (easting - at.easting) / (111300 * Math.cos((latitude * Math.PI) / 180));
    }
    return { latitude, longitude };
  }

  /** One angle of one to three numbers: degrees, minutes, seconds; NaN if it is none. */
  function angle([degrees, minutes = 0, seconds = 0]) {
    if (minutes < 0 || minutes >= 60 || seconds < 0 || seconds >= 60) return NaN;
    const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
    return degrees < 0 ? -size : size;
  }

  const within = (range, value) => value >= range[0] && value <= range[1];

  /** Latitude and longitude of two angles, in the order that their letters or the country tell. */
  function degreesOf(first, second, letters) {
    const named = letters.map((letter) => HEMISPHERES[letter]);
    let place = { latitude: first, longitude: second };
    if (named.length === 2) {
      if (!named[0] || !named[1] || named[0][0] === named[1][0]) return null;
      place = { latitude: NaN, longitude: NaN, [named[0][0]]: first * named[0][1], [named[1][0]]: second * named[1][1] };
    } else if (named.length) return null;
    else if (within(COUNTRY.longitude, first) && within(COUNTRY.latitude, second)) place = { latitude: second, longitude: first };
    return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : null;
  }

  /** The place that tokens of numbers and letters mean; `exact`: they were not whole numbers alone. */
  function placeOfTokens(tokens, exact) {
    const numbers = tokens.filter((token) => /\d/.test(token)).map(Number);
    const letters = tokens.filter((token) => !/\d/.test(token));
    if (numbers.length === 2 && numbers.every((value) => value >= 1e5)) {
      const [easting, northing] = numbers.sort((value, other) => value - other);
      return within([1e5, 9e5], easting) && within([8e5, 3e6], northing) ? fromVn2000(easting, northing) : null;
    }
    if (![2, 4, 6].includes(numbers.length) || letters.some((letter) => !(letter in HEMISPHERES))) return null;
    const half = numbers.length / 2;
    const angles = [angle(numbers.slice(0, half)), angle(numbers.slice(half))];
    if (angles.some(Number.isNaN) || !(exact || letters.length === 2)) return null;
    return degreesOf(angles[0], angles[1], letters);
  }

  /** Latitude and longitude in WGS 84 that a text means; null if it means none. */
  function placeOfText(text) {
    const plain = mocgioi.fold(text.replace(/[ºᵒ˚]/g, '°').replace(/[’‘′ʹ´`]/g, "'").replace(/''|[”“″]/g, '"')).replace(WORDS, ' ').replace(/\?.*$/, '').trim();
    if (!SIGNS.test(plain) || /\d\s*-\s*\d/.test(plain)) return null;
    const exact = /[.,°'"]/.test(plain);
    const metres = plain.replace(/\d{1,3}(?:\.\d{3})+(?![\d.])/g, (whole) => (whole.split('.').length > 2 || whole.length > 6 ? whole.replace(/\./g, '') : whole));
    const readings = plain.includes('.') && metres === plain ? [plain.replace(/,/g, ' ')] : [metres.replace(/,(?=\d)/g, '.').replace(/,/g, ' '), metres.replace(/,/g, ' ')];
    for (const reading of readings) {
      const place = placeOfTokens(reading.match(TOKEN) || [], exact);
      if (place) return place;
    }
    return null;
  }

  /** The kilometre of the border line that a text means; null if it means none. */
  function kmOfText(text) {
    const match = KM.exec(mocgioi.fold(text));
    if (!match) return null;
    const [, km, decimals, metres, other, part] = match;
    return Number(`${km || other}.${decimals || metres || part || 0}`);
  }

  /** Where on the border line a kilometre is, between the places known; null off its ends. */
  function placeOfKm(kilometres, km) {
    const after = kilometres.findIndex((own) => own.km >= km);
    if (after < 0 || (after === 0 && kilometres[0].km > km)) return null;
    const [low, high] = [kilometres[Math.max(0, after - 1)], kilometres[after]];
    const share = high.km > low.km ? (km - low.km) / (high.km - low.km) : 0;
    return { latitude: latitudeOf(low.y + (high.y - low.y) * share), longitude: longitudeOf(low.x + (high.x - low.x) * share) };
  }

  Object.assign(mocgioi, { latitudeOf, longitudeOf, fromVn2000, placeOfText, kmOfText, placeOfKm });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
