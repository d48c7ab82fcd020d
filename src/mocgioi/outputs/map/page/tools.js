/* The tools: the marker nearest to me, a distance between two points, the link of this view. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes } = mocgioi;
  const WAIT_MS = 20000;

  /** What the page says to everybody, screen readers too, until it is put away. */
  class Message {
    constructor(words, onClose) {
      this.text = attributes(el('p'), { role: 'status' });
      this.root = el('div', 'mg-message', null, this.text, iconButton('×', words.text('close'), () => {
        this.say('');
        onClose();
      }));
      this.root.classList.add('mg-quiet');
    }

    say(text) {
      this.text.textContent = text;
      this.root.classList.toggle('mg-quiet', !text);
    }
  }

  /**
   * Own place and measured way. `page`: model, canvas, result.rows, select(row), placeOf(row),
   * reveal(row). Both are drawn by `draw`, an overlay of the canvas.
   */
  class Tools {
    constructor(page) {
      this.page = page;
      this.words = page.model.words;
      this.me = null;
      this.places = null;
      this.message = new Message(this.words, () => this.stop());
      const press = (key, run) => button('mg-button', this.words.text(key), run);
      this.link = el('output', 'mg-link');
      this.code = el('div');
      this.story = mocgioi.storyBlock(page);
      this.root = el('div', 'mg-tools', null, page.surveying.listBox(),
        press('nearest_to_me', () => this.locate()), press('measure', () => this.begin()), press('copy_link', () => this.copyLink()), this.link, this.code, this.story.root,
        press('print_map_a4', () => page.state.set({ print: 'map_a4' })), press('print_map_a3', () => page.state.set({ print: 'map_a3' })),
        press('print_strip', () => page.state.set({ print: 'strip' })),
        mocgioi.exportBlock(page));
    }

    locate() {
      const { words } = this;
      if (!navigator.geolocation) {
        this.message.say(words.text('no_geolocation'));
        return;
      }
      this.message.say(words.text('locating'));
      navigator.geolocation.getCurrentPosition((position) => this.located(position.coords),
        (error) => this.message.say(words.text(error.code === 1 ? 'geolocation_denied' : 'geolocation_failed')),
        { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 10000 });
    }

    /** Of the markers shown, the nearest to where the device says it is. */
    located({ latitude, longitude, accuracy }) {
      const { page, words } = this;
      this.me = { latitude, longitude, accuracy_m: accuracy };
      const nearest = mocgioi.nearestRow(page.model.register, page.result.rows, this.me);
      if (!nearest) {
        this.message.say(words.text('nearest_none'));
        return;
      }
      this.places = [this.me, page.placeOf(nearest.row)];
      page.select(nearest.row);
      const direction = words.text(`compass_${mocgioi.compass(mocgioi.bearing(...this.places))}`);
      this.message.say(words.text('nearest_is', {
        n: page.model.register.column('number')(nearest.row), d: words.distance(nearest.metres), direction, a: words.distance(accuracy),
      }));
      page.canvas.refresh();
    }

    get measuring() {
      return this.places !== null && this.places.length < 2 && !this.done;
    }

    begin(row = null) {
      this.done = false;
      this.me = null;
      this.places = row === null ? [] : [this.page.placeOf(row)];
      this.page.hideCard();
      this.message.say(this.words.text(row === null ? 'measure_first' : 'measure_second'));
      this.page.canvas.refresh();
    }

    /** Take a place as an end of the way; true if one was waited for. */
    take(place) {
      if (!this.measuring || !place) return false;
      this.places = [...this.places, place];
      if (this.places.length === 2) {
        this.done = true;
        const direction = this.words.text(`compass_${mocgioi.compass(mocgioi.bearing(...this.places))}`);
        this.message.say(this.words.text('measured_way', { d: this.words.distance(mocgioi.distanceBetween(...this.places)), direction }));
      } else this.message.say(this.words.text('measure_second'));
      this.page.canvas.refresh();
      return true;
    }

    stop() {
      this.places = null;
      this.me = null;
      this.done = false;
      this.page.canvas.refresh();
    }

    async copyLink() {
      const { words } = this;
      const link = this.page.link();
      const bare = link.startsWith('#');
      this.page.writeHash();
      this.link.textContent = link;
      this.code.replaceChildren(link === '#' ? '' : mocgioi.qrFigure(words, link));
      const done = await mocgioi.copyText(link, this.link);
      const file = bare ? decodeURIComponent(globalThis.location.pathname.split('/').pop()) : '';
      this.message.say(words.text(!done ? 'link_by_hand' : bare ? 'link_copied_hash' : 'link_copied_whole', { file }));
    }

    /** The sheet of the tools, its story as it is now. */
    sheet() {
      this.story.fill();
      return this.root;
    }

    draw(canvas, ctx) {
      if (this.places && this.places.length) mocgioi.drawWay(canvas, ctx, this.places);
      if (this.me) mocgioi.drawMe(canvas, ctx, this.me);
    }
  }

  Object.assign(mocgioi, { Tools });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
