/* A story: views of the page under titles, one after the other, that stand in the hash and go along with it. */
(function (mocgioi) {
  'use strict';

  const NONE = Object.freeze([]);
  const SIGN = '|';
  const AREAS = 12;
  const YEARS = 8;

  /** A stage as it stands in the hash: the hash of its view, then its title, which may hold any sign. */
  const textOf = ({ hash, title }) => hash + SIGN + title;

  function stageOf(text) {
    const at = text.indexOf(SIGN);
    return at < 0 ? null : { hash: text.slice(0, at), title: text.slice(at + 1) };
  }

  /* The stages somebody has saved; none: the story that the page tells by itself. */
  mocgioi.viewPart('story', {
    first: () => NONE,
    read: (params, first) => {
      const stages = params.getAll('story').map(stageOf).filter(Boolean);
      return stages.length ? stages : first;
    },
    put: (stages, params) => stages.forEach((stage) => params.append('story', textOf(stage))),
  });

  /* Which stage of the story is being told, from 0; null: none, the page is as always. */
  mocgioi.viewPart('stage', {
    first: () => null,
    read: (params) => (/^[1-9]\d{0,3}$/.test(params.get('stage') || '') ? Number(params.get('stage')) - 1 : null),
    put: (stage, params) => params.set('stage', String(stage + 1)),
  });

  /** What of a view is no part of a stage: it belongs to the page that shows it. */
  const apart = (view, first) => ({ ...view, story: first.story, stage: null, print: null, lang: first.lang, tab: view.tab === 'tools' ? first.tab : view.tab });

  /** Stages with the one at a place moved by some places, taken out, or given another title. */
  const moved = (stages, at, by) => {
    const to = at + by;
    if (to < 0 || to >= stages.length) return stages;
    const others = stages.filter((_, place) => place !== at);
    return [...others.slice(0, to), stages[at], ...others.slice(to)];
  };
  const without = (stages, at) => stages.filter((_, place) => place !== at);
  const renamed = (stages, at, title) => stages.map((stage, place) => (place === at ? { ...stage, title } : stage));

  /** The story nobody had to make: the whole border, its communes with the lowest share first, each year's end, today. */
  function builtStages(model, first, hashOf) {
    const { words, facts, register, days } = model;
    const whole = { title: facts.titles[words.lang], hash: '' };
    const ranked = mocgioi.rankedAreas(model, 'commune').filter(({ code, figures }) => code !== null && figures.needing).slice(0, AREAS);
    const areas = ranked.map((area, at) => ({
      title: words.text(at || ranked.length < 2 ? 'story_area' : 'story_worst', { name: mocgioi.areaName(model, area, true), n: words.number(at + 1) }),
      hash: hashOf({ ...first, ...(register.count ? { filters: { commune: [area.code] } } : { area: mocgioi.areaKey(area) }) }),
    }));
    const years = (days.any ? days.series(null) : []).filter(({ day, told }) => told && mocgioi.isYearEnd(day) && day < facts.as_of).slice(-YEARS)
      .map(({ day }) => ({ title: words.text('story_year', { year: day.slice(0, 4) }), hash: hashOf({ ...first, day }) }));
    return [whole, ...areas, ...years, ...(years.length ? [{ title: words.text('story_now'), hash: '' }] : [])];
  }

  Object.assign(mocgioi, { apartFromStages: apart, movedStage: moved, withoutStage: without, renamedStage: renamed, builtStages });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
