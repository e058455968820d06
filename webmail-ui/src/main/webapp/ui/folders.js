// <k-folders>: lines of the folder panel, drawn from what the server tells of each: {key, address, icon, dot, title, number, unread, bold, depth, mailbox, use, label, menu, tip, add}. A line
// that looks as before stays the element that it was. A folder of the reader's own is moved into another, by its menu or by dragging it there. What lies in a folder can be hidden, and shows
// while something is dragged there.
import { called, filled, icon, iconButton, make } from './draw.js';
import { pickFolder } from './picker.js';
import { apply, choose, place } from './shell.js';

/** More lines than a screen has room for. */
const AT_ONCE = 40;
/** The rest comes that long after the page has been seen, and whatever happens after the other. */
const REST_MILLIS = 100;
const AT_MOST_MILLIS = 2_000;

const FOLDED = 'folded';
/** As the server keeps at most. */
const MOST_FOLDED = 300;

/** The folders whose inner ones the person does not want to see, by their ids. */
const folded = () => new Set((document.documentElement.dataset[FOLDED] ?? '').split(' ').filter(Boolean));

/** Which of the lines have others in them that can be hidden. */
const withInner = (lines) => lines.map((line, i) => ({ ...line, outer: Boolean(line.mailbox) && (lines[i + 1]?.depth ?? 0) > (line.depth ?? 0) }));

/** The menu of a folder of the reader's own. */
const OWN = 'folder-menu';

class Folders extends HTMLElement {
  /** By key: {line, element}. */
  drawn = new Map();

  constructor() {
    super();
    // set by the server, perhaps before this class was known
    const { lines, open, inner } = this;
    delete this.lines;
    delete this.open;
    delete this.inner;
    this.inner = inner ?? '';
    this.marked = open ?? '';
    /** Whether the line that is open was not there yet when it was opened. */
    this.sought = true;
    // who is there already wants to see the newest
    this.addEventListener('click', (event) => event.target.closest('.f.on') && document.querySelector('k-mail-list')?.toTop());
    this.addEventListener('click', (event) => event.target.closest('[data-add]') && this.dispatchEvent(new CustomEvent('k-add')));
    this.addEventListener('click', (event) => event.target.closest('.fold') && this.fold(event.target.closest('.fr')));
    this.addEventListener('keydown', (event) => this.foldByKey(event));
    if (lines) {
      this.lines = lines;
    }
  }

  connectedCallback() {
    this.again = () => this.hideInner();
    addEventListener('k-folded', this.again);
  }

  disconnectedCallback() {
    removeEventListener('k-folded', this.again);
  }

  /** What the button of a folder with others in it is called, {0} for the folder; it may come after the lines. */
  set inner(words) {
    this.named = words;
    this.drawn.forEach(({ line, element }) => line.outer && called(element.querySelector('.fold'), filled(words, line.title)));
  }

  /** Of many lines those below the screen are drawn when the page has been seen. */
  set lines(given) {
    const lines = withInner(given);
    clearTimeout(this.timer);
    this.rest = null;
    if (!this.drawn.size && lines.length > AT_ONCE) {
      this.rest = lines;
      const rest = () => this.drawRest();
      this.timer = setTimeout(rest, AT_MOST_MILLIS);
      addEventListener('vaadin-navigated', () => setTimeout(rest, REST_MILLIS), { once: true });
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
    this.hideInner();
    this.sought && this.reveal();
  }

  /** Hides what lies in a folded folder, which is as bold then as if what is new in it were its own. */
  hideInner() {
    const closed = folded();
    this.walk((line, element, around) => {
      const folder = around.find((one) => closed.has(one.line.mailbox))?.element.querySelector('.f');
      element.hidden = Boolean(folder);
      line.bold && folder?.classList.add('new');
      element.contains(document.activeElement) && folder?.focus();
      if (line.outer) {
        element.querySelector('.fold').setAttribute('aria-expanded', String(!closed.has(line.mailbox)));
        element.querySelector('.f').classList.toggle('new', Boolean(line.bold));
      }
    });
  }

  /** What is opened by another way than its line is to be seen in the panel. */
  reveal() {
    const closed = folded();
    const before = closed.size;
    this.sought = true;
    this.walk((line, element, around) => {
      if (line.address && line.address === this.marked) {
        this.sought = false;
        around.forEach((one) => closed.delete(one.line.mailbox));
      }
    });
    closed.size < before && choose(FOLDED, [...closed].join(' '));
  }

  /** @param visit told of each line, its element and the lines around it, from the outermost */
  walk(visit) {
    const around = [];
    for (const { line, element } of this.drawn.values()) {
      around.splice(around.findLastIndex((one) => (one.line.depth ?? 0) < (line.depth ?? 0)) + 1);
      visit(line, element, around);
      line.outer && around.push({ line, element });
    }
  }

  /** @param open whether what lies in the folder of the line is to be seen; without it the opposite of now */
  fold(row, open = row.querySelector('.fold').getAttribute('aria-expanded') === 'false') {
    const ids = folded();
    const { mailbox } = row.querySelector('a').dataset;
    if (open === !ids.has(mailbox)) {
      return;
    }
    open ? ids.delete(mailbox) : ids.add(mailbox);
    choose(FOLDED, [...ids].slice(-MOST_FOLDED).join(' '));
  }

  /** As in other trees: the arrow to the outside hides what is inside, the one to the inside shows it. */
  foldByKey(event) {
    const row = event.target.closest('.fr');
    const inwards = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (row?.querySelector('.fold') && ['ArrowLeft', 'ArrowRight'].includes(event.key) && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      this.fold(row, event.key === inwards);
    }
  }

  set open(address) {
    this.marked = address ?? '';
    this.drawn.forEach(({ element }) => this.mark(element.matches('a') ? element : element.querySelector('a')));
    this.reveal();
  }

  /** These lines look otherwise than before. */
  change(lines) {
    this.drawRest();
    for (const line of lines) {
      const known = this.drawn.get(line.key ?? line.address);
      known && this.update(known, { ...line, outer: known.line.outer });
    }
    this.hideInner();
  }

  /** Draws what a line contains; the line itself only where it is another kind of line, or leads elsewhere. */
  update(known, line) {
    const before = known.line;
    known.line = line;
    if (JSON.stringify(before) === JSON.stringify(line)) {
      return;
    }
    if (['title', 'address', 'mailbox', 'use', 'label', 'menu', 'add', 'outer'].every((name) => before[name] === line[name])) {
      this.fill(known.element.matches('.fr') ? known.element.querySelector('.f') : known.element, line);
      return;
    }
    const focused = known.element.contains(document.activeElement) && document.activeElement.className;
    const element = this.draw(line);
    known.element.replaceWith(element);
    known.element = element;
    focused && (element.querySelector(['.more', '.fold'].find((name) => focused.includes(name.slice(1))) ?? '.f') ?? element).focus();
  }

  draw(line) {
    if (!line.icon && !line.dot) {
      const heading = make('div', 'navh', make('h4', '', line.title));
      if (line.add) {
        const add = iconButton('plus', line.add);
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
    if (!line.menu && !line.outer) {
      return element;
    }
    const row = make('div', 'fr', element);
    if (line.outer) {
      const fold = iconButton('chevron-down', filled(this.named, line.title));
      fold.classList.add('fold');
      row.style.setProperty('--depth', line.depth ?? 0);
      row.prepend(fold);
    }
    if (!line.menu) {
      return row;
    }
    const more = iconButton('ellipsis', filled(this.more, line.title));
    more.classList.add('more');
    more.setAttribute('aria-haspopup', 'menu');
    more.dataset.menu = line.menu;
    row.append(more);
    return row;
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
  const line = event.target.closest?.('.fr:has([data-menu])');
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

/** What says that messages are dragged: files, selected text and folders can be, too. */
export const MESSAGES = 'application/x-kantor-messages';
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

// ---- a folded folder opens under what is dragged, and folds again unless that is let go in it ----

const OPENS_MILLIS = 700;
/** Over which folded folder the pointer is, by its id, and the timer that opens it. */
let resting = { mailbox: '', timer: 0 };
/** The folders that were opened so, by their ids; nobody else is told of them. */
let opened = [];

/** @param mailbox of a folded folder; empty for none */
function rest(mailbox) {
  if (mailbox !== resting.mailbox) {
    clearTimeout(resting.timer);
    resting = { mailbox, timer: mailbox && setTimeout(() => open(mailbox), OPENS_MILLIS) };
  }
}

function open(mailbox) {
  const ids = folded();
  if (ids.delete(mailbox)) {
    opened.push(mailbox);
    apply(FOLDED, [...ids].join(' '));
  }
}

/** @param stay the ids of folders that stay open */
function settle(stay) {
  rest('');
  if (opened.length) {
    const ids = [...folded(), ...opened.filter((one) => !stay.includes(one))].join(' ');
    opened.some((one) => stay.includes(one)) ? choose(FOLDED, ids) : apply(FOLDED, ids);
    opened = [];
  }
}

document.addEventListener('dragover', (event) => {
  const row = event.dataTransfer?.types.some((type) => type === MESSAGES || type === FOLDER) && event.target.closest?.('.fr');
  rest(row?.querySelector('.fold[aria-expanded="false"]') ? row.querySelector('a').dataset.mailbox : '');
});

document.addEventListener('dragleave', (event) => event.relatedTarget || rest(''));

document.addEventListener('drop', (event) => {
  const link = event.target.closest?.('.nav a[data-mailbox]');
  const within = link?.closest('k-folders')?.places.find((one) => one.id === link.dataset.mailbox);
  settle(within ? [...within.around, within.id] : []);
});

document.addEventListener('dragend', () => settle([]), true);
