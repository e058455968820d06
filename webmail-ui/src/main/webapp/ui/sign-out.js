// Whoever signs out leaves nothing in this browser. Every page of it first gives the server what that does not have yet; what it does not take is told before it is deleted,
// and from then on no page keeps anything more for the account.
import { askLoss } from './ask.js';
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

/** What the server does not have, by what people know it by: its subject, and the files that are on their way, which are in no draft. */
async function refused({ nameless }) {
  const lines = new Map((await keptOf(account())).map((record) => [record.id, record.snapshot.subject.trim() || nameless]));
  for (const one of writing().filter(({ ended }) => !ended)) {
    const { unsent } = one.attachments;
    if (one.isUnsaved() || unsent.length) {
      lines.set(one.dataset.window, [one.subject.value.trim() || nameless, ...unsent].join(' · '));
    }
  }
  return [...lines.values()];
}

/** Asks whether it may be lost. */
function ask({ title, unsaved, stay, go }, lines) {
  return askLoss({ title, text: unsaved, lines, stay, go });
}

document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('#sign-out');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  await Promise.all([handOver(), othersHandOver(), Promise.race([document.querySelector('k-kept')?.look(true), pause(PATIENCE)])]);
  let left = await refused(link.dataset);
  if (left.length) {
    await pause(SOON);
    left = await refused(link.dataset);
  }
  if (!left.length || await ask(link.dataset, left)) {
    await forgetAll(account());
    others?.postMessage({ signedOut: account() });
    writing().forEach((one) => (one.ended = true));
    location.assign(link.href);
  }
}, true);
