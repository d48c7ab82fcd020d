/* The panel put away and taken out again, where it stands beside the map. */
(function (mocgioi) {
  'use strict';

  const { button, attributes } = mocgioi;

  mocgioi.feature((page) => ({
    furnish() {
      const { words } = page.model;
      const press = button('mg-fold', null, () => {
        page.container.classList.toggle('mg-folded');
        say();
        if (!page.state.view.at) page.fit();
      });
      const say = () => {
        const folded = page.container.classList.contains('mg-folded');
        const name = words.text(folded ? 'panel_unfold' : 'panel_fold');
        press.textContent = folded ? '»' : '«';
        attributes(press, { 'aria-expanded': String(!folded), 'aria-label': name, title: name });
      };
      say();
      return [press];
    },
  }));
})((globalThis.mocgioi = globalThis.mocgioi || {}));
