// What is typed between a key that opens something to write in (a composer, the form of an event) and its field, which may come from the server: it is meant for that
// field, and no letter of it is a key of the page.

/** Longer than a slow line takes; then nothing comes, and keys are keys again. */
const PATIENCE_MILLIS = 5000;

/** What has been typed so far; null while no field is being waited for. */
let typed = null;
let timer;

/** Something to write in has been asked for. */
export function expectField() {
  typed = '';
  clearTimeout(timer);
  timer = setTimeout(giveUp, PATIENCE_MILLIS);
}

function giveUp() {
  typed = null;
  clearTimeout(timer);
}

/** Keeps a key that is meant for the field that comes; answers whether it was one. Esc stops waiting. */
export function isTypedAhead(event) {
  if (typed === null) {
    return false;
  }
  event.preventDefault();
  if (event.key === 'Escape') {
    giveUp();
  } else if (event.key === 'Backspace') {
    typed = typed.slice(0, -1);
  } else if (event.key.length === 1 && !event.repeat) {
    typed += event.key;
  }
  return true;
}

function typeIt() {
  if (typed) {
    document.execCommand('insertText', false, typed);
  }
  giveUp();
}

addEventListener('pointerdown', giveUp, true);
addEventListener('focusin', (event) => {
  if (typed !== null && event.composedPath()[0].closest('input, textarea, [contenteditable="true"]')) {
    // when whoever gave the focus has also put the cursor where it belongs
    queueMicrotask(typeIt);
  }
});
