/* Surveys on the page: the sheet in which a form or what is sent stands, and the list of drafts among the tools. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes } = mocgioi;

  const OBSERVER = 'mocgioi-observer';

  /** The name that was kept on this device; empty where a page may keep nothing. */
  function remembered() {
    try {
      return localStorage.getItem(OBSERVER) || '';
    } catch {
      return '';
    }
  }

  function remember(observer) {
    try {
      localStorage.setItem(OBSERVER, observer);
    } catch {
      // It is typed again.
    }
  }

  /** A feature of the page: `open(row)` begins or goes on with a survey; `listBox()` is the list of drafts. */
  class Surveying {
    constructor(page) {
      this.page = page;
      this.drafts = new mocgioi.Drafts(page.model.register.count ? page.model.facts.store : undefined);
      this.draft = null;
      this.sending = null;
      this.gathering = new mocgioi.Gathering((draft, isChanged) => this.gathered(draft, isChanged));
      this.drafts.on(() => this.tell());
      globalThis.addEventListener('beforeunload', (event) => {
        if (page.desk.isLeaving || (this.drafts.areSafe && !this.gathering.isReading())) return;
        event.preventDefault();
        event.returnValue = true;
      });
      globalThis.addEventListener('pagehide', () => this.flush());
      document.addEventListener('visibilitychange', () => this.flush());
    }

    get words() {
      return this.page.model.words;
    }

    furnish() {
      if (!this.page.model.register.count) return null;
      this.heading = attributes(el('h2', 'mg-card-title'), { id: 'mg-form-title', tabindex: '-1' });
      this.kept = attributes(el('p', 'mg-form-kept'), { role: 'status' });
      this.body = el('div', 'mg-form-body');
      this.root = attributes(el('section', 'mg-form', null,
        el('div', 'mg-card-head', null, this.heading, iconButton('×', this.words.text('form_close'), () => this.close())), this.kept, this.body),
      { role: 'dialog', 'aria-labelledby': 'mg-form-title' });
      this.root.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') this.close();
        event.stopPropagation();
      });
      this.root.hidden = true;
      if (this.sending) this.showSending(this.sending);
      else if (this.draft) this.show();
      this.tell();
      return [this.root];
    }

    /** The survey of marker `row`: the one begun, or a new one with what the map knows of it last. */
    open(row) {
      const { facts, register } = this.page.model;
      const number = register.column('number')(row);
      this.draft = this.drafts.of(number) || {
        id: `${mocgioi.now()} ${number}`,
        number,
        date: mocgioi.today(),
        values: {},
        ...this.shownOf(row, number),
        known_at: facts.known_at ? new mocgioi.Words(facts, 'vi').time(facts.known_at) : '',
        funding: '',
        note: '',
        observer: this.lastObserver(),
        typed: '',
        place: null,
        photos: [],
        illustrative: facts.illustrative,
        sent_at: null,
      };
      this.show();
    }

    /**
     * {shown, own_day} of a marker: what was before the surveyor's eyes, by aspect. What was sent from here after
     * the map was made counts as seen; `own_day` is its day. Null where the map is of a day before its data's
     * last: what it shows is not what stood in the store.
     */
    shownOf(row, number) {
      const { facts, days } = this.page.model;
      if (mocgioi.isOfPastDay(facts)) return { shown: null, own_day: null };
      const shown = Object.fromEntries(mocgioi.aspectsOf(this.page.model).map((aspect) => [aspect, days.codeOnOwnDay(aspect, row)]));
      const own = this.drafts.list().filter((draft) => draft.number === number && draft.sent_at > (facts.known_at || ''));
      for (const { values } of own) Object.assign(shown, Object.fromEntries(Object.entries(values).filter(([, code]) => code)));
      return { shown, own_day: own.length ? own.at(-1).date : null };
    }

    /** Who surveyed last, on this device: a patrol writes one name many times. At first the post whose map it is. */
    lastObserver() {
      const { sector } = this.page.model.facts;
      const last = this.drafts.list().reverse().find((draft) => draft.observer);
      return last ? last.observer : remembered() || (sector ? sector.vi : '');
    }

    show() {
      this.sending = null;
      const { draft } = this;
      this.form = new mocgioi.Form(this.page, draft, this.gathering, {
        changed: () => this.changed(draft), close: () => this.close(), remove: () => this.remove(draft),
        send: () => this.showSending([draft]),
      });
      this.reveal(this.words.text('form_title', { n: draft.number }), this.form.root);
    }

    /** What is sent has every photograph chosen for it: those that are being read are waited for. */
    showSending(drafts) {
      this.flush();
      this.sending = drafts;
      this.form = null;
      const back = () => (this.draft && !this.draft.sent_at ? this.show() : this.close());
      if (this.gathering.isReading(drafts)) {
        this.reveal(this.words.text('sending_title'), el('div', 'mg-sending', null,
          attributes(el('p', '', this.words.text('sending_waits')), { role: 'status' }), button('mg-button', this.words.text('form_back'), back)));
        return;
      }
      this.reveal(this.words.text('sending_title'), mocgioi.sendingSheet(this.page.model, drafts, {
        back,
        handIn: this.page.desk.handIn,
        sent: (sent) => sent.forEach((draft) => {
          draft.sent_at = new Date().toISOString();
          remember(draft.observer);
          this.drafts.put(draft);
        }),
        edit: (draft) => this.edit(draft),
      }));
    }

    /** On a phone the sheet lies over all: Back closes it, and what was typed stays. */
    covers() {
      return this.root && !this.root.hidden ? [this] : [];
    }

    reveal(title, content) {
      this.heading.textContent = title;
      this.body.replaceChildren(content);
      this.root.hidden = false;
      this.body.scrollTop = 0;
      this.tell();
      this.heading.focus({ preventScroll: true });
      this.page.back.settleSoon();
    }

    /** Another marker is looked at: its card does not stand beside the form of this one. */
    leave(number) {
      if (!this.root.hidden && this.draft && this.draft.number !== number) this.close();
    }

    edit(draft) {
      this.draft = draft;
      this.show();
    }

    close() {
      if (this.draft && mocgioi.isBlank(this.draft) && !this.gathering.isReading([this.draft])) this.drop(this.draft);
      this.flush();
      this.root.hidden = true;
      this.draft = null;
      this.form = null;
      this.sending = null;
      this.page.back.settleSoon();
      if (this.page.card.open) this.page.showMarker();
      else this.page.container.focus({ preventScroll: true });
    }

    remove(draft) {
      this.drop(draft);
      this.close();
    }

    /** A draft that is deleted does not come back by what was begun for it. */
    drop(draft) {
      this.gathering.forget(draft);
      if (this.pending === draft) this.pending = null;
      if (this.drafts.all.has(draft.id)) this.drafts.remove(draft);
    }

    /** A position or a photograph came for a draft, or did not; whatever stands open, the draft has it. */
    gathered(draft, isChanged) {
      if (isChanged) this.changed(draft);
      else this.tell();
      if (this.form && this.draft === draft) this.form.tellGathered();
      if (this.sending && this.sending.includes(draft) && !this.gathering.isReading(this.sending)) this.showSending(this.sending);
    }

    /** A draft has something new: it is in the page at once, soon on the disk, and sent no more. */
    changed(draft) {
      if (this.pending !== draft) this.flush();
      this.pending = draft;
      draft.sent_at = null;
      clearTimeout(this.saving);
      this.saving = setTimeout(() => this.flush(), mocgioi.SAVE_AFTER_MS);
      this.drafts.touch(draft);
      this.tell();
    }

    flush() {
      clearTimeout(this.saving);
      const { pending } = this;
      this.pending = null;
      if (!pending || !this.drafts.all.has(pending.id)) return;
      this.drafts.put(pending).then((isJoined) => {
        if (isJoined && this.form && this.draft === pending) this.show();
      });
    }

    /** Say whether what stands here is kept, and bring the list up to it. */
    tell() {
      const { draft, drafts, words } = this;
      if (this.kept) {
        const begun = draft && this.form && drafts.all.has(draft.id);
        const isReading = begun && this.gathering.isReading([draft]);
        const lost = drafts.isRefused;
        this.kept.textContent = begun ? words.text(lost ? 'form_not_kept' : drafts.isKept(draft) && !isReading ? 'form_kept' : 'form_keeping') : '';
        this.kept.classList.toggle('mg-not-kept', Boolean(begun && lost));
        if (begun) this.form.send.textContent = words.text(lost ? 'form_save_now' : 'form_send_this');
        this.page.panel.tabs.get('tools').dataset.drafts = String(drafts.list().filter((own) => !own.sent_at).length || '');
      }
      if (this.box) this.fillBox();
    }

    listBox() {
      if (!this.page.model.register.count) return null;
      this.box = el('section', 'mg-drafts');
      this.fillBox();
      return this.box;
    }

    fillBox() {
      const { words } = this;
      const listed = this.drafts.list();
      const open = listed.filter((draft) => !draft.sent_at);
      const lost = open.some((draft) => !this.drafts.isKept(draft)) && this.drafts.isRefused;
      this.box.replaceChildren(...[
        el('h2', '', words.text('drafts_title', { n: words.number(open.length) })),
        el('p', 'mg-field-note', words.text(listed.length ? 'drafts_note' : 'drafts_none')),
        lost ? el('p', 'mg-not-kept', words.text('form_not_kept')) : null,
        listed.length ? el('ul', 'mg-draft-list', null, ...listed.map((draft) => this.entry(draft))) : null,
        open.length ? button('mg-button mg-main', words.text('drafts_send', { n: words.number(open.length) }), () => this.showSending(open)) : null,
      ].filter(Boolean));
    }

    entry(draft) {
      const { words } = this;
      const lack = mocgioi.lackOf(draft);
      const state = draft.sent_at ? words.text('drafts_sent', { at: words.time(draft.sent_at) }) : words.text(lack || 'drafts_ready');
      const name = words.text('marker', { n: draft.number });
      const again = draft.sent_at ? button('mg-button', words.text('drafts_again'), () => this.showSending([draft])) : button('mg-button', words.text('drafts_edit'), () => this.edit(draft));
      const remove = button('mg-button', words.text('form_remove'), () => {
        const sure = button('mg-button mg-danger', words.text('form_remove_sure'), () => this.drop(draft));
        remove.replaceWith(sure);
        sure.focus();
      });
      for (const press of [again, remove]) press.setAttribute('aria-label', `${press.textContent}: ${name}`);
      return el('li', '', null, el('span', 'mg-label', `${name} · ${draft.date ? words.date(draft.date) : '–'} · ${state}`), again, remove);
    }
  }

  mocgioi.feature((page) => (page.surveying = new Surveying(page)));
})((globalThis.mocgioi = globalThis.mocgioi || {}));
