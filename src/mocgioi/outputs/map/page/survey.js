/* What a survey becomes: a CSV that `survey apply` takes, one row a marker, and the photographs beside it. */
(function (mocgioi) {
  'use strict';

  const HEADINGS = {
    number: 'Số hiệu mốc', date: 'Ngày kiểm tra', note: 'Ghi chú', observer: 'Người kiểm tra', photos: 'Ảnh', funding: 'Nguồn vốn',
    latitude: 'Vĩ độ (WGS 84)', longitude: 'Kinh độ (WGS 84)', accuracy_m: 'Sai số', illustrative: 'Minh họa', known_at: 'Trên bản đồ: số liệu đến',
  };
  const NOT_SHOWN = 'chưa có báo cáo';
  const DEGREES = 6;

  /** The aspects that a survey asks for, in the order of its form. */
  const aspectsOf = (model) => ['road_status', ...model.surveyed];

  /** Now in Viet Nam, as ISO writes it, and its day. */
  const now = () => new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 19);
  const today = () => now().slice(0, 10);

  /** Whether nothing that was seen stands in a draft: what was written was taken out again. */
  const isBlank = ({ values, note, typed, place, photos, funding }) =>
    !(Object.values(values).some(Boolean) || note.trim() || typed.trim() || place || photos.length || funding);

  /** What keeps a draft from being a row: a key of texts; null if it is one. */
  function lackOf(draft) {
    if (!/^\d{4}-\d\d-\d\d$/.test(draft.date)) return 'form_lacks_date';
    if (draft.date > today()) return 'form_date_future';
    if (draft.typed.trim() && !draft.place) return 'form_place_unread';
    return Object.values(draft.values).some(Boolean) || draft.photos.length ? null : 'form_lacks_state';
  }

  /** Names of a draft's photographs: marker, day, and when the draft was begun, so that no two are alike. */
  const photoNames = (draft) => draft.photos.map(({ ending, taken_on }, at) =>
    `${draft.number.replace('/', '_').replace(/[^\w()-]/g, '')}-${taken_on || draft.date}-${draft.id.slice(11, 19).replace(/\D/g, '')}-${at + 1}.${ending}`);

  /** With a comma, as a Vietnamese Excel writes it. */
  const decimal = (value, digits) => value.toFixed(digits).replace('.', ',');

  const shownHeading = (words, aspect) => `Trên bản đồ: ${words.heading(aspect)}`;

  /** What is filled in of a draft, by heading. */
  function recordOf(model, words, draft) {
    const record = new Map();
    const put = (heading, value) => value && record.set(heading, value);
    // With its M a number is no date in any spreadsheet (1/12), and every reader here knows it.
    put(HEADINGS.number, `M${draft.number}`);
    put(HEADINGS.date, draft.date);
    for (const aspect of aspectsOf(model).filter((own) => draft.values[own])) {
      put(words.heading(aspect), words.code(aspect, draft.values[aspect]));
      put(shownHeading(words, aspect), draft.shown[aspect] ? words.code(aspect, draft.shown[aspect]) : NOT_SHOWN);
      put(HEADINGS.known_at, draft.known_at);
    }
    for (const key of ['note', 'observer']) put(HEADINGS[key], draft[key]);
    put(HEADINGS.photos, photoNames(draft).join(', '));
    put(HEADINGS.funding, draft.funding && words.code('funding', draft.funding));
    if (draft.place) {
      put(HEADINGS.latitude, decimal(draft.place.latitude, DEGREES));
      put(HEADINGS.longitude, decimal(draft.place.longitude, DEGREES));
      put(HEADINGS.accuracy_m, draft.place.accuracy_m && decimal(draft.place.accuracy_m, 1));
    }
    put(HEADINGS.illustrative, draft.illustrative && 'có');
    return record;
  }

  /** CSV of drafts: UTF-8 with its mark, semicolons, Vietnamese; a column that nobody filled in is left out. */
  function surveyCsv(model, drafts) {
    const words = new mocgioi.Words(model.facts, 'vi');
    const records = drafts.map((draft) => recordOf(model, words, draft));
    const aspects = aspectsOf(model);
    const order = [HEADINGS.number, HEADINGS.date, ...aspects.map((aspect) => words.heading(aspect)), HEADINGS.note, HEADINGS.observer, HEADINGS.photos, HEADINGS.funding, HEADINGS.latitude,
      HEADINGS.longitude, HEADINGS.accuracy_m, HEADINGS.illustrative, ...aspects.map((aspect) => shownHeading(words, aspect)), HEADINGS.known_at];
    const header = order.filter((heading) => records.some((record) => record.has(heading)));
    const lines = [header, ...records.map((record) => header.map((heading) => record.get(heading) || ''))];
    return `\ufeff${lines.map((line) => line.map((text) => mocgioi.quoted(mocgioi.harmless(text), ';')).join(';')).join('\r\n')}\r\n`;
  }

  /** The files of drafts: the CSV, then their photographs. */
  function surveyFiles(model, drafts) {
    const stamp = now().replace(/[-:]/g, '').replace('T', '-');
    const csv = new File([surveyCsv(model, drafts)], `phieu-${stamp}.csv`, { type: 'text/csv' });
    const photos = drafts.flatMap((draft) => photoNames(draft).map((name, at) => new File([draft.photos[at].blob], name, { type: draft.photos[at].blob.type })));
    return [csv, ...photos];
  }

  Object.assign(mocgioi, { aspectsOf, now, today, isBlank, lackOf, surveyCsv, surveyFiles });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
