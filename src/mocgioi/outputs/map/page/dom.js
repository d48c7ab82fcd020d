/* Elements by hand: text only through textContent, never as markup. */
(function (mocgioi) {
  'use strict';

  /** An element with class, text and children; what is null among the children is left out. */
  function el(tag, className, text, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== null && text !== undefined) made.textContent = text;
    made.append(...children.filter(Boolean));
    return made;
  }

  function button(className, text, onPress) {
    const made = el('button', className, text);
    made.type = 'button';
    made.addEventListener('click', onPress);
    return made;
  }

  /** A button that shows a sign and is called by a name. */
  function iconButton(sign, name, onPress) {
    const made = button('mg-icon-button', sign, onPress);
    made.setAttribute('aria-label', name);
    made.title = name;
    return made;
  }

  /** Upper case for the first letter of a label that stands by itself. */
  const sentence = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  /** Set attributes by name; null takes one off. */
  function attributes(element, values) {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
    return element;
  }

  const FOCUSABLE = 'button, input, a[href], summary, [tabindex]';

  /** The place of the focus among what can have it in `root`, to find it again after a redraw. */
  const focusPath = (root) => [...root.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);

  function focusAt(root, place) {
    const target = root.querySelectorAll(FOCUSABLE)[place];
    if (target) target.focus({ preventScroll: true });
  }

  /** The letters of what is drawn on a canvas, as page.css has them of the page. */
  const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

  Object.assign(mocgioi, { FONT, focusPath, focusAt, el, button, iconButton, sentence, attributes });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
