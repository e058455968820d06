// Toasts: shown by the server, timed here (the pointer or the focus on one stops its clock); Z undoes what the newest is about that can be undone.
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

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node instanceof HTMLElement) {
        older = node.matches('.toast') ? new WeakSet() : older;
        (node.matches('.toast') ? [node] : node.querySelectorAll('.toast')).forEach(start);
      }
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });

for (const stop of ['pointerover', 'focusin']) {
  document.addEventListener(stop, (event) => {
    const toast = event.target.closest?.('.toast:not([data-fixed])');
    if (toast) {
      clearTimeout(timers.get(toast));
    }
  });
}
for (const go of ['pointerout', 'focusout']) {
  document.addEventListener(go, (event) => {
    const toast = event.target.closest?.('.toast:not([data-fixed])');
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
