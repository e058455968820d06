// <k-folders>: lines of the folder panel, drawn from what the server tells of each: {key, address, icon, dot, title, number, unread, bold, depth, mailbox, use, label, menu, tip, add}. A line
// that looks as before stays the element that it was. A folder of the reader's own is moved into another, by its menu or by dragging it there.
import { filled, icon, make } from './draw.js';
import { pickFolder } from './picker.js';
import { place } from './shell.js';

/** More lines than a screen has room for. */
const AT_ONCE = 40;
const REST_MILLIS = 100;

/** The menu of a folder of the reader's own. */
const OWN = 'folder-menu';

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
    // who is there already wants to see the newest
    this.addEventListener('click', (event) => event.target.closest('.f.on') && document.querySelector('k-mail-list')?.toTop());
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
    element.style.setProperty('--depth', line.depth ?? 0);
    element.classList.toggle('new', Boolean(line.bold));
    line.tip ? (element.title = line.tip) : element.removeAttribute('title');
    const name = make('span', 'trunc', line.title);
    name.dir = 'auto';
    element.replaceChildren(line.icon ? icon(line.icon, line.dot && `hued ${line.dot}`) : make('span', `dot ${line.dot}`), name);
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

  /** Folders and what they can be moved into, in the order in which they are shown: {id, name, icon, path}, the path that of the folders around it. */
  get places() {
    const around = [];
    const places = [];
    for (const { line } of this.drawn.values()) {
      const depth = line.depth ?? 0;
      if (line.mailbox) {
        around.length = Math.min(depth, around.length);
        places.push({ id: line.mailbox, name: [...around.map((one) => one.title), line.title].join(' / '), icon: line.icon, hue: '', own: line.menu === OWN, around: around.map((one) => one.mailbox) });
        around.push(line);
      }
    }
    return places;
  }

  /** What a folder can be moved into: not into itself, what lies in it, or where it is. */
  targets(folder) {
    const places = this.places;
    const moved = places.find((one) => one.id === folder);
    if (!moved?.own) {
      return [];
    }
    const targets = places.filter((one) => (one.own || one.icon === 'inbox') && one.id !== folder && !one.around.includes(folder) && one.id !== moved.around.at(-1));
    return moved.around.length ? [{ id: '', name: this.top, icon: 'folders' }, ...targets] : targets;
  }

  /** @param into empty for the top */
  move(folder, into) {
    this.dispatchEvent(new CustomEvent('k-move', { detail: { folder: Number(folder), into: Number(into) } }));
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

// ---- a folder goes into another ----

document.addEventListener('click', (event) => {
  const item = event.target.closest?.('[data-folder="move"]');
  const { mailbox } = item?.closest('.menu').dataset ?? {};
  const lines = mailbox && document.querySelector(`.fr a[data-mailbox="${mailbox}"]`)?.closest('k-folders');
  if (lines) {
    pickFolder(lines.targets(mailbox), { labels: { folder: lines.moveTitle } }, (target) => lines.move(mailbox, target.id));
  }
});

/** What says that a folder is dragged. */
const FOLDER = 'application/x-kantor-folder';
let dragged = null;

document.addEventListener('dragstart', (event) => {
  const link = event.target.closest?.(`.fr:has([data-menu="${OWN}"]) a[data-mailbox]`);
  dragged = link ? { lines: link.closest('k-folders'), folder: link.dataset.mailbox } : null;
  if (link) {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData(FOLDER, link.dataset.mailbox);
  }
}, true);

/** @returns the element over which a folder may be let go and the folder that it is for, '' for the top */
function target(event) {
  if (!dragged || !event.dataTransfer.types.includes(FOLDER)) {
    return null;
  }
  const link = event.target.closest?.('.nav a[data-mailbox]');
  const heading = event.target.closest?.('.navh');
  const element = link ?? heading;
  const into = link ? link.dataset.mailbox : '';
  return element?.closest('k-folders') === dragged.lines && dragged.lines.targets(dragged.folder).some((one) => one.id === into) ? { element, into } : null;
}

/** Marks where what is dragged would be let go. @param element null for nowhere */
export function markDrop(element) {
  document.querySelectorAll('.nav .drop').forEach((other) => other === element || other.classList.remove('drop'));
  element?.classList.add('drop');
}

document.addEventListener('dragover', (event) => {
  const found = target(event);
  if (dragged) {
    markDrop(found?.element ?? null);
  }
  if (found) {
    event.preventDefault();
  }
});

document.addEventListener('drop', (event) => {
  const found = target(event);
  if (found) {
    event.preventDefault();
    const { lines, folder } = dragged;
    dragged = null;
    markDrop(null);
    lines.move(folder, found.into);
  }
});

document.addEventListener('dragend', () => {
  dragged = null;
  markDrop(null);
}, true);
