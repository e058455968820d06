// Lists that are shown before the server answers: what was in a list when it was left is drawn with the click that leads there again, and what is there now over it when the server has said so. What is
// done meanwhile is sent at once, and seen when the server's rows are there. Where nothing is known of a list, its place says after a moment that rows are still to come.
import { isAsked } from './typed-ahead.js';

/** Lists that are remembered, and rows of each: more than a screen has room for. */
const LISTS = 30;
const ROWS = 40;
/** An answer that comes sooner is shown without anything in between. */
const SLOW_MILLIS = 150;
/** Addresses of lists. */
const LISTED = /^mail\/(?!(?:files|subscriptions)\b)/;

/** What a <k-mail-list> has of it. */
export class ListsAhead {
  /** By address: what was shown there when it was left. */
  seen = new Map();
  /** What is seen when the server's rows are there, of what was done meanwhile, in rows that are there still. */
  held = [];
  /** The row that is opened then. */
  opening = '';
  /** The address of the list that is shown ahead; empty when the server has said what is there. */
  address = '';

  constructor(list) {
    this.list = list;
  }

  /** Somebody goes to another address. */
  goTo(address) {
    const { list } = this;
    if (this.address || address === list.address) {
      return;
    }
    list.ariaBusy || this.remember();
    const seen = this.seen.get(address);
    if (!seen || list.grid.hidden) {
      LISTED.test(address) && this.look();
      return;
    }
    this.wait(false);
    list.scrollUp();
    this.address = address;
    list.setAttribute('ahead', '');
    list.take(seen);
    list.begin();
    const rows = list.grid.$connector;
    rows.reset();
    rows.updateSize(seen.rows.length);
    rows.set(0, seen.rows);
    mark(address);
  }

  /** After a moment, says that rows are still to come, unless the server has answered. */
  look() {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.wait(isAsked()), SLOW_MILLIS);
  }

  wait(on) {
    clearTimeout(this.slow);
    if (on) {
      this.list.ariaBusy || this.list.begin();
      this.look();
    }
    this.list.ariaBusy = on ? 'true' : null;
  }

  remember() {
    const { name, address, kind, mailbox, leaving, denied, whole, items } = this.list;
    const rows = items.slice(0, ROWS).filter((item) => item && !this.list.gone.has(item.uid));
    this.seen.delete(address);
    if (whole && items[0] && rows.length) {
      this.seen.set(address, { name, address, title: this.list.heading.data, kind, mailbox, leaving, denied, whole, rows });
    }
    if (this.seen.size > LISTS) {
      this.seen.delete(this.seen.keys().next().value);
    }
  }

  /** @param seen shows what was done, when the server's rows are there */
  hold(seen) {
    this.held.push(seen);
  }

  /** A row is opened when it is known whether it is there still; of several, the last. */
  open(uid) {
    this.opening = uid;
  }

  /** The server has said which list is shown: the one that was shown ahead, or another, in which nothing of that is selected, open or gone. */
  end() {
    const { list, address, held, opening } = this;
    this.wait(false);
    this.address = '';
    this.held = [];
    this.opening = '';
    if (address) {
      list.removeAttribute('ahead');
      mark(list.address);
    }
    if (address !== list.address) {
      list.begin();
    } else if (held.length || opening) {
      // when the rows are there that the server brings with this
      requestAnimationFrame(() => {
        held.forEach((seen) => seen());
        list.item(opening) && !list.gone.has(opening) && list.show(opening);
      });
    }
  }
}

/** Marks the line of the folder panel that leads to what is shown. */
function mark(address) {
  document.querySelectorAll('k-folders').forEach((folders) => (folders.open = address));
}
