// <k-folders>: lines of the folder panel, drawn from what the server tells of each: {key, address, icon or dot, title, number, unread, bold, inside, mailbox, use, label,
// menu, tip, add}. A line that looks as before stays the element that it was.
import { filled, icon, make } from './draw.js';
import { place } from './shell.js';

/** More lines than a screen has room for. */
const AT_ONCE = 40;
const REST_MILLIS = 100;

class Folders extends HTMLElement {
  /** By key: {line, element}. */
  drawn = new Map();

  constructor() {
    super();
    // set by the server, perhaps before this class was known
    const { lines, open } = this;
    delete this.lines;
    delete this.open;
    this.marked = open ?? '';
    this.addEventListener('click', (event) => event.target.closest('[data-add]') && this.dispatchEvent(new CustomEvent('k-add')));
    if (lines) {
      this.lines = lines;
    }
  }

  /** Of many lines those below the screen are drawn when the page has been seen. */
  set lines(lines) {
    clearTimeout(this.timer);
    this.rest = null;
    if (!this.drawn.size && lines.length > AT_ONCE) {
      this.rest = lines;
      this.timer = setTimeout(() => this.drawRest(), REST_MILLIS);
    }
    this.show(this.rest ? lines.slice(0, AT_ONCE) : lines);
  }

  drawRest() {
    if (this.rest) {
      this.lines = this.rest;
    }
  }

  show(lines) {
    const before = this.drawn;
    this.drawn = new Map();
    for (const line of lines) {
      const key = line.key ?? line.address;
      const known = before.get(key);
      before.delete(key);
      known && this.update(known, line);
      this.drawn.set(key, known ?? { line, element: this.draw(line) });
    }
    before.forEach(({ element }) => element.remove());
    // what stays is not taken out, which would take the focus from it
    let next = this.firstElementChild;
    for (const { element } of this.drawn.values()) {
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.insertBefore(element, next);
      }
    }
  }

  set open(address) {
    this.marked = address ?? '';
    this.drawn.forEach(({ element }) => this.mark(element.matches('a') ? element : element.querySelector('a')));
  }

  /** These lines look otherwise than before. */
  change(lines) {
    this.drawRest();
    for (const line of lines) {
      const known = this.drawn.get(line.key ?? line.address);
      known && this.update(known, line);
    }
  }

  /** Draws what a line contains; the line itself only where it is another kind of line, or leads elsewhere. */
  update(known, line) {
    const before = known.line;
    known.line = line;
    if (JSON.stringify(before) === JSON.stringify(line)) {
      return;
    }
    if (['title', 'address', 'mailbox', 'use', 'label', 'menu', 'add'].every((name) => before[name] === line[name])) {
      this.fill(known.element.matches('.fr') ? known.element.firstElementChild : known.element, line);
      return;
    }
    const focused = known.element.contains(document.activeElement) && document.activeElement.className;
    const element = this.draw(line);
    known.element.replaceWith(element);
    known.element = element;
    focused && (element.querySelector(focused.includes('more') ? '.more' : '.f') ?? element).focus();
  }

  draw(line) {
    if (!line.icon && !line.dot) {
      const heading = make('div', 'navh', make('h4', '', line.title));
      if (line.add) {
        const add = this.button('plus', line.add);
        add.id = this.addId;
        add.dataset.add = '';
        heading.append(add);
      }
      return heading;
    }
    const element = make(line.address ? 'a' : 'div', '');
    if (line.address) {
      element.href = line.address;
      element.setAttribute('router-link', '');
    }
    for (const name of ['mailbox', 'use', 'label']) {
      if (line[name]) {
        element.dataset[name] = line[name];
      }
    }
    this.fill(element, line);
    if (!line.menu) {
      return element;
    }
    const more = this.button('ellipsis', filled(this.more, line.title));
    more.classList.add('more');
    more.setAttribute('aria-haspopup', 'menu');
    more.dataset.menu = line.menu;
    return make('div', 'fr', element, more);
  }

  fill(element, line) {
    element.className = line.address ? 'f' : 'f owner';
    element.classList.toggle('in', Boolean(line.inside));
    element.classList.toggle('new', Boolean(line.bold));
    line.tip ? (element.title = line.tip) : element.removeAttribute('title');
    const name = make('span', 'trunc', line.title);
    name.dir = 'auto';
    element.replaceChildren(line.dot ? make('span', `dot ${line.dot}`) : icon(line.icon), name);
    if (line.number) {
      const number = make('span', 'n', line.number);
      number.setAttribute('aria-label', line.unread);
      element.append(number);
    }
    this.mark(element);
  }

  mark(link) {
    const on = Boolean(this.marked) && link?.getAttribute('href') === this.marked;
    link?.classList.toggle('on', on);
    on ? link.setAttribute('aria-current', 'page') : link?.removeAttribute('aria-current');
  }

  button(sign, label) {
    const button = make('button', 'ib sm', icon(sign));
    button.type = 'button';
    button.title = label;
    button.setAttribute('aria-label', label);
    return button;
  }
}

customElements.define('k-folders', Folders);

// ---- the menu of a folder of the reader's own or of a label: from its button, the right mouse button (or a long press) and Shift F10 ----

function show(line) {
  const button = line.querySelector('[data-menu]');
  const menu = document.getElementById(button.dataset.menu);
  const { mailbox, label } = line.querySelector('a').dataset;
  menu.dataset.mailbox = mailbox ?? '';
  menu.dataset.label = label ?? '';
  if (!menu.matches(':popover-open')) {
    menu.showPopover();
  }
  place(menu, button);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.fr [data-menu]');
  if (button) {
    show(button.closest('.fr'));
  }
});

document.addEventListener('contextmenu', (event) => {
  const line = event.target.closest?.('.fr');
  if (line) {
    event.preventDefault();
    show(line);
  }
});
