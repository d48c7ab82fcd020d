// The frame of the map: draws it anew when the store has changed, keeps its view in the address,
// opens markers, and puts what was surveyed on it on the tray.

import { send } from './desk.js';

const ASK_MS = 10_000;
const STEP_MS = 500;
const NUMBER = /^\d{1,4}(\/\d{1,2})?(\([123]\))?$/;

const frame = document.getElementById('map');
const said = document.getElementById('said');
const draw = document.getElementById('draw');
const save = document.getElementById('save');
const toTray = document.getElementById('to-tray');

let drawn = frame.dataset.drawn || null;
let drafts = [];
let port = null;
let left = null;
let isDrawing = false;

/** Let the map that the frame has know where it is; a map that was greeted already does not mind. */
function greet() {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => heard(port1, data);
  // The frame has an origin of its own, which has no name.
  frame.contentWindow.postMessage({ mocgioi: 'desk', hash: location.hash.slice(1), drafts }, '*', [port2]);
}

function heard(from, { view, open, files, ask, drafts: handed }) {
  port = from;
  if (view !== undefined) history.replaceState(null, '', view ? `#${view}` : location.pathname);
  else if (open !== undefined && NUMBER.test(open)) location.assign(`/marker/${open}`);
  else if (files) handIn(files, ask);
  else if (handed) {
    drafts = handed;
    if (left) left();
  }
}

async function handIn(files, ask) {
  const fields = new FormData();
  for (const file of files) fields.append('files', file, file.name);
  let answer = { said: said.dataset.unsent };
  try {
    const sent = await send('/map/hand-in', fields);
    if (sent.ok) answer = await sent.json();
    else {
      const told = new DOMParser().parseFromString(await sent.text(), 'text/html');
      answer.said = told.querySelector('.said.fault[role=alert]:not([hidden])')?.textContent ?? answer.said;
    }
  } catch {
    // The desk is gone, or the network: the surveys stay on the map.
  }
  if (answer.path) {
    toTray.href = answer.path;
    toTray.hidden = false;
  }
  said.textContent = answer.said;
  port.postMessage({ ask, said: answer.said, taken: Boolean(answer.taken) });
}

/** Have the map hand over what is being filled in on it, before another takes its place. */
function emptied() {
  if (!port) return Promise.resolve();
  return new Promise((done) => {
    left = done;
    port.postMessage({ leave: true });
    setTimeout(done, 2000);
  });
}

async function put(path) {
  await emptied();
  port = null;
  left = null;
  if (drawn) frame.contentWindow.location.replace(path);
  else frame.src = path;
  drawn = path;
  save.href = `${path}?save=1`;
  save.hidden = false;
  draw.hidden = true;
}

const wait = (ms) => new Promise((done) => {
  setTimeout(done, ms);
});

async function drawAnew() {
  if (isDrawing) return;
  isDrawing = true;
  draw.disabled = true;
  said.textContent = said.dataset.drawing;
  try {
    const begun = await send('/map/draw', { by: 'script' });
    const { working } = await begun.json();
    let state = 'running';
    while (state === 'running') {
      await wait(STEP_MS);
      ({ state } = await (await fetch(`${working}/step`)).json());
    }
    if (state !== 'done') throw new Error(state);
    const there = await (await fetch('/map/now')).json();
    if (!there.drawn) throw new Error('gone');
    await put(there.drawn);
    said.textContent = said.dataset.redrawn;
    if (there.now !== there.drawn) offer();
  } catch {
    said.textContent = said.dataset.failed;
    draw.hidden = false;
  }
  draw.disabled = false;
  isDrawing = false;
}

function offer() {
  said.textContent = said.dataset.changed;
  draw.hidden = false;
}

async function look() {
  if (document.hidden || isDrawing) return;
  try {
    const there = await (await fetch('/map/now')).json();
    if (there.now !== drawn) offer();
  } catch {
    // It is asked again.
  }
}

frame.addEventListener('load', () => drawn && greet());
if (drawn) greet();
draw.form.addEventListener('submit', (event) => {
  event.preventDefault();
  drawAnew();
});
addEventListener('hashchange', () => location.reload());
document.addEventListener('visibilitychange', look);
setInterval(look, ASK_MS);
if (drawn !== frame.dataset.now) drawAnew();
