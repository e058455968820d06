// What is being written, kept in this browser until the server says that it has it: a page that is left in the middle of a word, a server that is started anew, a
// session that ends and a browser that is killed lose nothing. <k-kept> finds what is left over for whoever is signed in and gives it to the server, which makes
// drafts of it. Bound to the account, deleted when somebody signs out, and after a month.

const NAME = 'kantor-writing';
const LEFT = `${NAME}:`;
const DAYS = 30;
const PATIENCE = 60_000;
const SIGN_OUT_PATIENCE = 5000;
let database;
let broken = false;

const opened = new Promise((done) => {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept', { keyPath: 'id' });
    request.onsuccess = () => {
      database = request.result;
      database.onversionchange = () => database.close();
      done(true);
    };
    request.onerror = () => done(false);
  } catch {
    done(false);
  }
});

/** Answers whether it could be begun; a browser that is killed from then on has it. */
function write(change) {
  try {
    const all = database.transaction('kept', 'readwrite');
    change(all.objectStore('kept'));
    // a full disk says so later than here
    all.onabort = () => (broken = true);
    all.oncomplete = () => (broken = false);
    all.commit();
    return !broken;
  } catch {
    return false;
  }
}

/** What is kept of every window, the latest where a page that went left another copy. */
async function all() {
  await opened;
  const records = new Map();
  const stored = await new Promise((done) => {
    try {
      const request = database.transaction('kept').objectStore('kept').getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => done([]);
    } catch {
      done([]);
    }
  });
  for (const record of [...stored, ...left()]) {
    if (!(records.get(record.id)?.at > record.at)) {
      records.set(record.id, record);
    }
  }
  return [...records.values()];
}

function left() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(LEFT)).map((key) => JSON.parse(localStorage.getItem(key)));
  } catch {
    // a browser without it, or something in it that is not ours
    return [];
  }
}

/** This tab, also after it was loaded again. */
function tab() {
  let own = sessionStorage.getItem(NAME);
  if (!own) {
    own = String(crypto.getRandomValues(new Uint32Array(2)));
    sessionStorage.setItem(NAME, own);
  }
  return own;
}

/** Keeps what a window holds in place of what it held before; answers whether this browser can. A page that goes this moment may take its transaction with it. */
export function keep(record, goes = false) {
  const whole = { ...record, tab: tab(), at: Date.now() };
  const begun = write((kept) => kept.put(whole));
  if (!goes) {
    return begun;
  }
  try {
    localStorage.setItem(LEFT + record.id, JSON.stringify(whole));
    return true;
  } catch {
    return begun;
  }
}

/** The server has it, or nobody wants it. */
export function forget(id) {
  write((kept) => kept.delete(id));
  try {
    localStorage.removeItem(LEFT + id);
  } catch {
    // nothing was put there either
  }
}

/** Says, as long as the page is open and until the answer is called, that a window is at work on it. */
export function held(id) {
  let release;
  const end = new Promise((done) => (release = done));
  navigator.locks?.request(`${NAME}-${id}`, () => end);
  return release;
}

class Kept extends HTMLElement {
  connectedCallback() {
    this.told ??= (event) => this.waiting?.get(event.detail.id)?.();
    addEventListener('k-kept', this.told);
    this.waiting ??= new Map();
    this.look();
  }

  disconnectedCallback() {
    removeEventListener('k-kept', this.told);
  }

  async look() {
    const since = Date.now() - DAYS * 86_400_000;
    for (const record of await all()) {
      if (record.at < since) {
        forget(record.id);
      } else if (record.account === this.dataset.account) {
        // one that is open in another page waits for its end
        navigator.locks ? navigator.locks.request(`${NAME}-${record.id}`, () => this.takeUp(record.id)) : this.takeUp(record.id);
      }
    }
  }

  async takeUp(id) {
    const record = (await all()).find((one) => one.id === id);
    if (record && this.isConnected) {
      await new Promise((done) => {
        this.waiting.set(id, done);
        setTimeout(done, PATIENCE);
        this.dispatchEvent(new CustomEvent('k-take-up', { detail: { json: JSON.stringify({ ...record, here: record.tab === tab() }) } }));
      });
      this.waiting.delete(id);
    }
  }
}

customElements.define('k-kept', Kept);

addEventListener('k-kept', ({ detail }) => detail.gone && forget(detail.id));

/** Whoever signs out leaves nothing in this browser: the server gets what it does not have yet, and only then the session ends. */
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('#sign-out');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const composers = [...document.querySelectorAll('k-composer')];
  await Promise.all(composers.map((composer) => composer.handOver(SIGN_OUT_PATIENCE)));
  const unsaved = composers.filter((composer) => composer.isUnsaved());
  if (unsaved.length && !link.told) {
    // the second time they mean it
    link.told = true;
    unsaved.forEach((composer) => {
      composer.classList.remove('small');
      composer.problem(link.dataset.unsaved);
    });
  } else {
    const account = document.querySelector('k-kept')?.dataset.account;
    for (const record of await all()) {
      if (record.account === account) {
        forget(record.id);
      }
    }
    location.assign(link.href);
  }
}, true);
