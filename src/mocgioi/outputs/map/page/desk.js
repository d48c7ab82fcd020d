/* The page inside the desk (bàn làm việc), which frames it: markers are opened there, surveys handed in. */
(function (mocgioi) {
  'use strict';

  const TELL_AFTER_MS = 300;

  /**
   * A feature of the page: nothing until the desk greets it. Only a page of the very server that gave this
   * one may; a map that is opened as a file, or framed by another site, answers nobody.
   *
   * What is said over the port: `{view}`, the hash of what is seen; `{open}`, a number; `{files, ask}`, to be
   * answered by `{ask, said, taken}`; `{drafts}` where it was told to `{leave}`: another map takes its place.
   */
  class InDesk {
    constructor(page) {
      this.page = page;
      this.port = null;
      this.asked = [];
      this.isLeaving = false;
      if (globalThis.parent !== globalThis.self) globalThis.addEventListener('message', (event) => this.greeted(event));
    }

    greeted({ source, origin, data, ports }) {
      const { page } = this;
      if (source !== globalThis.parent || origin !== globalThis.location.origin || this.port || !ports.length || !data || data.mocgioi !== 'desk') return;
      [this.port] = ports;
      this.port.onmessage = (event) => this.told(event.data);
      for (const draft of data.drafts) page.surveying.drafts.put(draft);
      page.state.on(Object.keys(page.first), () => this.tellSoon());
      if (data.hash) globalThis.location.hash = data.hash;
      page.reopen();
      this.tell();
    }

    told({ leave, ask, said, taken }) {
      if (leave) {
        this.page.surveying.flush();
        this.isLeaving = true;
        this.port.postMessage({ drafts: this.page.surveying.drafts.list() });
      } else if (this.asked[ask]) this.asked[ask]({ said, taken });
    }

    tellSoon() {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.tell(), TELL_AFTER_MS);
    }

    tell() {
      this.port.postMessage({ view: this.page.hash() });
    }

    /** What a card has of the desk. */
    card({ number }) {
      if (!this.port) return [];
      const { words } = this.page.model;
      return [mocgioi.button('mg-button mg-main', words.text('desk_open'), () => this.port.postMessage({ open: number }))];
    }

    /** What puts files into the desk's tray: gives {said, taken}; null where there is no desk. */
    get handIn() {
      if (!this.port) return null;
      return (files) => new Promise((done) => {
        this.port.postMessage({ files, ask: this.asked.push(done) - 1 });
      });
    }
  }

  mocgioi.feature((page) => (page.desk = new InDesk(page)));
})((globalThis.mocgioi = globalThis.mocgioi || {}));
