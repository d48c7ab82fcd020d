// What every page of the desk does: says that it is open, and that it was closed.

const meta = document.querySelector('meta[name=proof]');
const OUTSIDE = [401, 403];

function sent(path, body) {
  return fetch(path, { method: 'POST', body, headers: { 'X-Mocgioi-Proof': meta.content } });
}

/** Take the proof of the session that was begun in another tab, if there is one. */
async function renewed() {
  const shown = await (await fetch('/sign-in/proof')).json();
  if (!shown.proof || shown.proof === meta.content) return false;
  for (const field of document.querySelectorAll('input[name=proof]')) field.value = shown.proof;
  meta.content = shown.proof;
  return true;
}

/** Send fields to the desk as its own forms do; returns the answer. */
export async function send(path, fields) {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const answer = await sent(path, body);
  return OUTSIDE.includes(answer.status) && await renewed() ? sent(path, body) : answer;
}

if (document.querySelector('.places')) {
  const page = String(Math.random());
  const gone = document.getElementById('gone');
  const say = () => send('/alive', { page }).then(
    ({ status }) => {
      gone.textContent = gone.dataset.ended;
      gone.hidden = status !== 401;
    },
    () => {
      gone.textContent = gone.dataset.gone;
      gone.hidden = false;
    },
  );
  say();
  setInterval(say, 60_000);
  addEventListener('pagehide', () => {
    navigator.sendBeacon('/alive', new URLSearchParams({ page, closed: '1', proof: meta.content }));
  });
  addEventListener('pageshow', (shown) => {
    if (shown.persisted) say();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) say();
  });
}
