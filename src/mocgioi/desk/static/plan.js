// The programme: the list of costs is made by itself, and the slider reads it from the top.

import { send } from './desk.js';

const { bought, stepOf, mostBudget, about, aboutLength, sumOf, BILLION } = globalThis.mocgioi;
const lang = document.documentElement.lang;
const locale = lang === 'vi' ? 'vi-VN' : 'en-GB';

const number = (value, digits = 0) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** A sum that is stated, with the decimals that it has. */
const stated = (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** The list as its table says it. */
function programmeOf(table) {
  const projects = [...table.tBodies[0].rows].map((row, at) => ({
    row,
    rank: at + 1,
    rows: Array.from({ length: Number(row.dataset.markers) }, () => row),
    cost_vnd: Number(row.dataset.cost),
    low_vnd: Number(row.dataset.low),
    high_vnd: Number(row.dataset.high),
    length_m: Number(row.dataset.length),
  }));
  return { projects, cost_vnd: sumOf(projects, 'cost_vnd') };
}

/** The sum of a wish that is written as the slider writes it, in billions; 0 for any other. */
const billionsOf = (text) => Number(/^(\d+(?:[.,]\d{1,2})?) tỷ$/.exec(text)?.[1].replace(',', '.') ?? 0);

/** Let the slider say what its sum buys, and be the sum that is wished for. */
function beginSlider() {
  const slide = document.getElementById('slide');
  if (!slide) return;
  const said = slide.dataset;
  const words = { number, text: (key) => said[key] };
  const programme = programmeOf(document.getElementById('projects'));
  const slider = document.getElementById('slider');
  const wish = document.getElementById('budget');
  slider.max = (mostBudget(programme) / BILLION).toFixed(1);
  slider.step = stepOf(programme);
  slider.value = String(billionsOf(wish?.value ?? ''));

  function show() {
    const budget = Math.round(Number(slider.value) * BILLION);
    const has = bought(programme, budget);
    const text = budget
      ? filled(said.buys, { budget: `${stated(budget / BILLION)} ${said.unit_billion}`, n: number(has.rows.length), left: number(said.left - has.rows.length) })
      : said.none;
    const more = [];
    if (has.projects.length) {
      more.push(filled(said.works, {
        n: number(has.projects.length), all: number(programme.projects.length), cost: about(words, has.cost_vnd),
        range: about(words, sumOf(has.projects, 'low_vnd'), sumOf(has.projects, 'high_vnd')), length: aboutLength(words, has.length_m),
      }));
    }
    if (budget && has.next) more.push(filled(said.next, { n: number(has.next.rank), cost: about(words, has.next.cost_vnd) }));
    document.getElementById('buys').textContent = text;
    document.getElementById('buys-more').textContent = more.join(' ');
    slider.setAttribute('aria-valuetext', text);
    const own = new Set(has.projects);
    for (const project of programme.projects) project.row.classList.toggle('bought', own.has(project));
  }

  wish?.addEventListener('change', () => {
    slider.value = String(billionsOf(wish.value));
    show();
  });
  slider.addEventListener('input', () => {
    show();
    if (wish) wish.value = Number(slider.value) ? filled(said.money, { n: String(Number(slider.value)).replace('.', lang === 'vi' ? ',' : '.') }) : '';
  });
  show();
  slide.hidden = false;
}

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Have the list made where it is not, without leaving the page. */
async function makeList() {
  const press = document.getElementById('rank');
  if (!press) return;
  const state = document.getElementById('ranking-state');
  state.textContent = state.dataset.now;
  press.disabled = true;
  let answer = await send(press.form.action, new FormData(press.form));
  const working = new URL(answer.url).pathname;
  while (working.startsWith('/working/')) {
    const step = await (await fetch(`${working}/step`)).json();
    if (step.state !== 'running') {
      answer = await fetch(working);
      break;
    }
    await pause(300);
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const list = page.getElementById('ranking');
  if (list) document.getElementById('ranking').replaceWith(document.adoptNode(list));
  else {
    state.textContent = page.querySelector('[role=alert]')?.textContent ?? '';
    press.disabled = false;
  }
}

await makeList().catch(() => { document.getElementById('rank').disabled = false; });
beginSlider();
