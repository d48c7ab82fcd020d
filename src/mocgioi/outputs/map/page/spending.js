/* What a sum of money is enough for, read from the top of a list; of no page: map and desk share it. */
(function (mocgioi) {
  'use strict';

  const [BILLION, MILLION] = [1e9, 1e6];
  const STEPS_BILLION = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  const MOST_STEPS = 600;

  const sumOf = (projects, key) => projects.reduce((sum, own) => sum + own[key], 0);

  /**
   * Projects read from the top until the money is out: {projects, rows, cost_vnd, length_m, next}.
   * `next` is the first one that it is not enough for, or undefined.
   */
  function bought(programme, budget) {
    const made = { projects: [], rows: [], cost_vnd: 0, length_m: 0, next: undefined };
    for (const project of programme.projects) {
      if (made.cost_vnd + project.cost_vnd > budget) return { ...made, next: project };
      made.projects.push(project);
      made.rows.push(...project.rows);
      made.cost_vnd += project.cost_vnd;
      made.length_m += project.length_m;
    }
    return made;
  }

  /** A step of the slider in billions. */
  const stepOf = ({ cost_vnd }) => STEPS_BILLION.find((own) => cost_vnd / BILLION / own <= MOST_STEPS) || STEPS_BILLION[STEPS_BILLION.length - 1];

  /** The budget that the whole list takes, in whole steps: more than that there is nothing for. */
  function mostBudget(programme) {
    if (!programme) return 0;
    const step_vnd = stepOf(programme) * BILLION;
    return Math.round(Math.ceil(programme.cost_vnd / step_vnd) * step_vnd);
  }

  /** Two figures that count: no estimate is known any better. */
  const rounded = (amount) => Number(amount.toPrecision(2));

  /** Sums of an estimate, in the unit of the largest. */
  function about(words, ...amounts_vnd) {
    const told = amounts_vnd.map(rounded);
    const most = Math.max(...told);
    const [unit_vnd, unit] = most >= BILLION ? [BILLION, 'unit_billion'] : [MILLION, 'unit_million'];
    const digits = unit_vnd === BILLION && most < 10 * BILLION ? 1 : 0;
    return `${told.map((amount) => words.number(amount / unit_vnd, digits)).join(` ${words.text('to')} `)} ${words.text(unit)}`;
  }

  /** A length of an estimate. */
  function aboutLength(words, length_m) {
    const told = rounded(length_m);
    return told < 1000 ? `${words.number(told)} m` : `${words.number(told / 1000, told < 10000 ? 1 : 0)} km`;
  }

  Object.assign(mocgioi, { BILLION, MILLION, sumOf, bought, stepOf, mostBudget, about, aboutLength });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
