// Decide many at once: by keyboard, or what one file says wherever it is a side.

const form = document.querySelector('form.matters');
const chosen = document.getElementById('chosen');
const why = document.getElementById('why');
const matters = [...document.querySelectorAll('.matter')];
const REMEMBERED = 'mocgioi-decide-keys';

function count() {
  if (!chosen) return;
  const some = form.querySelectorAll('input[type=radio]:checked:not([value=""])').length;
  chosen.textContent = some
    ? chosen.dataset.some.replace('#', String(some))
    : chosen.dataset.none;
}

function current() {
  const at = matters.indexOf(document.activeElement?.closest?.('.matter'));
  return at;
}

function go(to) {
  const matter = matters[Math.min(Math.max(to, 0), matters.length - 1)];
  if (!matter) return;
  matter.focus({ preventScroll: true });
  matter.scrollIntoView({ block: 'nearest' });
}

function choose(matter, place) {
  const button = matter.querySelector(`input[data-place="${place}"]`);
  if (!button) return false;
  button.checked = true;
  count();
  return true;
}

const keysOn = document.getElementById('keys-on');
if (keysOn) {
  keysOn.checked = localStorage.getItem(REMEMBERED) !== 'off';
  keysOn.addEventListener('change', () => {
    localStorage.setItem(REMEMBERED, keysOn.checked ? 'on' : 'off');
  });
}

function isTyping(target) {
  return target.matches('textarea, select, input:not([type=radio], [type=checkbox])');
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (keysOn && !keysOn.checked) return;
  const key = event.key.toLowerCase();
  const at = current();
  if (key === 'j') go(at + 1);
  else if (key === 'k') go(at < 0 ? 0 : at - 1);
  else if (key === 'l') why.focus();
  else if (at >= 0 && /^[0-9u]$/.test(key)) {
    if (!choose(matters[at], key)) return;
    if (at + 1 < matters.length) go(at + 1);
    else why.focus();
  } else return;
  event.preventDefault();
}

function chooseFile(file) {
  for (const matter of matters) {
    const buttons = [...matter.querySelectorAll('input[data-file]')];
    const own = buttons.filter((button) => button.dataset.file === file);
    if (own.length === 1) own[0].checked = true;
  }
  count();
}

if (form && chosen) {
  form.addEventListener('change', count);
  document.addEventListener('keydown', onKey);
  const bulk = document.querySelector('.bulk');
  if (bulk) {
    bulk.hidden = false;
    bulk.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      if ('later' in button.dataset) {
        for (const matter of matters) choose(matter, 'u');
      } else chooseFile(button.dataset.file);
    });
  }
  count();
}
