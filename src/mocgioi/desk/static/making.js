// Files that are let fall anywhere on the page go into its form, which is sent at once.

const form = document.getElementById('drop');
const input = form.querySelector('input[type=file]');

addEventListener('dragover', (event) => {
  event.preventDefault();
  form.classList.add('over');
});
addEventListener('dragleave', () => form.classList.remove('over'));
addEventListener('drop', (event) => {
  event.preventDefault();
  form.classList.remove('over');
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});
input.addEventListener('change', () => form.requestSubmit());
