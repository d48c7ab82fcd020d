// What every page of the desk does: says that it is open, and that it was closed.

const proof = document.querySelector('meta[name=proof]').content;

/** Send fields to the desk as its own forms do; returns the answer. */
export function send(path, fields) {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  return fetch(path, { method: 'POST', body, headers: { 'X-Mocgioi-Proof': proof } });
}

if (document.querySelector('.places')) {
  const page = String(Math.random());
  const gone = document.getElementById('gone');
  const say = () => send('/alive', { page }).then(
    () => { gone.hidden = true; },
    () => { gone.hidden = false; },
  );
  say();
  setInterval(say, 60_000);
  addEventListener('pagehide', () => {
    navigator.sendBeacon('/alive', new URLSearchParams({ page, closed: '1', proof }));
  });
  addEventListener('pageshow', (shown) => {
    if (shown.persisted) say();
  });
}
