/* Sending what was surveyed: shared to another program where the device can, saved file by file where not. */
(function (mocgioi) {
  'use strict';

  const { el, button, attributes } = mocgioi;

  /* A browser shares no more files at a time. */
  const MOST_SHARED = 10;

  function canShare(files) {
    try {
      return Boolean(navigator.share && navigator.canShare && navigator.canShare({ files }));
    } catch {
      return false;
    }
  }

  /** How large a file is, for people. */
  const sizeOf = (words, { size }) => `${words.number(Math.max(1, size / 1000))} kB`;

  /** The button that puts files into the desk's tray. */
  function handingIn(words, files, { handIn, took, said }) {
    const press = button('mg-button mg-main', words.text('desk_hand_in'), async () => {
      press.disabled = true;
      const answer = await handIn(files);
      press.disabled = answer.taken;
      if (answer.taken) took(files);
      said.textContent = answer.said;
    });
    return press;
  }

  /**
   * The sheet from which drafts are sent. `sent()` is called once every file is out; `back()` leads back;
   * `handIn(files)` gives them to the desk, null where there is none.
   * Drafts that are no row yet are named with what they lack, and stay.
   */
  function sendingSheet(model, drafts, { sent, back, edit, handIn }) {
    const { words } = model;
    const whole = drafts.filter((draft) => !mocgioi.lackOf(draft));
    const lacking = drafts.filter((draft) => mocgioi.lackOf(draft)).map((draft) => el('li', '', null,
      button('mg-legend-button', `${words.text('marker', { n: draft.number })}: ${words.text(mocgioi.lackOf(draft))}`, () => edit(draft))));
    const said = attributes(el('p', 'mg-field-note'), { role: 'status' });
    const parts = [lacking.length ? el('div', 'mg-sending-lacking', null, el('strong', '', words.text('sending_lacking')), el('ul', '', null, ...lacking)) : null];
    if (whole.length) {
      const files = mocgioi.surveyFiles(model, whole);
      const waiting = new Set(files);
      const saves = new Map();
      /** Some files are out; with the last of them the surveys are. */
      const took = (some) => {
        for (const file of some) {
          waiting.delete(file);
          saves.get(file).classList.add('mg-saved');
        }
        said.textContent = words.text(waiting.size ? 'sending_left' : 'sending_done', { n: words.number(waiting.size || whole.length) });
        if (!waiting.size) sent(whole);
      };
      for (const file of files) {
        saves.set(file, button('mg-button mg-file', `${file.name} · ${sizeOf(words, file)}`, () => {
          mocgioi.download(file.name, file.type, file);
          took([file]);
        }));
      }
      const shares = handIn ? [handingIn(words, files, { handIn, took, said })] : [];
      for (let first = 0; first < files.length; first += MOST_SHARED) {
        const some = files.slice(first, first + MOST_SHARED);
        if (!canShare(some)) continue;
        shares.push(button('mg-button mg-main', words.text('sending_share', { from: first + 1, to: first + some.length, n: files.length }), async () => {
          try {
            await navigator.share({ files: some, title: files[0].name });
            took(some);
          } catch (error) {
            said.textContent = words.text(error.name === 'AbortError' ? 'sending_stopped' : 'sending_refused');
          }
        }));
      }
      parts.push(el('p', '', words.text('sending_what', { n: words.number(whole.length), m: words.number(files.length) })),
        el('div', 'mg-form-end', null, ...shares), el('h3', '', words.text('sending_save')), el('ol', 'mg-files', null, ...[...saves.values()].map((press) => el('li', '', null, press))), said,
        el('p', 'mg-field-note', words.text('sending_how', { file: files[0].name })));
    } else if (!lacking.length) parts.push(el('p', '', words.text('drafts_none')));
    parts.push(button('mg-button', words.text('form_back'), back));
    return el('div', 'mg-sending', null, ...parts);
  }

  Object.assign(mocgioi, { sendingSheet });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
