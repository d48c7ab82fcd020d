/* Sending what was surveyed: shared to another program where the device can, saved file by file where not. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes } = mocgioi;

  function canShare(files) {
    try {
      return Boolean(navigator.share && navigator.canShare && navigator.canShare({ files }));
    } catch {
      return false;
    }
  }

  /** Hand a file to the browser, as a download. */
  function saveFile(file) {
    const url = URL.createObjectURL(file);
    const link = el('a');
    link.href = url;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** How large a file is, for people. */
  const sizeOf = (words, { size }) => `${words.number(Math.max(1, size / 1000))} kB`;

  /**
   * The sheet from which drafts are sent. `sent()` is called once every file is out; `back()` leads back.
   * Drafts that are no row yet are named with what they lack, and stay.
   */
  function sendingSheet(model, drafts, { sent, back, edit }) {
    const { words } = model;
    const whole = drafts.filter((draft) => !mocgioi.lackOf(draft));
    const lacking = drafts.filter((draft) => mocgioi.lackOf(draft)).map((draft) => el('li', '', null,
      button('mg-legend-button', `${words.text('marker', { n: draft.number })}: ${words.text(mocgioi.lackOf(draft))}`, () => edit(draft))));
    const said = attributes(el('p', 'mg-field-note'), { role: 'status' });
    const parts = [lacking.length ? el('div', 'mg-sending-lacking', null, el('strong', '', words.text('sending_lacking')), el('ul', '', null, ...lacking)) : null];
    if (whole.length) {
      const files = mocgioi.surveyFiles(model, whole);
      const waiting = new Set(files);
      const out = () => {
        said.textContent = words.text('sending_done', { n: words.number(whole.length) });
        sent(whole);
      };
      const saves = files.map((file) => {
        const press = button('mg-button mg-file', `${file.name} · ${sizeOf(words, file)}`, () => {
          saveFile(file);
          press.classList.add('mg-saved');
          waiting.delete(file);
          if (waiting.size) said.textContent = words.text('sending_left', { n: words.number(waiting.size) });
          else out();
        });
        return el('li', '', null, press);
      });
      const share = button('mg-button mg-main', words.text('sending_share', { n: words.number(files.length) }), async () => {
        try {
          await navigator.share({ files, title: files[0].name });
          out();
        } catch (error) {
          said.textContent = words.text(error.name === 'AbortError' ? 'sending_stopped' : 'sending_refused');
        }
      });
      parts.push(el('p', '', words.text('sending_what', { n: words.number(whole.length), m: words.number(files.length) })),
        canShare(files) ? share : null, el('h3', '', words.text('sending_save')), el('ol', 'mg-files', null, ...saves), said,
        el('p', 'mg-field-note', words.text('sending_how', { file: files[0].name })));
    } else if (!lacking.length) parts.push(el('p', '', words.text('drafts_none')));
    parts.push(button('mg-button', words.text('form_back'), back));
    return el('div', 'mg-sending', null, ...parts);
  }

  Object.assign(mocgioi, { sendingSheet });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
