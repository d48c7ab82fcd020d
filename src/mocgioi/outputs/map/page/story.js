/* Telling a story: its stages one after the other over the whole screen, in type for a projector. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes } = mocgioi;
  const STEPS = { ArrowRight: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };

  class Story {
    constructor(page) {
      this.page = page;
      this.before = null;
      page.state.on(['stage', 'story'], () => this.follow());
      page.map.on('resize', () => this.told && this.place());
      globalThis.addEventListener('keydown', (event) => this.onKey(event), true);
      document.addEventListener('fullscreenchange', () => {
        if (!document.fullscreenElement && this.full) this.end();
        this.full = Boolean(document.fullscreenElement);
      });
    }

    /** The stages somebody has saved, or those the page has by itself. */
    get stages() {
      const { model, first, state } = this.page;
      return state.view.story.length ? state.view.story : mocgioi.builtStages(model, first, (view) => this.page.hashOf(view));
    }

    furnish() {
      const { words } = this.page.model;
      this.title = el('h2', 'mg-story-title');
      this.area = el('p', 'mg-story-area');
      this.day = el('p', 'mg-story-day');
      this.figure = el('p', 'mg-story-figure');
      this.share = el('p', 'mg-story-share');
      this.net = el('p', 'mg-story-net');
      this.bought = el('p', 'mg-story-net mg-bought');
      this.bar = el('div', 'mg-bar');
      this.states = el('ul', 'mg-legend mg-story-states');
      this.at = el('span');
      const step = (sign, key, by) => iconButton(sign, words.text(key), () => this.step(by));
      this.steps = [step('‹', 'story_back', -1), step('›', 'story_on', 1)];
      this.root = attributes(el('section', 'mg-story', null,
        attributes(el('div', 'mg-story-said', null, this.title, this.area, this.figure, this.share, el('p', 'mg-story-what', words.text('headline')), this.day, this.net, this.bought), { 'aria-live': 'polite' }),
        this.bar, this.states,
        el('div', 'mg-story-steps', null, this.steps[0], this.at, this.steps[1], iconButton('×', words.text('story_end'), () => this.end()))), { 'aria-label': words.text('story'), tabindex: '-1' });
      this.root.hidden = true;
      return [this.root];
    }

    /** Whether a stage is on the screen. */
    get told() {
      return Boolean(this.root) && !this.root.hidden;
    }

    /** The words of the page were made anew, or it has just been built. */
    reopen() {
      this.follow();
    }

    covers() {
      return this.told ? [{ close: () => this.end() }] : [];
    }

    /** Begin at a stage, over the whole screen where the browser lets us. */
    begin(stage = 0) {
      const { container, state } = this.page;
      state.set({ stage });
      const asked = container.requestFullscreen && container.requestFullscreen();
      if (asked) asked.catch(() => {});
    }

    /** Be at the stage that the view names. */
    follow() {
      const { page } = this;
      if (page.tools && page.tools.root.isConnected) page.tools.story.fill();
      const { stage } = page.state.view;
      if (stage === null) {
        if (this.told) this.close();
        return;
      }
      const { stages } = this;
      const at = Math.min(stage, stages.length - 1);
      const seen = `${at} ${stages[at].hash} ${page.state.view.lang}`;
      if (this.told && seen === this.seen) return;
      this.seen = seen;
      if (!this.told) this.open();
      const { lang, story, tab, print } = page.state.view;
      page.hideCard();
      const view = page.read(stages[at].hash);
      this.wanted = view.at;
      page.state.set({ ...view, lang, story, tab, print, stage: at });
      this.say(stages, at);
      this.place();
      page.tellRefused();
    }

    open() {
      const { page } = this;
      this.before = this.before || { ...page.state.view, stage: null };
      this.wasMoved = Boolean(page.moved);
      this.root.hidden = false;
      page.root.classList.add('mg-telling');
      page.front = this.root;
      this.root.focus({ preventScroll: true });
      page.back.settleSoon();
    }

    close() {
      const { page } = this;
      this.root.hidden = true;
      this.seen = null;
      page.root.classList.remove('mg-telling');
      page.front = null;
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
      const { before } = this;
      this.before = null;
      const { story, lang } = page.state.view;
      if (before) page.state.set({ ...before, story, lang });
      page.fit();
      if (before) page.state.set({ at: before.at });
      page.applyView();
      page.showMarker({ quiet: true });
      // Nobody moved the map meanwhile: the window going back to its size is no move either.
      page.moved = this.wasMoved;
      page.back.settleSoon();
      page.container.focus({ preventScroll: true });
    }

    end() {
      this.page.state.set({ stage: null });
    }

    step(by) {
      const last = this.stages.length - 1;
      const at = Math.max(0, Math.min(last, this.page.state.view.stage + by));
      this.page.state.set({ stage: at });
    }

    /** The keys of a projector's remote control are those of a book: on, back, begin, end. */
    onKey(event) {
      if (!this.told || event.altKey || event.ctrlKey || event.metaKey || this.page.poster) return;
      const pressing = event.target instanceof HTMLButtonElement && event.key === ' ';
      if (event.key === 'Escape') this.end();
      else if (event.key in STEPS && !pressing) this.step(STEPS[event.key]);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }

    /** The area that the stage is about, if it is about one. */
    subject() {
      const { filters, area } = this.page.state.view;
      const [key, ...others] = Object.keys(filters);
      if (key in mocgioi.AREA_COLUMNS && !others.length && filters[key].length === 1) return mocgioi.areaByKey(this.page.model, `${key}:${filters[key][0]}`);
      return area && !key ? mocgioi.areaByKey(this.page.model, area) : undefined;
    }

    say(stages, at) {
      const { page } = this;
      const { model, facets, state, result } = page;
      const { words, facts } = model;
      const { view } = state;
      const area = this.subject();
      const figures = area ? mocgioi.figuresOfArea(model, area) : mocgioi.figuresOfFiltered(model, view.filters, result);
      const whose = [area ? mocgioi.areaName(model, area, true) : mocgioi.filterText(model, facets, view.filters), view.marker && words.text('marker', { n: view.marker })].filter(Boolean).join(' · ');
      this.title.textContent = stages[at].title;
      this.area.textContent = [stages[at].title.includes(whose) ? '' : whose, view.filters.state && mocgioi.filteredText(model, view.filters, result)].filter(Boolean).join(' · ');
      [this.figure.textContent, this.share.textContent] = mocgioi.figureParts(words, figures);
      this.figure.style.setProperty('--signs', String(Math.max(7, this.figure.textContent.length)));
      this.net.textContent = page.time.net;
      this.bought.textContent = page.panel.headline.boughtText(view, result, figures);
      this.day.textContent = `${words.text('as_of')} ${words.date(view.day || facts.as_of)}`;
      const bar = mocgioi.stateBar(model, figures);
      this.bar.replaceWith(bar);
      this.bar = bar;
      this.states.replaceChildren(...model.symbology.states.filter(({ code, needs_road }) => needs_road && figures.byState.get(code)).map((own) =>
        el('li', '', null, mocgioi.symbolPicture(own), el('span', 'mg-label', mocgioi.sentence(own[words.lang])), el('span', 'mg-count', words.number(figures.byState.get(own.code))))));
      this.at.textContent = `${at + 1}/${stages.length}`;
      this.steps[0].disabled = at === 0;
      this.steps[1].disabled = at === stages.length - 1;
    }

    /** Bring into sight what the stage is about, beside what is said of it. */
    place() {
      const { page } = this;
      const area = this.subject();
      const row = page.row === undefined ? null : page.row;
      const at = this.wanted;
      page.fit();
      page.state.set({ at });
      if (at || !area) page.applyView();
      else page.fitArea(area);
      page.mark(row);
      if (!at && row !== null && page.placeOf(row)) page.goToPlace(page.placeOf(row), 13);
      // What the page did by itself to show a stage is no part of it.
      page.state.set({ at });
    }
  }

  mocgioi.feature((page) => {
    page.story = new Story(page);
    return page.story;
  });

  /** The list of the stages, to be put in order, named, taken out, and told. */
  function storyBlock(page) {
    const { words } = page.model;
    const title = attributes(el('input', 'mg-search'), { type: 'text', maxlength: '80', 'aria-label': words.text('story_name'), placeholder: words.text('story_name') });
    const list = el('ol', 'mg-stages');
    const note = el('p', 'mg-note');
    const own = () => page.state.view.story;
    const put = (story) => page.state.set({ story: story.length ? story : page.first.story });
    const save = () => {
      const view = mocgioi.apartFromStages(page.state.view, page.first);
      const name = title.value.trim() || mocgioi.filterText(page.model, page.facets, view.filters) || page.model.facts.titles[words.lang];
      put([...own(), { title: name, hash: page.hashOf(view) }]);
      title.value = '';
    };
    const line = (stage, at) => {
      const name = attributes(el('input', 'mg-search'), { type: 'text', maxlength: '80', 'aria-label': words.text('story_name_of', { n: at + 1 }) });
      name.value = stage.title;
      name.addEventListener('change', () => put(mocgioi.renamedStage(own(), at, name.value)));
      const press = (sign, key, run) => {
        const made = iconButton(sign, words.text(key, { n: at + 1 }), run);
        made.dataset.press = key;
        return made;
      };
      const up = press('↑', 'story_up', () => put(mocgioi.movedStage(own(), at, -1)));
      up.disabled = at === 0;
      return el('li', '', null, name, press('▶', 'story_from', () => page.story.begin(at)), up, press('×', 'story_delete', () => put(mocgioi.withoutStage(own(), at))));
    };
    const fill = () => {
      const place = list.contains(document.activeElement) ? mocgioi.focusPath(list) : null;
      list.replaceChildren(...own().map(line));
      const built = page.story.stages.length;
      note.textContent = own().length ? words.text('story_own') : words.text('story_built', { n: words.number(built) });
      adopt.hidden = own().length > 0;
      if (place !== null) mocgioi.focusAt(list, Math.min(place, list.querySelectorAll('button, input').length - 1));
    };
    const adopt = button('mg-button', words.text('story_adopt'), () => put(page.story.stages));
    const form = el('form', 'mg-story-save', null, title, button('mg-button', words.text('story_save'), save));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      save();
    });
    return { fill, root: el('section', 'mg-exports', null, el('h2', '', words.text('story')), note,
      button('mg-button mg-main', words.text('story_begin'), () => page.story.begin()), form, list, adopt) };
  }

  Object.assign(mocgioi, { storyBlock });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
