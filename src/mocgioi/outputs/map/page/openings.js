/* What is opened on the page: a sheet of the panel, a card, what a search found, the sheet to print. */
(function (mocgioi) {
  'use strict';

  const { el } = mocgioi;

  /** What a page is as far as it opens something. */
  class Opening extends mocgioi.Moving {
    /** Open a sheet of the panel; on a phone, null or the open one's name puts it down. */
    openTab(name) {
      const { tab } = this.state.view;
      this.sheetUp = name !== null && !(this.narrow() && this.sheetUp && name === tab);
      const before = this.panel.tabs.get(tab);
      if (this.sheetUp && this.narrow()) this.card.close();
      if (name !== null) this.state.set({ tab: name });
      this.panel.open(name || tab, this.sheetUp);
      this.root.classList.toggle('mg-with-sheet', this.sheetUp);
      this.back.settleSoon();
      if (!this.narrow() && !this.state.view.at) this.fit();
      if (name === null) before.focus();
    }

    /** Go where a search hit is. */
    take(hit) {
      const { state } = this;
      const by = { commune: 'commune', former: 'commune', post: 'post' }[hit.kind];
      if (by) mocgioi.openArea(this, mocgioi.areaByKey(this.model, mocgioi.areaKey({ by, code: hit.code })));
      else if (hit.kind === 'marker') this.select(hit.row, null, { near: true });
      else if (hit.kind === 'range') {
        this.card.close();
        state.set({ filters: { range: [hit.code] } });
        this.fitRows(this.result.rows);
      } else if (hit.kind === 'gate') this.showPlace('gate', hit.place);
      else if (hit.kind === 'km' || hit.kind === 'point') this.showPoint(hit.name, hit.place);
      else this.showRoad(hit.road);
    }

    showPlace(kind, place) {
      this.state.set({ marker: null });
      this.mark(null);
      this.card.showPlace(kind, place);
      if (place.longitude !== null) this.goToPlace(place, 13);
    }

    /** Any place on the ground, ringed, with the marker nearest to it. */
    showPoint(name, place) {
      if (this.tools.take(place)) return;
      if (!this.nearExtent({ zoom: 0, ...place })) {
        this.tools.message.say(this.model.words.text('search_outside', { place: name }));
        return;
      }
      this.state.set({ marker: null });
      this.mark(null);
      const nearest = mocgioi.nearestRow(this.model.register, this.model.register.presentRows, place);
      this.card.show(name, [
        nearest && el('div', 'mg-near', null, this.card.chip(nearest.row, null), el('span', '', this.model.words.text('search_apart', { d: this.model.words.distance(nearest.metres) }))),
        mocgioi.positionBlock(this.model, place, name),
      ]);
      this.pin = place;
      this.goToPlace(place, 13);
    }

    showRoad(road) {
      this.state.set({ marker: null });
      this.mark(null);
      this.card.showRoad(road);
      if (road.lines.length) this.fitTo(mocgioi.boundsOf(this.map, road.lines), 16);
    }

    showStretch(stretch) {
      this.state.set({ marker: null });
      this.mark(null);
      this.card.showStretch(stretch, mocgioi.basisOf(this.state.view.colouring));
      this.fitTo(mocgioi.boundsOf(this.map, stretch.lines), 14);
    }

    /** Show marker `row`; `together` are rows pressed at once. */
    select(row, together = null, { near = false } = {}) {
      if (!this.model.register.count) return;
      if (this.tools.take(this.placeOf(row))) return;
      this.state.set({ marker: this.model.register.column('number')(row) });
      this.showMarker({ together });
      if (near && this.placeOf(row) && this.map.getZoom() < 13) this.goToPlace(this.placeOf(row), 13);
    }

    /** The card of the view's marker, if it has one. */
    showMarker(how = {}) {
      const { row } = this;
      if (row === null || row === undefined) return;
      this.card.showMarker(row, how);
      this.hideTip();
      this.reveal(row);
      this.mark(row);
      if (this.table) this.table.select(row);
      this.strip.update({ ...this.scene, selected: row });
    }

    cardOpened() {
      this.pin = null;
      this.root.classList.add('mg-with-card');
      this.state.set({ area: this.card.area });
      this.back.settleSoon();
      if (this.narrow() && this.sheetUp) this.openTab(null);
    }

    /** Put the card away without moving the focus. */
    hideCard() {
      this.card.root.hidden = true;
      this.root.classList.remove('mg-with-card');
      this.back.settleSoon();
    }

    cardClosed() {
      this.root.classList.remove('mg-with-card');
      this.back.settleSoon();
      this.state.set({ marker: null, area: null });
      this.mark(null);
      if (this.table) this.table.select(null);
      this.strip.update({ ...this.scene, selected: null });
      this.container.focus({ preventScroll: true });
    }

    /** Lay the sheet `print` over the page, or put the one there away. */
    showPoster(print) {
      if (this.poster) this.poster.remove();
      this.poster = null;
      document.documentElement.classList.toggle('mg-printing', print !== null);
      if (!print) return;
      this.poster = mocgioi.sheetFor(this, print, () => this.state.set({ print: null }));
      this.shield(this.poster);
    }

    /** The sheet that the view asks for, ready for the keys. */
    followPrint() {
      this.showPoster(this.state.view.print);
      this.back.settleSoon();
      if (this.poster) this.poster.querySelector('button').focus();
    }
  }

  Object.assign(mocgioi, { Opening });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
