// <k-splitter>: the line between a list and the open message. It is moved with the pointer or, where it has the focus, with the arrow keys, Home and End; a double click and Enter give it its
// usual place again. What the person chose is a preference.
import { apply, choose } from './shell.js';

const ROOT = document.documentElement;
const SETTLED_MILLIS = 400;

/** By where the message stands. A width is in pixels, a height in percent; `other` is what the message needs. */
const SIDES = {
  right: { name: 'listwidth', orientation: 'vertical', least: 320, most: 560, other: 360, step: 16 },
  below: { name: 'listheight', orientation: 'horizontal', least: 20, most: 75, other: 0, step: 3 },
};

class Splitter extends HTMLElement {
  connectedCallback() {
    if (this.tabIndex === 0) {
      return;
    }
    this.tabIndex = 0;
    this.setAttribute('role', 'separator');
    this.addEventListener('pointerdown', (event) => this.begin(event));
    this.addEventListener('pointermove', (event) => this.start && this.drag(event));
    for (const end of ['pointerup', 'pointercancel']) {
      this.addEventListener(end, () => this.end());
    }
    this.addEventListener('keydown', (event) => this.pressed(event));
    this.addEventListener('dblclick', () => this.choose(''));
    this.addEventListener('blur', () => this.settle());
    new ResizeObserver(() => this.tell()).observe(this.list);
    addEventListener('k-density', () => this.tell());
  }

  get list() {
    return this.previousElementSibling;
  }

  get side() {
    return SIDES[ROOT.dataset.pane] ?? SIDES.right;
  }

  /** Pixels that all have together. */
  get room() {
    const box = this.parentElement.getBoundingClientRect();
    return this.side === SIDES.below ? box.height : box.width;
  }

  get value() {
    const box = this.list.getBoundingClientRect();
    return Math.round(this.side === SIDES.below ? box.height / this.room * 100 : box.width);
  }

  get most() {
    return this.side === SIDES.below ? this.side.most : Math.max(this.side.least, Math.min(this.side.most, this.room - this.side.other));
  }

  /** Says where it stands. */
  tell() {
    this.setAttribute('aria-orientation', this.side.orientation);
    this.setAttribute('aria-valuemin', this.side.least);
    this.setAttribute('aria-valuemax', Math.round(this.most));
    this.setAttribute('aria-valuenow', this.value);
  }

  within(value) {
    return String(Math.round(Math.max(this.side.least, Math.min(this.most, value))));
  }

  begin(event) {
    if (event.button === 0) {
      this.setPointerCapture(event.pointerId);
      this.start = { x: event.clientX, y: event.clientY, value: this.value };
    }
  }

  drag(event) {
    const rtl = ROOT.dir === 'rtl' ? -1 : 1;
    const by = this.side === SIDES.below ? (event.clientY - this.start.y) / this.room * 100 : (event.clientX - this.start.x) * rtl;
    if (by) {
      this.moved = this.within(this.start.value + by);
      apply(this.side.name, this.moved);
    }
  }

  end() {
    const moved = this.start && this.moved;
    this.start = this.moved = null;
    if (moved) {
      this.choose(moved);
    }
  }

  pressed(event) {
    const rtl = ROOT.dir === 'rtl' ? -1 : 1;
    const { step, least } = this.side;
    const keys = this.side === SIDES.below
      ? { ArrowUp: this.value - step, ArrowDown: this.value + step }
      : { ArrowLeft: this.value - step * rtl, ArrowRight: this.value + step * rtl };
    const to = { ...keys, Home: least, End: this.most }[event.key];
    if (event.key !== 'Enter' && to === undefined) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const { name } = this.side;
    if (to === undefined) {
      this.choose('');
      return;
    }
    this.waits = [name, this.within(to)];
    apply(...this.waits);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), SETTLED_MILLIS);
  }

  /** What the keys have come to is told once. */
  settle() {
    clearTimeout(this.settling);
    const waits = this.waits;
    this.waits = null;
    if (waits) {
      choose(...waits);
    }
  }

  choose(value) {
    this.waits = null;
    this.settle();
    choose(this.side.name, value);
  }
}

customElements.define('k-splitter', Splitter);
