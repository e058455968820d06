// The messages of a conversation in the reading pane: N and P go from one to the next, Enter opens or closes the one that has the focus, the fold shows the lines in
// the middle. Answers are for the message that has the focus.
import { verb } from './keys.js';

const articles = () => [...document.querySelectorAll('.reader .stack .slot:not(.folded) > .msg, .reader .stack.unfolded .slot > .msg')];

function here() {
  return document.activeElement?.closest?.('.reader .stack .msg') ?? null;
}

function step(by) {
  const all = articles();
  const at = all.indexOf(here());
  const to = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  (to.classList.contains('min') ? to.querySelector('.mh') : to).focus({ preventScroll: true });
  to.scrollIntoView({ block: 'nearest' });
}

const several = () => articles().length > 1;
const answering = () => here()?.querySelector('[data-reply-here]');

verb('nextMessage', () => step(1), { when: several });
verb('previousMessage', () => step(-1), { when: several });
// before the composer's own, which answers the message that was opened
verb('reply', () => answering().click(), { when: answering, writes: true });

// of the message that has the focus, else of the last that is open
const details = () => (here() ?? articles().filter((one) => !one.classList.contains('min')).at(-1))?.querySelector('[data-details]');
verb('why', () => details().click(), { when: details });
const task = () => details()?.closest('.menu').querySelector('[data-verb="makeTask"]');
verb('makeTask', () => task().click(), { when: task });

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.defaultPrevented && event.target.matches?.('.reader .stack .msg')) {
    event.preventDefault();
    event.target.querySelector('.mh').click();
  }
});

document.addEventListener('click', (event) => {
  const unfold = event.target.closest?.('[data-unfold]');
  if (unfold) {
    const stack = unfold.closest('.stack');
    stack.classList.add('unfolded');
    stack.querySelector('.slot.folded .mh, .slot.earlier .mh')?.focus();
  }
});

let told = null;

/** Tells the server which message answers are for, once for each change. */
export function isHere(article) {
  const message = article?.dataset.message;
  const stack = article?.closest('.stack');
  if (stack && message && !article.classList.contains('min') && (told?.stack !== stack || told.message !== message)) {
    told = { stack, message };
    stack.dispatchEvent(new CustomEvent('k-here', { detail: { message: Number(message) } }));
  }
}

document.addEventListener('focusin', (event) => isHere(event.target.closest?.('.reader .stack .msg')));
