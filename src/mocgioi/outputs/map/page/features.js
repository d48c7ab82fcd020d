/* What stands by itself on the page: each feature is made once, and asked at the moments it cares for. */
(function (mocgioi) {
  'use strict';

  const makers = [];

  /**
   * Have `make(page)` called when the page is built. It gives an object with any of:
   *   furnish()            everything that has words is made anew: gives elements for the page's root, or nothing
   *   below()             elements that stand above the strip, the first highest; made anew as by furnish
   *   update(scene)        filters, colouring, layers or sort have changed: see `Page.update`
   *   reopen()             the page or another view is there as a whole: what is open in it is opened
   *   paths(theme)         paths to draw above the layers and below the markers: see lines.js
   *   key(canvas)         groups of the key of what it draws, in the panel, and on paper with its canvas: {title, rows: [{picture, label, count}]}
   *   card(marker)         elements at the head of a marker's card
   *   covers()             what of it lies over the map, lowest first, each with `close()`: see `Back`
   *   last(canvas, ctx, names)     put names where all others have left room
   *   overlay(canvas, ctx, names)  draw over the markers, on the screen or for a print: see points.js
   */
  const feature = (make) => makers.push(make);

  /** The features of a page, asked together. */
  class Features {
    constructor(page) {
      this.all = makers.map((make) => make(page));
    }

    /** What each gives that has `moment`, in one array. */
    ask(moment, ...how) {
      return this.all.flatMap((own) => (own[moment] && own[moment](...how)) || []);
    }
  }

  Object.assign(mocgioi, { feature, Features });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
