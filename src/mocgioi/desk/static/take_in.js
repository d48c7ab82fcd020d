// Dropping files: on the page anywhere, by choosing, or a whole folder; they are sent at once.

const form = document.getElementById('drop');
const sending = document.getElementById('sending');
const sent = document.getElementById('sent');
const proof = form.elements.proof.value;
document.documentElement.classList.add('scripted');

/** Lists the files of what was dropped, folders with all that is in them. */
async function filesOf(items) {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [];
  async function walk(entry, folder) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => { entry.file(done, failed); });
      files.push({ file, path: folder + file.name });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => { reader.readEntries(done, failed); });
      if (!some.length) return;
      for (const inner of some) await walk(inner, `${folder}${entry.name}/`);
    }
  }
  for (const entry of entries) await walk(entry, '');
  return files;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

function fail() {
  sending.textContent = form.dataset.failed;
  sent.hidden = true;
  form.classList.remove('over');
}

/** Sends files with the folders they lie in, and goes where the desk leads. */
function send(dropped) {
  // What systems and open programs leave in a folder (.DS_Store, ~$week.xlsx) is nobody's file.
  const files = dropped.filter(({ file }) => !/^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i.test(file.name));
  if (!files.length) return;
  const body = new FormData();
  body.append('proof', proof);
  body.append('by_script', '1');
  for (const { file, path } of files) {
    body.append('file', file, path);
    body.append('saved', String(file.lastModified));
  }
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('X-Mocgioi-Proof', proof);
  sent.hidden = false;
  request.upload.onprogress = ({ loaded, total }) => {
    sent.max = total;
    sent.value = loaded;
    sending.textContent = form.dataset.sending
      .replace('{done}', megabytes(loaded)).replace('{of}', megabytes(total));
  };
  request.onload = () => {
    if (request.status === 200) {
      location.assign(JSON.parse(request.responseText).go);
      return;
    }
    const told = new DOMParser().parseFromString(request.responseText, 'text/html');
    fail();
    sending.textContent = told.querySelector('.said.fault')?.textContent ?? form.dataset.failed;
  };
  request.onerror = fail;
  request.send(body);
}

for (const input of form.querySelectorAll('input[type=file]')) {
  input.addEventListener('change', () => {
    send([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
  });
}
addEventListener('dragover', (event) => {
  event.preventDefault();
  form.classList.add('over');
});
addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) form.classList.remove('over');
});
addEventListener('drop', async (event) => {
  event.preventDefault();
  try {
    send(await filesOf(event.dataTransfer.items));
  } catch {
    fail();
  }
});
