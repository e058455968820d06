// What is typed between a key that opens something to write in (a composer, the form of an event) and its field, which may come from the server: it is meant for that
// field, and no letter of it is a key of the page.

/** Longer than a slow line takes; then nothing comes, and keys are keys again. */
const PATIENCE_MILLIS = 5000;
/** How often it is looked whether the server has answered; what comes with an answer has the focus by the next time. */
const LOOK_MILLIS = 200;
/** What else writes, or would do something else to the page. All other keys are the page's meanwhile. */
const WRITING = ['Backspace', 'Delete', 'Enter', 'Escape', 'Tab'];

/** What has been typed so far; null while no field is being waited for. */
let typed = null;
/** Somebody has gone on from the field that is still to come: what follows is for another, and nobody knows which. */
let left;
let begun;
/** How often one after the other nothing was asked of the server. */
let quiet;
let timer;

/** Something to write in has been asked for. */
export function expectField() {
  typed = '';
  left = false;
  begun = performance.now();
  quiet = 0;
  clearTimeout(timer);
  timer = setTimeout(look, LOOK_MILLIS);
}

function giveUp() {
  typed = null;
  clearTimeout(timer);
}

/** Whether the server may still bring something: it has been asked and has not answered, or there is nothing that says so. */
export function isAsked() {
  const clients = Object.values(window.Vaadin?.Flow?.clients ?? {}).filter((client) => client.isActive);
  return !clients.length || clients.some((client) => client.isActive());
}

/** The server has answered and no field came, or it took too long. */
function look() {
  quiet = isAsked() ? 0 : quiet + 1;
  if (quiet > 1 || performance.now() - begun > PATIENCE_MILLIS) {
    giveUp();
  } else {
    timer = setTimeout(look, LOOK_MILLIS);
  }
}

/** Keeps a key that is meant for the field that comes; answers whether it was one, which nobody else hears. Esc stops waiting, and so does going elsewhere. */
export function isTypedAhead(event) {
  if (typed === null) {
    return false;
  }
  if (event.key === 'F6' || event.ctrlKey || event.metaKey || event.altKey) {
    giveUp();
    return false;
  }
  const written = event.key.length === 1;
  if (!written && !WRITING.includes(event.key)) {
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  if (event.key === 'Escape') {
    giveUp();
  } else if (event.key === 'Tab' || event.key === 'Enter') {
    left = true;
  } else if (event.key === 'Backspace' && !left) {
    typed = typed.slice(0, -1);
  } else if (written && !left && !event.repeat) {
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
