/* Somebody's map tiles under the map: asked for only while a reader has turned them on. */
(function (mocgioi) {
  'use strict';

  const { el } = mocgioi;

  /** `tiles`: {url, host, attribution}. It is no part of the view: a link sent to others asks no host. */
  class TileGround {
    constructor(map, tiles) {
      this.map = map;
      this.tiles = tiles;
      this.layer = L.tileLayer(tiles.url, { referrerPolicy: 'no-referrer', noWrap: true, maxZoom: 19 });
    }

    get on() {
      return this.map.hasLayer(this.layer);
    }

    /** A check box; `turned(on)` is called after each change. */
    box(words, turned) {
      const check = el('input');
      check.type = 'checkbox';
      check.checked = this.on;
      check.dataset.layer = 'tiles';
      check.addEventListener('change', () => {
        if (check.checked) this.layer.addTo(this.map);
        else this.layer.remove();
        turned(check.checked);
      });
      return el('label', '', null, check, el('span', 'mg-label', words.text('tiles_of', { host: this.tiles.host })));
    }
  }

  Object.assign(mocgioi, { TileGround });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
