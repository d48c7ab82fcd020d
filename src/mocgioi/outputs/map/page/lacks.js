/* What the page does not have, in sentences: for the panel and for paper. */
(function (mocgioi) {
  'use strict';

  const MOST_NAMED = 12;

  /** How many of the markers that are in the register have no position. */
  function placeless({ register }) {
    const longitude = register.column('longitude');
    return register.presentRows.filter((row) => longitude(row) === null).length;
  }

  /** Whether there are markers and none has a position: there is a strip of them, and no map. */
  const isPlaceless = (model) => model.register.present > 0 && placeless(model) === model.register.present;

  /** The posts or gates that no map can show, by name. */
  function unplacedText(words, kind, places) {
    const names = places.filter(({ longitude }) => longitude === null).map(({ name }) => name);
    if (!names.length) return null;
    const more = names.length > MOST_NAMED ? ` ${words.text('and_more_places', { n: words.number(names.length - MOST_NAMED) })}` : '';
    return words.text(`lack_places_${kind}`, { names: names.slice(0, MOST_NAMED).join(', ') + more });
  }

  /** A sentence for each thing that is lacking. */
  function lackLines(model) {
    const { facts, words } = model;
    const n = words.number(placeless(model));
    return [...facts.lacks.map((lack) => words.text(`lack_${lack}`, { n })), unplacedText(words, 'post', model.posts), unplacedText(words, 'gate', model.gates)].filter(Boolean);
  }

  Object.assign(mocgioi, { placeless, isPlaceless, lackLines });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
