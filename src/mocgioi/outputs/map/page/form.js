/* The survey form of a marker: what somebody sees on the spot, written down where the map stands. */
(function (mocgioi) {
  'use strict';

  const { el, button, iconButton, attributes, sentence } = mocgioi;
  const SAVE_AFTER_MS = 250;
  const LONGEST_NOTE = 2000;
  const LONGEST_NAME = 120;
  /* `survey apply` lets what was seen farther from its marker wait for a person. */
  const FAR_M = 200;

  let made = 0;

  /** An input with its label, and `below` it what explains it. */
  function field(text, input, ...below) {
    const label = el('label', 'mg-field-label', text);
    made += 1;
    input.id = `mg-field-${made}`;
    label.htmlFor = input.id;
    return el('div', 'mg-field', null, label, input, ...below);
  }

  /**
   * The form of one draft. `draft` holds all that was typed, at every moment: the form can be made anew
   * from it. `gathering` brings it positions and photographs. `actions`: changed(), send(), close(), remove().
   */
  class Form {
    constructor(page, draft, gathering, actions) {
      this.page = page;
      this.model = page.model;
      this.words = page.model.words;
      this.draft = draft;
      this.gathering = gathering;
      this.actions = actions;
      this.send = button('mg-button mg-main', this.words.text('form_send_this'), actions.send);
      this.alarm = attributes(el('div'), { role: 'alert' });
      this.understood = attributes(el('p', 'mg-field-note'), { role: 'status' });
      this.place = attributes(el('p', 'mg-field-note'), { role: 'status' });
      this.payer = attributes(el('p', 'mg-field-note'), { role: 'status' });
      this.photos = el('div', 'mg-form-photos');
      this.photosSaid = attributes(el('p', 'mg-field-note'), { role: 'status' });
      this.root = el('div', '', null,
        this.dateField(), this.before(), ...mocgioi.aspectsOf(this.model).map((aspect) => this.stateField(aspect)), this.alarm,
        this.placeField(), this.photoField(), this.textField('note', 'form_note', el('textarea'), LONGEST_NOTE),
        this.textField('observer', 'form_observer', el('input'), LONGEST_NAME), this.codeField('funding', draft.funding, (code) => {
          draft.funding = code;
          this.tellFunding();
        }, this.payer),
        el('div', 'mg-form-end', null,
          this.send, button('mg-button', this.words.text('form_later'), actions.close),
          this.removal()));
      this.tellDate();
      this.tellAlarm();
      this.tellFunding();
      this.tellGathered();
    }

    /** Bring what stands here of place and photographs up to the draft. */
    tellGathered() {
      if (this.typed.value !== this.draft.typed) this.typed.value = this.draft.typed;
      this.tellPlace();
      this.tellPhotos();
    }

    dateField() {
      const input = attributes(el('input'), { type: 'date', max: mocgioi.today(), min: mocgioi.FIRST_DAY, required: '' });
      input.value = this.draft.date;
      input.addEventListener('input', () => {
        this.draft.date = input.value;
        this.tellDate();
        this.actions.changed();
      });
      return field(this.words.text('form_date'), input, this.understood);
    }

    /** What day is understood: a browser writes it in the order of its own language. */
    tellDate() {
      const { draft, words } = this;
      const lack = ['form_lacks_date', 'form_date_future', 'form_date_past'].find((key) => key === mocgioi.lackOf(draft));
      const day = lack ? null : new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(draft.date));
      this.understood.textContent = words.text(lack || 'form_date_read', { day: lack ? '' : `${sentence(day)} ${words.date(draft.date)}` });
      this.understood.classList.toggle('mg-wrong', Boolean(lack));
    }

    codeField(list, chosen, choose, ...below) {
      const select = el('select', '', null, attributes(el('option', '', this.words.text('form_blank')), { value: '' }));
      for (const code of Object.keys(this.model.facts.code_labels[list])) {
        select.append(attributes(el('option', '', sentence(this.words.code(list, code))), { value: code }));
      }
      select.value = chosen || '';
      select.addEventListener('change', () => {
        choose(select.value);
        this.actions.changed();
      });
      return field(this.words.heading(list), select, ...below);
    }

    /** What was before the surveyor's eyes, where that is not simply what the map shows. */
    before() {
      const { draft, words } = this;
      const { as_of } = this.model.facts;
      if (!draft.shown) return el('p', 'mg-field-note', words.text('form_past_day', { day: words.date(as_of) }));
      return draft.own_day ? el('p', 'mg-field-note', words.text('form_sent_before', { day: words.date(draft.own_day) })) : null;
    }

    stateField(aspect) {
      const { draft, words } = this;
      const shown = (draft.shown || {})[aspect];
      const key = draft.own_day ? 'form_shown_or_sent' : 'form_shown';
      return this.codeField(aspect, draft.values[aspect], (code) => {
        draft.values[aspect] = code;
        this.tellAlarm();
        this.tellFunding();
      }, draft.shown ? el('p', 'mg-field-note', words.text(key, { what: shown ? words.code(aspect, shown) : words.text('form_nothing_shown') })) : null);
    }

    /** Who is named beside a road that is not built yet is to pay, and did not. */
    tellFunding() {
      const { funding, values } = this.draft;
      const state = this.model.symbology.states.find(({ code }) => code === values.road_status);
      this.payer.textContent = funding && state && !state.road_built ? this.words.text('form_funding_planned') : '';
    }

    /** What must be reported at once, as soon as it is chosen: the form is not the report. */
    tellAlarm() {
      const { words, draft, model } = this;
      this.alarm.replaceChildren();
      for (const [aspect, { sure, possible }] of Object.entries(model.facts.at_once)) {
        const code = draft.values[aspect];
        const [kind, key, note] = sure.includes(code)
          ? ['mg-urgent', 'report_at_once', 'report_at_once_note'] : ['mg-perhaps', 'perhaps_at_once', 'perhaps_at_once_note'];
        if (!sure.includes(code) && !possible.includes(code)) continue;
        const what = sentence(words.code(aspect, code));
        this.alarm.append(el('p', `mg-alert ${kind}`, null, el('strong', '', words.text(key)), ` · ${words.text(note, { what })} ${words.text('form_do_not_wait')}`));
      }
    }

    textField(key, name, input, longest) {
      attributes(input, { name: key, maxlength: longest, autocomplete: 'off' });
      input.value = this.draft[key];
      input.addEventListener('input', () => {
        this.draft[key] = input.value;
        this.actions.changed();
      });
      return field(this.words.text(name), input);
    }

    placeField() {
      const { draft, words } = this;
      this.typed = attributes(el('input'), { autocomplete: 'off', maxlength: LONGEST_NAME });
      this.typed.addEventListener('input', () => {
        this.gathering.dropFix(draft);
        draft.typed = this.typed.value;
        draft.place = mocgioi.placeOfText(draft.typed);
        this.tellPlace();
        this.actions.changed();
      });
      const locate = button('mg-button', words.text('form_locate'), () => this.gathering.locate(draft));
      return el('div', 'mg-field', null, locate, field(words.text('form_place'), this.typed), this.place);
    }

    /** What is said of the device's position and of the place, and whether something is wrong with either. */
    tellPlace() {
      const { draft, words } = this;
      const key = this.gathering.fixOf(draft);
      const isUnread = !draft.place && Boolean(draft.typed.trim());
      const apart = draft.place && this.apart();
      const isFar = apart > FAR_M;
      this.place.textContent = [
        key && (key === 'locating' ? words.text(key) : `${words.text(key)} ${words.text('form_type_it')}`),
        draft.place ? this.understoodPlace(apart) : isUnread && words.text('form_place_unread'),
      ].filter(Boolean).join(' ');
      this.place.classList.toggle('mg-wrong', isUnread || isFar || Boolean(key && key !== 'locating'));
    }

    /** The place as it was understood, in both systems, and how far it is from the marker. */
    understoodPlace(apart) {
      const { draft, words } = this;
      const { latitude, longitude, accuracy_m } = draft.place;
      const plane = mocgioi.vn2000(latitude, longitude);
      const said = [
        words.text('form_place_read', {
          lat: words.number(latitude, 6), lon: words.number(longitude, 6), e: words.number(plane.easting, 1), n: words.number(plane.northing, 1),
        }),
        accuracy_m ? words.text('form_accuracy', { d: words.distance(accuracy_m) }) : null,
        apart === null ? null : words.text(apart > FAR_M ? 'form_far' : 'form_apart', { d: words.distance(apart) }),
      ];
      return said.filter(Boolean).join(' · ');
    }

    /** Metres between the draft's place and its marker; null where the map has no place of the marker. */
    apart() {
      const row = this.model.register.rowOf(this.draft.number);
      const home = row === undefined ? null : this.page.placeOf(row);
      return home && this.rounded(mocgioi.distanceBetween(this.draft.place, home));
    }

    /** No distance is more exact than the places that the page was given. */
    rounded(metres) {
      return this.model.facts.audience === 'internal' ? Math.round(metres / 10) * 10 : metres;
    }

    photoField() {
      const input = attributes(el('input'), { type: 'file', accept: 'image/*', multiple: '' });
      input.addEventListener('change', () => {
        const files = [...input.files];
        input.value = '';
        this.gathering.read(this.draft, files);
      });
      const press = el('label', 'mg-button mg-add-photos', null, input, this.words.text('form_photos_add'));
      return el('div', 'mg-field', null, el('span', 'mg-field-label', this.words.text('form_photos')), press, this.photosSaid, this.photos);
    }

    tellPhotos() {
      const { words, draft } = this;
      for (const picture of this.photos.querySelectorAll('img')) URL.revokeObjectURL(picture.src);
      const kilobytes = draft.photos.reduce((sum, { blob }) => sum + blob.size, 0) / 1000;
      const others = [...new Set(draft.photos.map(({ taken_on }) => taken_on).filter((day) => day && day !== draft.date))];
      const { n, m, unread } = this.gathering.readingOf(draft) || { n: 1, m: 0, unread: [] };
      this.photosSaid.textContent = [
        n <= m ? words.text('form_photos_reading', { n, m }) : '',
        unread.length ? words.text('form_photos_unread', { names: unread.join(', ') }) : '',
        draft.photos.length ? words.text('form_photos_count', { n: draft.photos.length, kb: words.number(kilobytes) }) : '',
        others.length ? words.text('form_photos_other_day', { days: others.map((day) => words.date(day)).join(', ') }) : '',
      ].filter(Boolean).join(' ');
      this.photos.replaceChildren(...draft.photos.map((photo, at) => {
        const picture = el('img');
        picture.src = URL.createObjectURL(photo.blob);
        picture.alt = words.text('form_photo', { n: at + 1 });
        return el('figure', '', null, picture, iconButton('×', words.text('form_photo_remove', { n: at + 1 }), () => this.removePhoto(at)));
      }));
    }

    /** Take a photograph off; one press brings it back. */
    removePhoto(at) {
      const { words, draft } = this;
      const [photo] = draft.photos.splice(at, 1);
      this.actions.changed();
      this.tellPhotos();
      const back = button('mg-button', words.text('form_photo_back'), () => {
        draft.photos.splice(at, 0, photo);
        this.actions.changed();
        this.tellPhotos();
      });
      this.photosSaid.append(` ${words.text('form_photo_removed', { n: at + 1 })} `, back);
      back.focus();
    }

    /** Nothing is lost by one wrong press: it is asked again. */
    removal() {
      const { words } = this;
      const ask = button('mg-button', words.text('form_remove'), () => {
        const sure = button('mg-button mg-danger', words.text('form_remove_sure'), this.actions.remove);
        const no = button('mg-button', words.text('form_remove_no'), () => box.replaceChildren(ask));
        box.replaceChildren(no, sure);
        no.focus();
      });
      const box = el('div', 'mg-form-removal', null, ask);
      return box;
    }
  }

  Object.assign(mocgioi, { SAVE_AFTER_MS, Form });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
