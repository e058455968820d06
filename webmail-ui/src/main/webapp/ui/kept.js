// What is being written, kept in this browser until the server says that it has it: a page that is left in the middle of a word, a server that is started anew, a
// session that ends and a browser that is killed lose nothing. <k-kept> finds what is left over for whoever is signed in and gives it to the server, which makes
// drafts of it; forms are opened again by their view (kept-form.js). Bound to the account, deleted when somebody signs out (sign-out.js), and after a month.

const NAME = 'kantor-writing';
const LEFT = `${NAME}:`;
const AT_WORK = 'kantor-at-work:';
const SIGNED_OUT = 'kantor-signed-out:';
const DAYS = 30;
const PATIENCE = 60_000;
/** A database that says nothing for so long is none: nobody waits for it any longer. */
const SILENCE = 3000;
/** How often a window without Web Locks says that it is at work, and after how long without that it has ended. Browsers let hidden pages act once a minute. */
const BEAT = 2000;
const DEAD = 150_000;
const begun = Date.now();
let database;
let broken = false;

const within = (millis, otherwise, answer) => Promise.race([answer, new Promise((go) => setTimeout(go, millis, otherwise))]);

const opened = within(SILENCE, false, new Promise((done) => {
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
}));

const entry = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

function put(name, value) {
  try {
    value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

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
  const stored = await within(SILENCE, [], new Promise((done) => {
    try {
      const request = database.transaction('kept').objectStore('kept').getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => done([]);
    } catch {
      done([]);
    }
  }));
  for (const record of [...stored, ...left()]) {
    if (!(records.get(record.id)?.at > record.at) && !isSignedOut(record)) {
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

/** Whether somebody signed out of an account, in any tab, after this page was loaded or that was written: nothing more of it is kept. */
const isSignedOut = ({ account, at = begun }) => Number(entry(SIGNED_OUT + account)) > Math.max(at, begun);

/** Keeps what a window holds in place of what it held before; answers whether this browser can. A page that goes this moment may take its transaction with it. */
export function keep(record, goes = false) {
  if (isSignedOut({ account: record.account })) {
    return true;
  }
  const whole = { ...record, tab: tab(), at: Date.now() };
  const begins = write((kept) => kept.put(whole));
  return begins && !goes ? true : put(LEFT + record.id, JSON.stringify(whole)) || begins;
}

/** The server has it, or nobody wants it. */
export function forget(id) {
  write((kept) => kept.delete(id));
  put(LEFT + id, null);
}

/** What is kept for an account. */
export function keptOf(account) {
  return all().then((records) => records.filter((record) => record.account === account));
}

/** Deletes what is kept for an account; from now on no page that is open keeps anything for it. */
export function forgetAll(account) {
  return keptOf(account).then((records) => {
    put(SIGNED_OUT + account, String(Date.now()));
    records.forEach((record) => forget(record.id));
  });
}

/** Says, as long as the page is open and until the answer is called, that a window is at work on it. */
export function held(id) {
  if (navigator.locks) {
    let release;
    const end = new Promise((done) => (release = done));
    navigator.locks.request(`${NAME}-${id}`, () => end);
    return release;
  }
  // a page that was not served safely has no locks
  const beat = () => put(AT_WORK + id, String(Date.now()));
  const rest = () => put(AT_WORK + id, null);
  beat();
  const timer = setInterval(beat, BEAT);
  addEventListener('pagehide', rest);
  return () => {
    clearInterval(timer);
    removeEventListener('pagehide', rest);
    rest();
  };
}

/** Does something with what no window is at work on any more. @param now whether it is let be as long as one is, instead of waiting for its end */
export function whenFree(id, act, now) {
  if (navigator.locks) {
    return navigator.locks.request(`${NAME}-${id}`, { ifAvailable: now }, (lock) => lock && act());
  }
  if (Number(entry(AT_WORK + id)) + DEAD > Date.now()) {
    return now ? Promise.resolve() : new Promise((go) => setTimeout(go, BEAT)).then(() => whenFree(id, act, now));
  }
  const release = held(id);
  return act().finally(release);
}

class Kept extends HTMLElement {
  connectedCallback() {
    this.waiting ??= new Map();
    this.told ??= (event) => this.waiting.get(event.detail.id)?.();
    addEventListener('k-kept', this.told);
    addEventListener('k-refused', this.told);
    this.look(false);
  }

  disconnectedCallback() {
    removeEventListener('k-kept', this.told);
    removeEventListener('k-refused', this.told);
  }

  /** Gives the server what is left over. @param now whether what other pages are at work on is let be; otherwise it waits for their end */
  async look(now) {
    const since = Date.now() - DAYS * 86_400_000;
    const free = [];
    for (const record of await all()) {
      if (record.at < since) {
        forget(record.id);
      } else if (record.account === this.dataset.account && !record.kind) {
        free.push(whenFree(record.id, () => this.takeUp(record.id), now));
      }
    }
    await Promise.all(free);
  }

  async takeUp(id) {
    const record = (await all()).find((one) => one.id === id);
    if (record && this.isConnected) {
      await within(PATIENCE, null, new Promise((done) => {
        this.waiting.set(id, done);
        this.dispatchEvent(new CustomEvent('k-take-up', { detail: { json: JSON.stringify({ ...record, here: record.tab === tab() }) } }));
      }));
      this.waiting.delete(id);
    }
  }
}

customElements.define('k-kept', Kept);

addEventListener('k-kept', ({ detail }) => detail.gone && forget(detail.id));
