// The table of rejected rows: what is typed is marked and counted, and survives closing the page.

const form = document.querySelector('.correcting');
const changed = document.getElementById('changed');
const fields = [...form.querySelectorAll('[data-before], [type=checkbox]')];
const place = `corrections ${form.getAttribute('action')}`;

const isChanged = (field) =>
  field.type === 'checkbox' ? field.checked : field.value !== field.dataset.before;

function mark() {
  const rows = new Set();
  for (const field of fields) {
    field.classList.toggle('changed', isChanged(field));
    if (isChanged(field)) rows.add(field.closest('tr'));
  }
  changed.textContent = rows.size ? changed.dataset.text.replace('#', rows.size) : '';
}

function keep() {
  const typed = fields.filter(isChanged).map((f) => [f.name, f.type === 'checkbox' ? '1' : f.value]);
  sessionStorage.setItem(place, JSON.stringify(typed));
}

for (const [name, value] of JSON.parse(sessionStorage.getItem(place) || '[]')) {
  const field = fields.find((f) => f.name === name);
  if (field && !isChanged(field)) {
    if (field.type === 'checkbox') field.checked = true;
    else field.value = value;
  }
}
form.addEventListener('input', () => {
  mark();
  keep();
});
form.addEventListener('submit', () => sessionStorage.removeItem(place));
mark();
