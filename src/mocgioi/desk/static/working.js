// The page of long work: shows how far it is, and leads on when it is done.

const step = document.getElementById('step');
const progress = document.getElementById('progress');

async function ask() {
  const answer = await fetch(`/working/${step.dataset.job}/step`);
  const { state, name, done, of } = answer.ok ? await answer.json() : {};
  if (state !== 'running') {
    location.reload();
    return;
  }
  if (name) step.textContent = of ? `${name} ${done}/${of}` : name;
  if (of) {
    progress.max = of;
    progress.value = done;
  }
  setTimeout(ask, 400);
}

if (step) ask();
