// Lists of people: the address book's (<k-people>), and the administration's table of users. The keys of "next" and "previous" open the one after and the one before; in the
// address book's list, whose rows are one stop of Tab, arrows go from row to row.
import { text } from './keyboard.js';
import { verb } from './keys.js';

const users = () => document.querySelector('vaadin-grid.users');

/** The rows that show, from above; a list that uses its lines again has them in another order. */
function rows() {
  const shown = [...document.querySelectorAll('.plist .prow')].filter((row) => row.checkVisibility());
  const tops = new Map(shown.map((row) => [row, row.getBoundingClientRect().top]));
  return shown.sort((one, other) => tops.get(one) - tops.get(other));
}

class People extends HTMLElement {
  /** The row that had the focus last, by its key: rows are made anew. */
  current = '';

  connectedCallback() {
    if (!this.watch) {
      this.addEventListener('focusin', (event) => this.here(event.target.closest('.prow')));
      this.addEventListener('keydown', (event) => this.pressed(event));
      this.watch = new MutationObserver(() => this.stop());
    }
    this.watch.observe(this, { childList: true, subtree: true });
    this.stop();
  }

  disconnectedCallback() {
    this.watch.disconnect();
  }

  here(row) {
    if (row) {
      this.current = row.dataset.entry;
      this.stop();
    }
  }

  /** Tab reaches the row that had the focus last; where it does not show, the open one, or the first. */
  stop() {
    const all = rows();
    const one = all.find((row) => row.dataset.entry === this.current) ?? all.find((row) => row.matches('.cur')) ?? all[0];
    all.forEach((row) => (row.tabIndex = row === one ? 0 : -1));
  }

  pressed(event) {
    const row = event.target.closest('.prow');
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (row && by && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      const all = rows();
      all[all.indexOf(row) + by]?.focus();
    }
  }
}

customElements.define('k-people', People);

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
