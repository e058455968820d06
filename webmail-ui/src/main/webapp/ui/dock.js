// <k-dock>: the windows in which messages are written, beside each other at the foot of the page. What is begun, written in or opened last has room first; what has none is in a menu.
// On a phone one is a page, and the others are in that menu. One among these that could not be sent is told of in the menu's place, as long as it is there.
import { filled, icon, make } from './draw.js';

/** In CSS pixels, as composer.css has them: what is between two windows, how narrow a small one can be, and the button of the menu. */
const GAP = 12;
const SMALL = 190;
const MORE = 90;
const PHONE = matchMedia('(max-width: 640px)');

class Dock extends HTMLElement {
  /** The windows, that which was opened last first. */
  order = [];
  /** Those that were open when they were arranged last. */
  open = new Set();
  seen = new WeakSet();

  constructor() {
    super();
    this.resized = () => this.arrange();
    this.watch = new MutationObserver(this.resized);
    this.watch.observe(this, { childList: true });
    this.addEventListener('k-problem', this.resized);
    this.addEventListener('click', (event) => {
      if (event.target.closest('.more') && this.refused) {
        // the button is the menu's again by the time that the browser looks
        event.preventDefault();
        this.bring(this.refused);
      }
    });
    // dialogues and the menus of windows open in here, too
    this.addEventListener('beforetoggle', ({ target, newState }) => target.matches('.menu') && target.parentElement === this && newState === 'open' && this.list(target), true);
  }

  connectedCallback() {
    addEventListener('resize', this.resized);
    // once it has its children
    queueMicrotask(this.resized);
  }

  disconnectedCallback() {
    removeEventListener('resize', this.resized);
  }

  arrange() {
    const windows = [...this.querySelectorAll(':scope > k-composer')];
    windows.forEach((one) => this.watch.observe(one, { attributeFilter: ['class'] }));
    const shown = windows.filter((one) => !one.classList.contains('sending'));
    const begun = shown.filter((one) => !this.seen.has(one)).reverse();
    begun.forEach((one) => this.seen.add(one));
    const opened = shown.filter((one) => isOpen(one) && !this.open.has(one)).reverse();
    // one that comes back by itself makes none small in which somebody writes
    const writing = shown.filter((one) => one.contains(document.activeElement));
    this.order = [...new Set([...begun, ...writing, ...opened, ...this.order, ...shown])].filter((one) => shown.includes(one));
    if (PHONE.matches) {
      this.stack();
    } else if (!this.querySelector(':scope > .full')) {
      this.fit(this.clientWidth) || this.fit(this.clientWidth - MORE - GAP);
    }
    this.open = new Set(shown.filter(isOpen));
    this.more();
    // what changed here is known
    this.watch.takeRecords();
  }

  /** The button for what has no room: it opens the menu, or what of it could not be sent. */
  more() {
    const more = this.querySelector(':scope > .more');
    const { text, label, refused, notSent, show } = more.dataset;
    this.refused = this.away.find((one) => one.refused);
    more.classList.toggle('bad', Boolean(this.refused));
    more.hidden = !this.away.length;
    if (this.refused) {
      const said = filled(refused, name(this.refused));
      more.replaceChildren(...PHONE.matches ? [make('span', 'trunc', said), make('b', '', show)] : [notSent]);
      more.setAttribute('aria-label', `${said}. ${show}`);
      more.removeAttribute('popovertarget');
      more.removeAttribute('aria-haspopup');
    } else {
      const away = this.away.length.toLocaleString(document.documentElement.lang);
      more.textContent = filled(PHONE.matches ? label : text, away);
      more.setAttribute('aria-label', filled(label, away));
      more.setAttribute('popovertarget', this.querySelector(':scope > .menu').id);
      more.setAttribute('aria-haspopup', 'menu');
    }
    // its window, which says why, is not seen; nor is it heard
    const hidden = this.order.find((one) => one.refused && !isOpen(one));
    if (hidden !== this.told) {
      this.told = hidden;
      this.querySelector(':scope > [role=alert]').textContent = hidden ? filled(refused, name(hidden)) : '';
    }
  }

  /** Opens a window before the others, whatever has the focus. */
  bring(one) {
    one.classList.remove('small', 'away');
    one.editor.caret();
    this.arrange();
  }

  /** One page over the other; who closes it comes to the next. */
  stack() {
    const [first, ...others] = this.order;
    const below = first && !isOpen(first);
    first?.classList.remove('small', 'away');
    for (const one of others) {
      one.classList.add('small', 'away');
      one.classList.remove('full');
    }
    below && !this.contains(document.activeElement) && first.querySelector('.ch .close')?.focus();
  }

  /** Makes small, or takes away, what has no room; answers whether all have some. The first one always has. */
  fit(room) {
    let left = room;
    this.order.forEach((one, i) => {
      one.classList.remove('away');
      if (i > 0 && isOpen(one) && one.offsetWidth > left) {
        one.classList.add('small');
      }
      const width = isOpen(one) ? one.offsetWidth : SMALL;
      const fits = i === 0 || width <= left;
      one.classList.toggle('away', !fits);
      left -= fits ? width + GAP : 0;
    });
    return !this.away.length;
  }

  get away() {
    return this.order.filter((one) => one.classList.contains('away'));
  }

  /** Fills the menu with the windows that have no room. */
  list(menu) {
    menu.replaceChildren(...this.away.map((one) => {
      const title = make('span', 'trunc', name(one));
      title.dir = 'auto';
      const item = make('button', 'mi', icon('pencil'), title);
      item.type = 'button';
      item.setAttribute('role', 'menuitem');
      item.addEventListener('click', () => this.bring(one));
      return item;
    }));
  }
}

function name(one) {
  return one.querySelector('.ch b').textContent;
}

function isOpen(one) {
  return !one.classList.contains('small');
}

customElements.define('k-dock', Dock);
