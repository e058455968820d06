// New mail, told to screen readers: the first at once, what follows within a minute together at its end.

import { choose } from './shell.js';

const PAUSE = 60_000;
let waiting = 0;
let from = '';
let timer;

function tell(region) {
  const text = waiting === 1 ? region.dataset.one.replace('{0}', from) : region.dataset.more.replace('{0}', waiting.toLocaleString(document.documentElement.lang));
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
function notify(region, count, latest) {
  if (document.documentElement.dataset.notify !== 'true' || window.Notification?.permission !== 'granted' || document.hasFocus()) {
    return;
  }
  const text = count === 1 ? region.dataset.one.replace('{0}', latest) : region.dataset.more.replace('{0}', count.toLocaleString(document.documentElement.lang));
  const note = new Notification('Kantor', { body: text, icon: 'ui/favicon.svg', tag: 'new-mail' });
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
  notify(region, count, latest);
  waiting += count;
  from = latest;
  if (!timer) {
    tell(region);
  }
};
