// Whoever signs out leaves nothing in this browser. Every page of it first gives the server what that does not have yet; what it does not take is told before it is deleted,
// and from then on no page keeps anything more for the account.
import { button, inFront } from './ask.js';
import { make } from './draw.js';
import { forgetAll, keptOf } from './kept.js';

const CHANNEL = 'kantor-writing';
const PATIENCE = 5000;
/** So long other pages may take to say that they are there, and a deletion to be seen. */
const SOON = 300;
const WRITING = 'k-composer';
const number = Math.random();

const pause = (millis) => new Promise((go) => setTimeout(go, millis));
const others = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;
const account = () => document.querySelector('k-kept')?.dataset.account;
const writing = () => [...document.querySelectorAll(WRITING)];

/** This page gives the server all that it does not have. */
function handOver() {
  return Promise.all(writing().map((one) => {
    one.copy();
    return one.handOver(PATIENCE);
  }));
}

/** Has the other pages of the account do so; they say at once that they are there, and again when it is done. */
async function othersHandOver() {
  if (!others) {
    return;
  }
  const busy = new Set();
  let looked = () => {};
  const hear = ({ data }) => {
    if (data.to === number) {
      data.done ? busy.delete(data.from) : busy.add(data.from);
      looked();
    }
  };
  others.addEventListener('message', hear);
  others.postMessage({ signsOut: account(), from: number });
  await pause(SOON);
  await Promise.race([pause(PATIENCE), new Promise((done) => {
    looked = () => busy.size || done();
    looked();
  })]);
  others.removeEventListener('message', hear);
}

others?.addEventListener('message', async ({ data }) => {
  if (data.signsOut !== undefined && data.signsOut === account()) {
    others.postMessage({ to: data.from, from: number });
    await handOver();
    others.postMessage({ to: data.from, from: number, done: true });
  } else if (data.signedOut !== undefined && data.signedOut === account()) {
    writing().forEach((one) => (one.ended = true));
    dispatchEvent(new Event('k-signed-out'));
  }
});

/** What the server does not have, by what people know it by. */
async function refused() {
  const subjects = new Map((await keptOf(account())).map((record) => [record.id, record.snapshot.subject]));
  // a file that is on its way is in no draft
  writing().filter((one) => one.isUnsaved() || one.attachments.busy).forEach((one) => subjects.set(one.dataset.window, one.subject.value));
  return [...subjects.values()];
}

/** Asks whether it may be lost. */
function ask({ dataset: texts }, subjects) {
  return inFront(texts.title, (close) => {
    const list = make('ul', 'unsaved', ...subjects.map((subject) => {
      const line = make('li', '', subject.trim() || texts.nameless);
      line.dir = 'auto';
      return line;
    }));
    const buttons = make('div', 'h', button(texts.stay, '', () => close(false)), button(texts.go, 'danger', () => close(true)));
    return [make('h2', '', texts.title), make('p', '', texts.unsaved), list, buttons];
  });
}

document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('#sign-out');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  await Promise.all([handOver(), othersHandOver(), Promise.race([document.querySelector('k-kept')?.look(true), pause(PATIENCE)])]);
  let left = await refused();
  if (left.length) {
    await pause(SOON);
    left = await refused();
  }
  if (!left.length || await ask(link, left)) {
    await forgetAll(account());
    others?.postMessage({ signedOut: account() });
    writing().forEach((one) => (one.ended = true));
    location.assign(link.href);
  }
}, true);
