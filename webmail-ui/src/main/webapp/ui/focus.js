// The focus is never lost. When what has it goes away, it goes on: from a dialog to what had it before, from a line to the line that takes its place, from a view to the
// heading of the next. Whatever the server takes away or draws anew, no view has to think of it.

const DIALOGS = 'dialog, [role="dialog"], k-search';
const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [contenteditable="true"], [tabindex="0"], vaadin-grid';
/** Rows of which only one at a time is a stop of Tab. */
const ROW = '.prow';
const WRITING = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]';
/** What is nobody's place: the page and its regions, and the link past them, which is for who comes to the page. */
const NOWHERE = '.app, :has(> .app), #outlet, .main, .side, .skip';
/** Boxes of lines. Whoever took away the last goes to the page's heading, not to what stands beside the box. */
const BOX = '.setlines';
const HEADINGS = '.main h1, .reader:not(.closed) .rsub, .empty h2';

/**
 * What had the focus last, and around it everything up to the page, the innermost first, each with the place that the first had among what can have the focus in it.
 * @type {{element: Element, place: number}[]}
 */
let trail = [];
let address = here();
/** By dialog: the trail of what had the focus before it. */
const before = new WeakMap();

function here() {
  return location.pathname + location.search;
}

const shows = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });
const inOrder = (element) => [...element.querySelectorAll(`${FOCUSABLE}, ${ROW}`)];
const within = (element) => inOrder(element).filter((one) => shows(one) && (one.tabIndex >= 0 || one.matches(ROW)));
const nobody = () => !document.activeElement || document.activeElement === document.body;

function remember(target) {
  trail = [];
  for (let element = target; element && element !== document.body; element = element.parentElement) {
    trail.push({ element, place: element === target ? 0 : inOrder(element).indexOf(target) });
  }
  address = here();
}

document.addEventListener('focusin', (event) => {
  const dialog = event.target.closest?.(DIALOGS);
  if (dialog && !trail.some((one) => one.element === dialog) && trail.length) {
    before.set(dialog, trail);
  }
  remember(event.target);
});

function heading() {
  const found = [...document.querySelectorAll(HEADINGS)].find(shows);
  if (found) {
    found.hasAttribute('tabindex') || found.setAttribute('tabindex', '-1');
    found.focus({ preventScroll: true });
  }
}

// without the address that the link has, which is another page's: addresses here are relative to the first page
document.addEventListener('click', (event) => {
  if (event.target.closest?.('.skip')) {
    event.preventDefault();
    heading();
  }
});

/** Gives the focus to the first of the trail, or to what stands in its place now. */
function follow(lost) {
  if (lost[0] && shows(lost[0].element)) {
    lost[0].element.focus({ preventScroll: true });
    return !nobody();
  }
  // who was not writing does not begin to: the next key is a verb
  const writes = lost[0]?.element.matches(WRITING);
  for (const { element, place } of lost.slice(1)) {
    if (shows(element) && !element.matches(NOWHERE)) {
      const all = within(element).filter((one) => writes || !one.matches(WRITING));
      all[Math.max(0, Math.min(place, all.length - 1))]?.focus({ preventScroll: true });
      if (!nobody() || element.matches(BOX)) {
        return !nobody();
      }
    }
  }
  return false;
}

function restore() {
  if (!nobody() || !trail.length && address === here()) {
    return;
  }
  const lost = trail;
  const dialog = lost.find((one) => one.element.matches(DIALOGS))?.element;
  if (dialog && !shows(dialog)) {
    // what was opened from what it was opened from, and so on
    trail = before.get(dialog) ?? [];
    if (!trail.length || !follow(trail)) {
      heading();
    }
  } else if (address !== here()) {
    heading();
  } else if (lost[0] && !shows(lost[0].element) && !follow(lost)) {
    heading();
  }
}

/** Takes the focus out of something that stays, such as the search field: back to what had it before. */
export function giveBack(element) {
  const lost = before.get(element) ?? [];
  document.activeElement?.blur();
  if (!lost.length || !follow(lost)) {
    heading();
  }
}

new MutationObserver(() => nobody() && restore()).observe(document.documentElement, {
  childList: true, subtree: true, attributes: true, attributeFilter: ['hidden', 'class', 'open', 'disabled'],
});
