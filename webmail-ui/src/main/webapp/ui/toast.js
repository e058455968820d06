// Toasts: shown by the server, timed here (the pointer or the focus on one stops its clock); Z undoes what the newest is about that can be undone.
// They cover nothing that has the focus (WCAG 2.4.11): where they would, they stand at the top.
import { verb } from './keys.js';

const timers = new WeakMap();

/** Those that were there when something was begun that will be told, too: Z does not mean them until it is. */
let older = new WeakSet();

/** Something has been begun here of which the server will tell. */
export function begun() {
  older = new WeakSet(document.querySelectorAll('.toast'));
}

function start(toast) {
  const seconds = Number(toast.dataset.seconds ?? 8);
  clearTimeout(timers.get(toast));
  timers.set(toast, setTimeout(() => {
    if (toast.isConnected) {
      toast.hidden = true;
      toast.dispatchEvent(new CustomEvent('k-toast-gone'));
    }
  }, seconds * 1000));
}

function focused() {
  let on = document.activeElement;
  while (on?.shadowRoot?.activeElement) {
    on = on.shadowRoot.activeElement;
  }
  return on === document.body ? null : on;
}

/** Goes to the other end of the page, if what has the focus is under them here and is not there. */
function makeWay() {
  const box = document.querySelector('.toastpos:has(> .toast:not([hidden]))');
  const on = focused();
  if (!box || !on || box.contains(on)) {
    return;
  }
  const covers = () => {
    const [own, its] = [box, on].map((one) => one.getBoundingClientRect());
    return own.left < its.right && its.left < own.right && own.top < its.bottom && its.top < own.bottom;
  };
  if (covers()) {
    box.classList.toggle('up');
    covers() && box.classList.toggle('up');
  }
}

document.addEventListener('focusin', makeWay);

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node instanceof HTMLElement) {
        older = node.matches('.toast') ? new WeakSet() : older;
        const toasts = node.matches('.toast') ? [node] : node.querySelectorAll('.toast');
        toasts.forEach(start);
        if (toasts.length) {
          // the first of them stands where they stand
          node.matches('.toast:only-child') && node.parentElement.classList.remove('up');
          makeWay();
        }
      }
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });

for (const stop of ['pointerover', 'focusin']) {
  document.addEventListener(stop, (event) => {
    const toast = event.target.closest?.('.toast');
    if (toast) {
      clearTimeout(timers.get(toast));
    }
  });
}
for (const go of ['pointerout', 'focusout']) {
  document.addEventListener(go, (event) => {
    const toast = event.target.closest?.('.toast');
    if (toast && !toast.contains(event.relatedTarget)) {
      start(toast);
    }
  });
}

const undo = () => {
  const newest = [...document.querySelectorAll('.toast:not([hidden]) .undo')].at(-1);
  return newest && !older.has(newest.closest('.toast')) ? newest : undefined;
};
verb('undo', () => undo().click(), { when: undo });
