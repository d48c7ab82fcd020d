/* What stands by itself on the page: each feature is made once, and asked at the moments it cares for. */
(function (mocgioi) {
  'use strict';

  const makers = [];

  /**
   * Have `make(page)` called when the page is built. It gives an object with any of:
   *   furnish()            everything that has words is made anew: gives elements for the page's root, or nothing
   *   update(scene)        filters, colouring, layers or sort have changed: see `Page.update`
   *   reopen()             the page or another view is there as a whole: what is open in it is opened
   *   key()                what it draws now, for legends: [{picture, label}]
   *   paths(theme)         paths to draw above the layers and below the markers: see lines.js
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
