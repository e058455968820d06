// <k-mail-list>: the states of the list's rows and everything that must answer a key at once. A row leaves on keydown; the server follows, and
// brings it back only if it could not do what was asked. One tab stop; three states that may coincide: focused, selected, open.
import { filled } from './draw.js';
import { taken } from './keys.js';
import { ListsAhead } from './lists-ahead.js';
import { expectMessage } from './message-frame.js';
import { place } from './shell.js';
import { pickDue, pickFolder, pickLabel, pickTime } from './picker.js';

const WIDE = matchMedia('(min-width: 861px)');

const STILL_MILLIS = 300;
const LEAP_MILLIS = 50;
/** What takes an action back that a row can be told again. */
const TURNED = { read: 'unread', star: 'unstar' };

/**
 * The grid's connector asks for rows when the list has stood still for 150 ms, and at once only as long as there are none. After one leap along the list the rows are wanted at
 * once, too; while it goes on moving they can wait. `_hasData` is the connector's name for what decides that.
 */
function askAtOnce(grid, table) {
  let has = Boolean(grid._hasData);
  let top = table.scrollTop;
  let moved = 0;
  let leapt = -LEAP_MILLIS;
  // before the grid's own
  table.addEventListener('scroll', () => {
    const now = performance.now();
    if (now - moved > STILL_MILLIS && Math.abs(table.scrollTop - top) > table.clientHeight) {
      leapt = now;
    }
    moved = now;
    top = table.scrollTop;
  }, { capture: true, passive: true });
  Object.defineProperty(grid, '_hasData', {
    get: () => has && performance.now() - leapt > LEAP_MILLIS,
    set: (value) => (has = value),
  });
}

class MailList extends HTMLElement {
  ahead = new ListsAhead(this);
  /** The places of selected rows, which name them ("3/17"), with what names each when its conversation gets another newest message. */
  picked = new Map();
  /** All rows are selected, those too that were never seen. */
  all = false;
  gone = new Set();
  open = '0';
  anchor = '';
  atTop = true;

  constructor() {
    super();
    // set by the server, perhaps before this class was known
    this.labels ??= {};
    this.folders ??= [];
    this.tags ??= [];
    this.kind ??= 'inbox';
    /** The actions that take rows away. */
    this.leaving ??= [];
    /** What must not be done here: action to reason. */
    this.denied ??= {};
    /** What is marked in rows. */
    this.words ??= [];
    this.mailbox ??= '';
    this.size ??= 0;
    this.everything ??= '';
  }

  connectedCallback() {
    if (this.grid) {
      return;
    }
    this.grid = this.querySelector('vaadin-grid');
    this.addEventListener('click', (event) => this.clicked(event));
    this.addEventListener('keydown', (event) => this.pressed(event), true);
    this.addEventListener('contextmenu', (event) => this.showMenu(event));
    this.addEventListener('scroll', () => this.scrolled(), { capture: true, passive: true });
    customElements.whenDefined('vaadin-grid').then(() => {
      const table = this.grid.shadowRoot?.querySelector('#table');
      if (table) {
        // there, as out here nothing is heard of a focus that goes from row to row
        table.addEventListener('focusin', (event) => {
          this.wanted = this.focused ?? this.wanted;
          this.ring(event.target);
        });
        table.addEventListener('focusout', () => this.ring(null));
        table.addEventListener('scroll', () => this.scrolled(), { passive: true });
        askAtOnce(this.grid, table);
      }
    });
    addEventListener('k-density', () => this.redraw());
    WIDE.addEventListener('change', () => this.redraw());
  }

  /** Whether an open message takes the list's place. */
  get replaced() {
    return WIDE.matches && (document.documentElement.dataset.pane === 'off' || this.kind === 'found');
  }

  /** Whether each row is one line over the whole width. */
  get lines() {
    return this.replaced || WIDE.matches && document.documentElement.dataset.pane === 'below';
  }

  /** The ring of the focus goes round the row, not round the heading above it that is in the same cell. */
  ring(cell) {
    this.ringed?.classList.remove('ringed');
    this.ringed = cell?.matches?.(':focus-visible') ? cell._content : null;
    this.ringed?.classList.add('ringed');
  }

  // ---- rows ----

  /** The rows that the browser knows, by position. */
  get loaded() {
    return this.grid?._dataProviderController?.rootCache?.items ?? [];
  }

  /** The same of those that show. */
  get items() {
    return this.ariaBusy ? [] : this.loaded;
  }

  item(uid) {
    return this.items.find((item) => item?.uid === uid);
  }

  position(uid) {
    return this.items.findIndex((item) => item?.uid === uid);
  }

  redraw() {
    this.grid?.requestContentUpdate?.();
    this.bar();
  }

  /**
   * Called by the server with another list, or the same anew.
   *
   * @param list {name, address, title, kind, mailbox, leaving, denied, whole}, the last whether nothing of what is at the address is left out
   */
  shows(list) {
    this.scrollUp();
    this.take(list);
    this.ahead.end();
  }

  take({ title, rows, ...list }) {
    Object.assign(this, list);
    this.heading.data = title;
  }

  get heading() {
    return this.querySelector('h1').firstChild;
  }

  /** Nothing is selected, open or gone. */
  begin() {
    this.picked.clear();
    this.all = false;
    this.gone.clear();
    this.open = '0';
    this.atTop = true;
    this.bar();
  }

  setOpen(uid) {
    this.open = uid;
    this.openKey = this.item(uid)?.key;
    this.redraw();
  }

  restore() {
    this.gone.clear();
    this.redraw();
  }

  /** Called by the server after it has brought other rows: the focus stays with its message, not with its place. */
  updated() {
    const known = new Set(this.items.filter(Boolean).map((item) => item.uid));
    this.gone.forEach((uid) => known.has(uid) || this.gone.delete(uid));
    this.follow();
    this.redraw();
    const wanted = this.wanted;
    if (wanted && this.grid?.contains(document.activeElement) && this.focused !== wanted) {
      this.focusRow(wanted);
    }
  }

  /** A conversation that got a newer message goes on being selected or open. */
  follow() {
    for (const item of this.items.filter(Boolean)) {
      for (const [uid, key] of this.picked) {
        if (key === item.key && uid !== item.uid) {
          this.picked.delete(uid);
          this.picked.set(item.uid, key);
        }
      }
      if (item.key === this.openKey && this.open !== '0') {
        this.open = item.uid;
      }
    }
  }

  bar() {
    this.allow();
    const number = this.all ? this.size : this.picked.size;
    this.toggleAttribute('picking', number > 0);
    const text = this.querySelector('.picked');
    if (text) {
      text.textContent = number ? filled(text.dataset.text, number.toLocaleString(document.documentElement.lang)) : '';
      const everything = this.querySelector('.everything');
      everything.textContent = this.everything;
      everything.hidden = this.all || Boolean(this.ahead.address) || this.size <= number;
    }
  }

  /** Buttons for what must not be done here say why. */
  allow() {
    for (const button of document.querySelectorAll('k-mail-list .bulk [data-act], #row-menu [data-row], .reader [data-act]')) {
      const reason = this.denied[button.dataset.act ?? button.dataset.row];
      if (reason) {
        button.dataset.title ??= button.title;
        button.title = reason;
        button.setAttribute('aria-disabled', 'true');
      } else if (button.hasAttribute('aria-disabled')) {
        button.title = button.dataset.title ?? '';
        button.removeAttribute('aria-disabled');
      }
    }
  }

  // ---- the way to the server ----

  send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** In Trash, what is deleted is gone. */
  meant(action) {
    return action === 'delete' && this.kind === 'trash' ? 'purge' : action;
  }

  /** The server hears of every part of what is asked for. @param list names the list that is meant; empty for the one that shows */
  sendAct({ action, target = 0, label = '', uids = [], everything = false, list = '' }) {
    this.send('k-act', { action, target, label, uids, everything, list });
  }

  /** Asks for what an action needs to know, if it does, and then goes on with it. @param items what it is about, as far as that is known */
  ask(action, items, then) {
    switch (action) {
      case 'move':
      case 'copy':
        pickFolder(this.otherFolders, action === 'copy' ? { labels: { folder: this.labels.copyTo } } : this, (folder) => then({ action, target: folder.id, label: '' }));
        break;
      case 'snooze':
        pickTime(this, this.kind === 'snoozed' || items.some((item) => this.isSnoozed(item)), (time) => then(time
          ? { action, target: time, label: '' }
          : { action: 'unsnooze', target: 0, label: '' }));
        break;
      case 'due':
        pickDue(this, (time) => then({ action, target: time, label: '' }));
        break;
      case 'label': {
        const all = items.map((item) => new Set((item?.tags ?? '').toLowerCase().split(' ')));
        const on = new Set(this.tags.map((tag) => tag.keyword.toLowerCase()).filter((keyword) => all.length && all.every((has) => has.has(keyword))));
        pickLabel(this.tags, on, this, (entry) => then(entry.fresh
          ? { action: 'newlabel', target: 0, label: entry.fresh }
          : { action: entry.on ? 'unlabel' : 'label', target: 0, label: entry.keyword }));
        break;
      }
      default:
        then({ action, target: 0, label: '' });
    }
  }

  /** Whether the browser knows every row. */
  get complete() {
    return this.items.filter(Boolean).length >= this.size;
  }

  /** Does something to all rows, of which the browser may know only some. */
  actOnAll(action) {
    if (this.denied[action]) {
      this.act(action, []);
      return;
    }
    this.ask(action, this.complete ? this.items : [], (what) => this.doToAll(what));
  }

  /** @param what {action, target, label} */
  doToAll(what) {
    const known = this.items.filter(Boolean);
    if (this.leaving.includes(what.action)) {
      known.forEach((item) => this.gone.add(item.uid));
      this.open !== '0' && this.close();
    } else {
      known.forEach((item) => this.turn(what, item));
    }
    this.sendAct({ ...what, action: this.meant(what.action), everything: true, list: this.name });
    this.clear();
  }

  /** Begins an answer to the message of a row. @param answer reply, reply-all or forward */
  answer(answer, uid) {
    if (this.ahead.address) {
      this.ahead.hold(() => this.item(uid) && this.answer(answer, uid));
      return;
    }
    this.send('k-answer', { answer, uid });
  }

  /** Does something to what is selected, which may be everything. */
  actOnPicked(action) {
    this.all ? this.actOnAll(action) : this.act(action, this.subject);
  }

  doToPicked(what) {
    this.all ? this.doToAll(what) : this.doTo(what, this.subject);
  }

  get otherFolders() {
    return this.folders.filter((folder) => folder.takes && String(folder.id) !== this.mailbox);
  }

  act(action, uids) {
    if (this.denied[action]) {
      // the server says why
      this.sendAct({ action, uids });
      return;
    }
    if (!uids.length) {
      return;
    }
    this.ask(action, uids.map((uid) => this.item(uid)), (what) => this.doTo(what, uids));
  }

  /** What is done to a list that is shown ahead names it: the server does it to rows that are there still. @param what {action, target, label} */
  doTo(what, uids) {
    if (!uids.length) {
      return;
    }
    if (this.denied[what.action]) {
      this.act(what.action, uids);
      return;
    }
    const action = this.meant(what.action);
    const purges = action !== what.action;
    this.sendAct({ ...what, action, uids, list: this.ahead.address && this.name });
    if (this.ahead.address) {
      purges || this.ahead.hold(() => this.seem(what, uids.filter((uid) => this.item(uid))));
    } else if (!purges) {
      this.seem(what, uids);
    }
  }

  /** Shows rows as they are when the server has done what it was asked for. */
  seem(what, uids) {
    if (this.leaving.includes(what.action)) {
      this.leave(uids);
    } else {
      uids.forEach((uid) => this.turn(what, this.item(uid)));
      this.redraw();
    }
  }

  /** Takes rows away before the server has done so, and goes on to the next. */
  leave(uids) {
    const leaving = new Set(uids);
    const next = this.neighbour(leaving);
    uids.forEach((uid) => {
      this.gone.add(uid);
      this.picked.delete(uid);
    });
    const wasOpen = leaving.has(this.open);
    if (wasOpen) {
      if (next && WIDE.matches) {
        this.show(next);
      } else {
        this.close();
      }
    }
    this.redraw();
    if (next && uids.length) {
      this.focusRow(next);
    }
  }

  /** The row after the last that leaves, else the one before. */
  neighbour(leaving) {
    const known = this.items;
    let last = -1;
    known.forEach((item, i) => {
      if (item && leaving.has(item.uid)) {
        last = i;
      }
    });
    const stays = (item) => item && !leaving.has(item.uid) && !this.gone.has(item.uid);
    for (let i = last + 1; i < known.length; i++) {
      if (stays(known[i])) {
        return known[i].uid;
      }
    }
    for (let i = last - 1; i >= 0; i--) {
      if (stays(known[i])) {
        return known[i].uid;
      }
    }
    return null;
  }

  turn({ action, label }, item) {
    if (!item) {
      return;
    }
    if (action === 'done') {
      item.due = '';
    } else if (action === 'mute' || action === 'unmute') {
      item.muted = action === 'mute';
    } else if (action === 'snooze') {
      // until when, the server says in the reader's words
      item.snoozed = true;
    } else if (action === 'unsnooze') {
      item.snoozed = '';
    }
    if (action === 'read' || action === 'unread') {
      item.unread = action === 'unread';
    } else if (action === 'star' || action === 'unstar') {
      item.starred = action === 'star';
    } else if (action === 'label' || action === 'unlabel') {
      const others = item.tags.split(' ').filter((tag) => tag && tag.toLowerCase() !== label.toLowerCase());
      item.tags = (action === 'label' ? [...others, label] : others).join(' ');
    }
  }

  show(uid) {
    if (this.ahead.address) {
      this.ahead.open(uid);
      return;
    }
    this.open = uid;
    this.anchor = uid;
    const item = this.item(uid);
    this.openKey = item?.key;
    this.denied.read || this.turn({ action: 'read' }, item);
    this.send('k-open', { uid });
    this.redraw();
    // when the server has been asked, as making a frame takes some milliseconds
    item?.frame && queueMicrotask(() => expectMessage(item.frame));
  }

  close() {
    const was = this.open;
    this.open = '0';
    // the server will say so too, but where the message has taken the list's place a row gets the focus only when it shows
    this.parentElement.classList.remove('reading');
    this.send('k-close', {});
    this.redraw();
    if (was !== '0') {
      this.focusRow(was);
    }
  }

  // ---- pointer ----

  clicked(event) {
    const on = event.target.closest('[data-act]');
    const row = event.target.closest('.row');
    const action = on?.dataset.act;
    if (on?.closest('.bulk')) {
      if (action === 'clear') {
        this.clear();
      } else if (action === 'everything') {
        this.pickAll(true);
      } else if (action === 'more') {
        this.openMenu([...this.picked.keys()], on, on);
      } else {
        this.actOnPicked(this.turned(action));
      }
      return;
    }
    if (!row) {
      return;
    }
    const uid = row.dataset.uid;
    if (action === 'pick' || event.ctrlKey || event.metaKey) {
      this.pick(uid);
    } else if (event.shiftKey) {
      this.pickTo(uid);
    } else if (action) {
      this.act(action, [uid]);
    } else {
      this.show(uid);
    }
  }

  isPicked(uid) {
    return this.all || this.picked.has(uid);
  }

  pick(uid) {
    if (this.all) {
      this.pickAll(false);
    }
    this.picked.has(uid) ? this.picked.delete(uid) : this.add(this.item(uid));
    this.anchor = uid;
    this.redraw();
  }

  add(item) {
    if (item && !this.gone.has(item.uid)) {
      this.picked.set(item.uid, item.key);
    }
  }

  /** @param everything the rows too that the browser does not know */
  pickAll(everything) {
    if (this.ahead.address) {
      // how much that is, nobody knows yet
      return;
    }
    this.items.forEach((item) => this.add(item));
    this.all = everything;
    this.redraw();
    this.scrolled();
  }

  /** Everything between the last picked or opened row and this one. */
  pickTo(uid) {
    const from = this.position(this.anchor);
    const to = this.position(uid);
    if (from < 0 || to < 0) {
      this.pick(uid);
      return;
    }
    this.items.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((item) => this.add(item));
    getSelection()?.removeAllRanges();
    this.redraw();
  }

  /** Shift and an arrow: the focus goes on, and what it passes is selected; on the way back it is let go. */
  extend(uid, by) {
    const to = this.nextTo(uid, by);
    if (!to) {
      return;
    }
    if (this.picked.has(uid) && this.picked.has(to)) {
      this.picked.delete(uid);
    } else {
      this.add(this.item(uid));
      this.add(this.item(to));
    }
    this.anchor = to;
    this.redraw();
    this.focusRow(to);
  }

  /** The UID of the next row that stays, or null. */
  nextTo(uid, by) {
    let at = this.position(uid) + by;
    while (this.items[at] && this.gone.has(this.items[at].uid)) {
      at += by;
    }
    return this.items[at]?.uid ?? null;
  }

  clear() {
    this.picked.clear();
    this.all = false;
    this.redraw();
    this.scrolled();
  }

  /** The menu of a row, or of all that are selected if it is one of them. */
  showMenu(event) {
    const row = event.target.closest('.row');
    const uid = row?.dataset.uid ?? this.focused;
    if (!uid || !event.target.closest('vaadin-grid')) {
      return;
    }
    event.preventDefault();
    const at = { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY };
    const box = this.querySelector(`.row[data-uid="${uid}"]`)?.getBoundingClientRect();
    this.openMenu(this.isPicked(uid) ? [...this.picked.keys()] : [uid], { getBoundingClientRect: () => (row && event.clientX ? at : box ?? at) }, uid);
  }

  /**
   * @param beside what the menu stands beside
   * @param back what gets the focus when it closes: an element, or a row's UID
   */
  openMenu(uids, beside, back) {
    const menu = this.querySelector('#row-menu');
    this.asked = uids;
    const items = this.asked.map((one) => this.item(one)).filter(Boolean);
    const answered = items.length === 1 && !this.all && items[0].answerable;
    menu.querySelectorAll('[data-answer]').forEach((item) => (item.hidden = !answered));
    menu.querySelector('hr').hidden = !answered;
    const what = (action) => menu.querySelector(`[data-row="${action}"]`);
    const offered = { mute: items.some((item) => !item.muted), unmute: items.some((item) => item.muted), unsnooze: items.some((item) => this.isSnoozed(item)), done: items.some((item) => item.due) };
    Object.entries(offered).forEach(([action, offer]) => {
      what(action).hidden = !offer;
    });
    const says = (action, text, name) => {
      what(action).querySelector('span').textContent = text;
      what(action).querySelector('k-icon').setAttribute('name', name);
    };
    this.turned('read', uids) === 'read' ? says('read', this.labels.read, 'mail-open') : says('read', this.labels.markUnread, 'mail');
    says('star', this.turned('star', uids) === 'star' ? this.labels.star : this.labels.unstar, 'star');
    this.kind === 'junk' ? says('spam', this.labels.notSpam, 'inbox') : says('spam', this.labels.spam, 'octagon-alert');
    menu.showPopover();
    place(menu, beside);
    menu.addEventListener('toggle', () => (back instanceof Element ? back.focus() : this.focusRow(back)), { once: true });
  }

  // ---- keys ----

  get focused() {
    const cell = this.grid?.shadowRoot?.activeElement;
    const row = cell?.closest('tr');
    return this.ariaBusy ? null : row?._item?.uid ?? null;
  }

  /** What an action means: the selected rows, else the focused, else the open one. */
  get subject() {
    if (this.picked.size) {
      return [...this.picked.keys()];
    }
    const one = this.grid?.contains(document.activeElement) ? this.focused ?? this.open : this.open;
    return one && one !== '0' && !this.gone.has(one) ? [one] : [];
  }

  /** Whether a row waits for its time. */
  isSnoozed(item) {
    return this.kind === 'snoozed' || Boolean(item?.snoozed);
  }

  /** What is read becomes unread and what has a star loses it: what an action means for one row. */
  turnedFor(action, item) {
    const already = action === 'read' ? !item.unread : action === 'star' && item.starred;
    return already ? TURNED[action] : action;
  }

  /** The same for several rows: only if all of them are so already. Rows that nobody knows may be either, so they are not taken for what is already so. */
  turned(action, uids = [...this.picked.keys()]) {
    if (!TURNED[action] || this.all && !this.complete) {
      return action;
    }
    const some = uids.some((uid) => {
      const item = this.item(uid);
      return item && this.turnedFor(action, item) === action;
    });
    return some ? action : TURNED[action];
  }

  pressed(event) {
    if (!event.target.closest('vaadin-grid') || event.altKey) {
      return;
    }
    const uid = this.focused;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'a') {
        this.pickAll(false);
        event.preventDefault();
        event.stopPropagation();
      }
      return;
    }
    if (uid && event.key === 'Enter') {
      this.show(uid);
    } else if (uid && event.key === ' ') {
      event.shiftKey ? this.pickTo(uid) : this.pick(uid);
    } else if (uid && event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      // the focus follows a frame later, and a key may be faster
      this.extend(this.wanted ?? uid, event.key === 'ArrowDown' ? 1 : -1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Takes back one thing: the selection, else what is open. */
  escape() {
    if (this.picked.size || this.all) {
      this.clear();
    } else if (this.open !== '0') {
      this.close();
    } else {
      return false;
    }
    return true;
  }

  get current() {
    return this.focused ?? (this.open === '0' ? null : this.open);
  }

  /** Opens the next or previous row; from nowhere, the first. */
  step(by) {
    const here = this.position(this.open !== '0' ? this.open : this.focused ?? '');
    let to = here < 0 ? 0 : here + by;
    while (this.items[to] && this.gone.has(this.items[to].uid)) {
      to += by;
    }
    const item = this.items[to];
    if (item) {
      // where a message takes the list's place, a key goes along the list until one is opened
      this.replaced && this.open === '0' || this.show(item.uid);
      this.focusRow(item.uid);
    }
  }

  findFolder() {
    pickFolder(this.folders, this, (folder) => document.querySelector(`.nav a[data-mailbox="${folder.id}"]`)?.click());
  }

  focusRow(uid) {
    const at = this.position(uid);
    this.wanted = uid;
    if (at < 0) {
      return;
    }
    const rows = () => [...(this.grid.shadowRoot?.querySelectorAll('#items tr') ?? [])];
    const row = rows().find((candidate) => candidate._item?.uid === uid);
    const seen = row && this.inSight(row);
    if (!seen) {
      this.grid.scrollToIndex(Math.max(0, at - (at > 0 ? 1 : 0)));
    }
    requestAnimationFrame(() => {
      const cell = rows().find((candidate) => candidate._item?.uid === uid)?.querySelector('[part~="cell"]');
      // unless somebody has gone elsewhere meanwhile
      if (cell && this.wanted === uid && !taken({ composedPath: () => [document.activeElement] })) {
        cell.focus({ preventScroll: true });
      }
    });
  }

  inSight(row) {
    const box = row.getBoundingClientRect();
    const frame = this.grid.getBoundingClientRect();
    return box.height > 0 && box.top >= frame.top && box.bottom <= frame.bottom;
  }

  toTop() {
    this.grid?.scrollToIndex?.(0);
  }

  /** To the top if it is not there, which nobody knows without drawing. */
  scrollUp() {
    this.atTop || this.toTop();
  }

  /** What comes meanwhile waits above the list when that is not at its top, and when everything that is in it now is selected. */
  scrolled() {
    const top = !this.all && (this.grid.shadowRoot?.querySelector('#table')?.scrollTop ?? 0) < 8;
    if (top !== this.atTop) {
      this.atTop = top;
      this.send('k-top', { top });
    }
  }
}

customElements.define('k-mail-list', MailList);
