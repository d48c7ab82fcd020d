// One press that chooses all boxes of a page, where its script runs.

const all = document.getElementById('all');
const boxes = [...document.querySelectorAll('input[type=checkbox][name]')];

if (all) {
  const box = all.querySelector('input');
  all.hidden = false;
  box.addEventListener('change', () => {
    for (const other of boxes) other.checked = box.checked;
  });
  for (const other of boxes) {
    other.addEventListener('change', () => {
      box.checked = boxes.every((each) => each.checked);
    });
  }
}
