// New mail, told to screen readers: the first at once, what follows within a minute together at its end.

import { filled } from './draw.js';
import { choose } from './shell.js';

const PAUSE = 60_000;
let waiting = 0;
let from = '';
let timer;

function tell(region) {
  const text = waiting === 1 ? filled(region.dataset.one, from) : filled(region.dataset.more, waiting.toLocaleString(document.documentElement.lang));
  // the same words again are news as well: an empty region in between makes them so
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = text;
  });
  waiting = 0;
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting) {
      tell(region);
    }
  }, PAUSE);
}

/** Tells of it outside of the page too, if the person wants that, the browser may, and nobody looks at the page. */
function notify(region, count, latest, tag) {
  if (document.documentElement.dataset.notify !== 'true' || window.Notification?.permission !== 'granted' || document.hasFocus()) {
    return;
  }
  const text = count === 1 ? filled(region.dataset.one, latest) : filled(region.dataset.more, count.toLocaleString(document.documentElement.lang));
  const note = new Notification(document.documentElement.dataset.organisation, { body: text, icon: 'ui/favicon.svg', tag });
  note.onclick = () => {
    window.focus();
    note.close();
  };
}

document.addEventListener('click', async (event) => {
  const toggle = event.target.closest?.('.sw.notify');
  if (!toggle) {
    return;
  }
  const wanted = toggle.getAttribute('aria-checked') !== 'true';
  const allowed = !wanted || (window.Notification && (await Notification.requestPermission()) === 'granted');
  document.querySelector('.notify-denied').hidden = allowed;
  if (allowed) {
    toggle.classList.toggle('on', wanted);
    toggle.setAttribute('aria-checked', String(wanted));
    choose('notify', String(wanted));
  }
});

window.kantorArrived = (region, count, latest) => {
  notify(region, count, latest, 'new-mail');
  waiting += count;
  from = latest;
  if (!timer) {
    tell(region);
  }
};

// ---- what is to be dealt with by now ----

let dueTimer;

/** Called by the server: so many messages are due, the first of them about this. */
window.kantorDue = (region, count, subject) => {
  notify(region, count, subject, 'due-mail');
  region.textContent = count === 1 ? filled(region.dataset.one, subject) : filled(region.dataset.more, count.toLocaleString(document.documentElement.lang));
};

/** Called by the server: so long until the next one is due. A timer that is set for longer than it can be, asks again. */
window.kantorDueIn = (region, millis) => {
  clearTimeout(dueTimer);
  dueTimer = setTimeout(() => region.dispatchEvent(new CustomEvent('k-due')), Math.min(millis + 200, 2 ** 31 - 1));
};
