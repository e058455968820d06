// Lists of people: the address book's, and the administration's table of users. The keys of "next" and "previous" open the one after and the one before; in the address
// book's list arrows go from row to row.
import { text } from './keyboard.js';
import { verb } from './keys.js';

const users = () => document.querySelector('vaadin-grid.users');

/** The rows that show, from above; a list that uses its lines again has them in another order. */
function rows() {
  const shown = [...document.querySelectorAll('.plist .prow')].filter((row) => row.checkVisibility());
  const tops = new Map(shown.map((row) => [row, row.getBoundingClientRect().top]));
  return shown.sort((one, other) => tops.get(one) - tops.get(other));
}

document.addEventListener('keydown', (event) => {
  const row = event.target.closest?.('.plist .prow');
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (row && by && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    const all = rows();
    all[all.indexOf(row) + by]?.focus();
  }
});

function step(by) {
  if (users()) {
    users().dispatchEvent(new CustomEvent('k-step', { detail: { by } }));
    return;
  }
  const all = rows();
  const focused = all.indexOf(document.activeElement);
  const here = focused < 0 ? all.findIndex((row) => row.matches('.cur')) : focused;
  const to = all[here < 0 ? 0 : here + by];
  to?.focus();
  to?.click();
}

const some = () => users() || rows().length > 0;
verb('next', () => step(1), { when: some, text: () => text('verb.personNext') });
verb('previous', () => step(-1), { when: some, text: () => text('verb.personPrevious') });
