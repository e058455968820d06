// Keys: which verb a key means, who does it, and what Esc closes. Verbs act in the browser at once; the server follows.
import { VERBS } from './keymap.js';
import { expectField, isTypedAhead } from './typed-ahead.js';

const PREFIX_MILLIS = 2000;
const LETTERS = /^Key([A-Z])$/;

/** What can be done: name to those who can, [{run, when, each, text}]; the first whose time it is does it. */
const doers = new Map();
const closers = [];
let prefix = '';
let prefixTimer;

/**
 * Says that a verb of the map can be done.
 * @param run does it
 * @param when whether it makes sense now; always, if left out
 * @param each for a verb with an object, such as a folder to move to: answers [{text, icon, run}] for the palette
 * @param text what to call it now, if not by the text of the map
 * @param why the reason why it must not be done here, for the palette; nothing if it may. Doing it says so too
 * @param writes whether it opens something to write in, so that what is typed next is meant for that
 */
export function verb(name, run, { when = () => true, each, text, why, writes = false } = {}) {
  doers.set(name, [...(doers.get(name) ?? []), { run, when, each, text, why, writes }]);
}

export function known(name) {
  return doers.has(name);
}

/** The verbs that make sense now, as {name, place, keys, icon, run, each, text}. */
export function possible() {
  return [...VERBS.values()].flatMap((one) => {
    const doer = doers.get(one.name)?.find((able) => able.when());
    return doer ? [{ ...one, ...doer, keys: keysOf(one.name) }] : [];
  });
}

/** Esc closes the topmost thing only: those with the lowest rank are asked first. The handler answers whether there was something to close. */
export function onEscape(rank, handler) {
  closers.push({ rank, handler });
  closers.sort((one, other) => one.rank - other.rank);
}

// ---- what the person prefers ----

function preferences() {
  return document.querySelector('k-keyboard') ?? {};
}

function singleKeys() {
  return preferences().single !== false;
}

export function keysOf(name) {
  const own = preferences().changed?.[VERBS.get(name).keyOf];
  return own === undefined ? VERBS.get(name).keys : own === '' ? [] : [own];
}

// ---- from an event to a key ----

/** F6, and Ctrl or Cmd with K, which are the page's wherever the focus is. */
function everywhere(event) {
  return event.key === 'F6' || ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key?.toLowerCase() === 'k');
}

/** Whether a key belongs to what has the focus (a field, an editor, a menu) and not to the page. */
export function taken(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) {
    return true;
  }
  if (everywhere(event)) {
    return document.querySelector('dialog:modal:not(.pal)') !== null;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return true;
  }
  const target = event.composedPath()[0];
  if (target?.closest?.('dialog:not([open])')) {
    // it has just been closed, and keeps the focus until the next frame
    return false;
  }
  return target?.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable="true"], .menu, dialog[open], vaadin-combo-box, vaadin-date-picker, vaadin-time-picker') != null;
}

/** A letter in lower case, with "Shift+" where it is held; where the layout has no Latin letters, the letter at that place of the keyboard. */
export function keyName(event) {
  if (event.key.length > 1) {
    return event.shiftKey ? `Shift+${event.key}` : event.key;
  }
  const latin = event.key < '\u0080' ? null : LETTERS.exec(event.code);
  const key = latin ? latin[1] : event.key;
  const letter = key.toLowerCase() !== key.toUpperCase();
  return letter ? (event.shiftKey ? 'Shift+' : '') + key.toLowerCase() : key;
}

/** A key that is held with Ctrl (Cmd on a Mac), such as "Ctrl+Shift+l"; empty if it is none. */
export function chord(event) {
  if (!(event.ctrlKey || event.metaKey) || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) {
    return '';
  }
  const name = keyName(event).replace('Shift+', '');
  return `Ctrl+${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${name.length === 1 ? name.toLowerCase() : name}`;
}

/** The verb of a place that has this key with Ctrl; nothing if none has. */
export function verbOf(event, place) {
  const pressed = chord(event);
  return pressed ? [...VERBS.values()].find((one) => one.place === place && keysOf(one.name).includes(pressed))?.name : undefined;
}

/** A verb's key to stand beside it, such as Ctrl+Shift+L or G I; empty if it has none, or one without Ctrl while those are off. */
export function hint(name) {
  const { place, fixed } = VERBS.get(name);
  const key = fixed || place === 'composer' || singleKeys() ? keysOf(name)[0] ?? '' : '';
  return key.replace(/\b[a-z]\b/g, (letter) => letter.toUpperCase());
}

/** Does what a key means; answers whether it meant something. The caller has asked taken(). */
export function key(event) {
  if (isTypedAhead(event)) {
    return true;
  }
  if (event.key === 'Escape') {
    return escape(event);
  }
  if (everywhere(event)) {
    event.preventDefault();
    event.key === 'F6' ? goRound(event.shiftKey ? -1 : 1) : doers.get('palette')[0].run();
    return true;
  }
  if (!singleKeys() || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) {
    return false;
  }
  const pressed = prefix ? `${prefix} ${keyName(event)}` : keyName(event);
  forget();
  const able = possible().filter((one) => !one.fixed);
  const found = able.find((one) => one.keys.includes(pressed));
  if (found) {
    event.preventDefault();
    if (found.writes) {
      expectField();
    }
    found.run();
    return true;
  }
  if (able.some((one) => one.keys.some((own) => own.startsWith(`${pressed} `)))) {
    event.preventDefault();
    prefix = pressed;
    prefixTimer = setTimeout(forget, PREFIX_MILLIS);
    return true;
  }
  return false;
}

function forget() {
  prefix = '';
  clearTimeout(prefixTimer);
}

function escape(event) {
  if (prefix) {
    forget();
    return true;
  }
  // what is in the browser's top layer closes by itself, but for the sign that the server is being waited for, which is there too
  if (document.querySelector('dialog:modal, [popover]:popover-open:not(vaadin-connection-indicator)')) {
    return false;
  }
  if (closers.some((one) => one.handler())) {
    event.preventDefault();
    return true;
  }
  return false;
}

// before what has the focus hears of it, such as a row that is selected by a space
addEventListener('keydown', (event) => taken(event) || isTypedAhead(event), true);

document.addEventListener('keydown', (event) => {
  if (!taken(event)) {
    key(event);
  }
});

// ---- the regions, on F6 ----

const REGIONS = ['.side', '.main .list, .main:not(:has(.list))', '.reader', '.composer:not(.small)', '.topbar', '.rail'];
const FOCUSABLE = 'a[href], button:not([disabled]), input, select, textarea, [tabindex="0"], vaadin-grid';
const last = new WeakMap();

document.addEventListener('focusin', (event) => {
  const region = event.target.closest?.(REGIONS.join(','));
  if (region) {
    last.set(region, event.target);
  }
});

const shows = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';

function goRound(by) {
  const regions = REGIONS.flatMap((selector) => [...document.querySelectorAll(selector)]).filter(shows);
  const found = regions.findIndex((region) => region.contains(document.activeElement));
  // from nowhere, to the first or the last
  const here = found < 0 && by < 0 ? regions.length : found;
  for (let step = 1; step <= regions.length; step++) {
    const region = regions[(here + by * step + regions.length * 2) % regions.length];
    const before = last.get(region);
    const target = before?.isConnected && shows(before) ? before : [...region.querySelectorAll(FOCUSABLE)].find(shows);
    if (target) {
      target.focus();
      return;
    }
  }
}

for (const name of ['close', 'region', 'menu']) {
  verb(name, () => {}, { when: () => false });
}
