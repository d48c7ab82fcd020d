// Puts what was typed before a session ended into its form again; the person sends it.

const kept = document.getElementById('unsent');
const form = kept && [...document.forms].find(
  (each) => new URL(each.action).pathname === kept.dataset.action && !each.closest('header'),
);

if (form) {
  const given = new Map();
  for (const [name, value] of JSON.parse(kept.dataset.fields)) {
    given.set(name, [...given.get(name) ?? [], value]);
  }
  for (const field of form.elements) {
    const values = given.get(field.name);
    if (field.type === 'checkbox' || field.type === 'radio') {
      field.checked = values?.includes(field.value) ?? false;
    } else if (values?.length && !['hidden', 'file', 'submit', 'button'].includes(field.type)) {
      field.value = values.length > 1 ? values.shift() : values[0];
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  form.closest('details')?.setAttribute('open', '');
  kept.querySelector('ul').hidden = true;
}
