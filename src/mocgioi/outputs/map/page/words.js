/* Words, dates and numbers in the language of the page. */
(function (mocgioi) {
  'use strict';

  /** What an object itself has under a key that may be any text, `__proto__` too. */
  const own = (object, key) =>
    object && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

  const LANGUAGES = ['vi', 'en'];

  class Words {
    /** `packed`: texts in both languages, and code lists with both labels. */
    constructor(packed, lang = packed.lang) {
      this.lang = lang;
      this.texts = packed.texts;
      this.at = LANGUAGES.indexOf(lang);
      this.lists = packed.code_labels;
      this.aspects = packed.aspect_labels;
      this.locale = lang === 'vi' ? 'vi-VN' : 'en-GB';
    }

    text(key, values) {
      return this.texts[key][this.at].replace(/\{(\w+)\}/g, (whole, name) =>
        values && name in values ? String(values[name]) : whole
      );
    }

    has(key) {
      return own(this.texts, key) !== undefined;
    }

    /** What a thing is called: a word of the page's own, or the heading that its aspect declares. */
    heading(key) {
      if (this.has(key)) return this.text(key);
      const labels = own(this.aspects, key);
      return labels ? labels[this.lang] : key;
    }

    code(list, code) {
      const labels = own(own(this.lists, list), code);
      return labels ? labels[this.lang] : String(code);
    }

    date(iso) {
      return this.lang === 'vi' ? iso.split('-').reverse().join('/') : iso;
    }

    /** A UTC time as it is in Viet Nam. */
    time(iso) {
      const at = new Date(iso);
      if (Number.isNaN(at.getTime())) return iso;
      const local = new Date(at.getTime() + 7 * 3600e3).toISOString();
      return `${local.slice(11, 16)} ${this.date(local.slice(0, 10))}`;
    }

    /** A number with its thousands parted; by hand, for the first Intl.NumberFormat takes 10 ms. */
    number(value, digits = 0) {
      const [thousands, decimal] = this.lang === 'vi' ? ['.', ','] : [',', '.'];
      const [whole, part] = value.toFixed(digits).split('.');
      const parted = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
      return part ? `${parted}${decimal}${part}` : parted;
    }

    percent(value) {
      return value === null ? '–' : `${this.number(value, 1)}%`;
    }

    /** An amount in đồng, or the least and the most of a range, in the unit that fits the greatest. */
    money(...amounts_vnd) {
      const most = Math.max(...amounts_vnd);
      const [unit_vnd, digits, unit] = most >= 1e9 ? [1e9, 1, 'unit_billion'] : most >= 1e6 ? [1e6, 0, 'unit_million'] : [1, 0, 'dong'];
      return `${amounts_vnd.map((amount) => this.number(amount / unit_vnd, digits)).join('–')} ${this.text(unit)}`;
    }

    /** A length in metres, in the unit that fits it. */
    distance(metres) {
      if (metres >= 10000) return `${this.number(metres / 1000, 1)} km`;
      if (metres >= 1000) return `${this.number(metres / 1000, 2)} km`;
      return `${this.number(metres, metres < 10 ? 1 : 0)} m`;
    }
  }

  Object.assign(mocgioi, { own, LANGUAGES, Words });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
