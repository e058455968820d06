// <k-recipients>: the people of To, Cc or Bcc as chips. Suggestions and what the directory knows of an address come from the server; everything else is here.
// A group of an address book is a chip that can be opened; it goes as its members. Typing, pasting "a@x, Bob <b@y>", Backspace, arrows; chips can be dragged to another line, or moved there with Alt and an arrow key. An address outside the directory is amber, one that is no address is red, a part of a name is an outline until it is known who is meant.
import { filled, make } from './draw.js';

const SPLIT = /[,;\n\r\t]+/;

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
/** An address to whose end somebody has typed: of bob@ex there is more to come. */
const WHOLE = /@[^\s@]+\.[^\s@.>]{2,}>?$/;

const DRAGGED = 'application/x-kantor-person';

/** A list of addresses, cut where no quotation marks or angle brackets are open: a name may have a comma. */
function split(text) {
  const parts = [''];
  let quoted = false;
  let angle = false;
  for (const c of text) {
    quoted = c === '"' ? !quoted : quoted;
    angle = c === '<' || (c !== '>' && angle);
    if (SPLIT.test(c) && !quoted && !angle) {
      parts.push('');
    } else {
      parts[parts.length - 1] += c;
    }
  }
  return quoted ? text.split(SPLIT) : parts;
}

/** Those who are named in a list of addresses. */
function persons(text) {
  return split(text).map((part) => part.trim()).filter(Boolean).map((part) => {
    const match = /^(.*?)\s*<([^<>]+)>$/.exec(part);
    const address = (match ? match[2] : part).replace(/^mailto:/i, '').trim();
    const name = match ? match[1].replace(/^"(.*)"$/, '$1').trim() : '';
    return { name, address, bad: !ADDRESS.test(address) };
  });
}

class Recipients extends HTMLElement {
  constructor() {
    super();
    this.people ??= [];
    this.labels ??= {};
    this.suggestions = [];
    /** The text that the suggestions are for. */
    this.suggestedFor = '';
    /** The one that is marked, or -1 where what is typed is taken as it is. */
    this.at = 0;
  }

  connectedCallback() {
    if (this.input) {
      return;
    }
    const id = `people-${Math.random().toString(36).slice(2)}`;
    this.input = document.createElement('input');
    Object.assign(this.input, { type: 'text', autocomplete: 'off', spellcheck: false, inputMode: 'email' });
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id, 'aria-label': this.dataset.label ?? '',
    })) {
      this.input.setAttribute(name, value);
    }
    this.list = document.createElement('div');
    this.list.className = 'menu suggestions';
    this.list.id = id;
    this.list.setAttribute('role', 'listbox');
    this.list.hidden = true;
    this.append(this.input, this.list);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.input.addEventListener('paste', (event) => this.pasted(event));
    this.input.addEventListener('blur', () => setTimeout(() => this.left(), 120));
    this.addEventListener('click', (event) => event.target === this && this.input.focus());
    this.addEventListener('dragover', (event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault());
    this.addEventListener('drop', (event) => {
      const data = event.dataTransfer.getData(DRAGGED);
      if (data) {
        event.preventDefault();
        event.stopPropagation();
        const { from, person } = JSON.parse(data);
        const source = this.closest('k-composer')?.querySelector(`k-recipients[data-field="${from}"]`);
        if (source && source !== this) {
          source.take(person.address);
          this.put(person);
        }
      }
    });
    this.draw();
  }

  // ---- from the server ----

  setPeople(people) {
    this.people = people;
    this.draw();
  }

  /** Takes over what stood in another element. */
  goOnFrom(former) {
    this.setPeople(former.people);
    this.input.value = former.input.value;
    former.input.value = '';
    // what the former asked for is answered to nobody
    this.people.forEach((person) => this.learn(person));
  }

  suggest(text, people) {
    this.people.filter((person) => person.waiting && person.address === text).forEach((person) => this.become(person, people));
    if (!this.input || text !== this.input.value.trim()) {
      return;
    }
    const chosen = new Set(this.people.map((person) => person.address.toLowerCase()));
    const marked = this.moved && this.suggestions[this.at];
    this.suggestions = people.filter((person) => !chosen.has(person.address.toLowerCase()));
    this.suggestedFor = text;
    const kept = marked ? this.suggestions.findIndex((person) => person.address === marked.address) : -1;
    this.moved = kept >= 0;
    this.at = this.moved ? kept : this.meant(text);
    this.drawList();
  }

  /** Which suggestion Enter takes: a whole address is that one or none, a part of a name the first, which is marked. */
  meant(text) {
    const found = exact(this.suggestions, text);
    return found < 0 && !WHOLE.test(text) ? 0 : found;
  }

  /** The chip of a part of a name becomes who is meant by it; a mistake if that is nobody, or might be one of several, whom nobody has seen. */
  become(name, people) {
    const meant = people[exact(people, name.address)] ?? (people.length === 1 ? people[0] : { ...name, waiting: false, bad: !ADDRESS.test(name.address) });
    const others = this.people.filter((person) => person !== name);
    const twice = others.some((person) => person.address.toLowerCase() === meant.address.toLowerCase());
    this.people = twice ? others : this.people.map((person) => (person === name ? { ...meant } : person));
    this.changed();
  }

  /** What the directory says of an address that was typed. */
  resolved(address, known) {
    for (const person of this.people) {
      if (person.address === address) {
        Object.assign(person, known);
      }
    }
    this.draw();
  }

  // ---- people ----

  add(text) {
    persons(text).forEach((person) => this.put(person));
  }

  put(person) {
    if (this.people.some((other) => other.address.toLowerCase() === person.address.toLowerCase())) {
      return false;
    }
    this.people = [...this.people, person];
    this.learn(person);
    this.changed();
    return true;
  }

  /** Asks who is meant by a part of a name, or what is known of an address, as long as that was not answered to this line. */
  learn({ address, waiting, out, bad }) {
    if (waiting) {
      this.ask(address);
    } else if (out === undefined && !bad) {
      this.dispatchEvent(new CustomEvent('k-resolve', { detail: { address } }));
    }
  }

  /** Everybody, with a group's members in its place and what is being typed at the end; each once. */
  get everybody() {
    const all = new Map();
    for (const person of [...this.people.flatMap((one) => one.members ?? [one]), ...persons(this.input?.value ?? '')]) {
      const key = person.address.toLowerCase();
      if (!all.has(key)) {
        all.set(key, person);
      }
    }
    return [...all.values()];
  }

  /** Puts a group's members in its place. */
  expand(index) {
    const group = this.people[index];
    const others = this.people.filter((one) => one !== group);
    const known = new Set(others.map((person) => person.address.toLowerCase()));
    const members = group.members.filter((member) => !known.has(member.address.toLowerCase()));
    this.people = [...this.people.slice(0, index), ...members, ...this.people.slice(index + 1)];
    this.changed();
    this.input.focus();
  }

  take(address) {
    this.people = this.people.filter((person) => person.address !== address);
    this.changed();
  }

  /** Moves the last person to the next line, or the one before. */
  shift(step) {
    const lines = [...this.closest('k-composer').querySelectorAll('k-recipients')];
    const target = lines[lines.indexOf(this) + step];
    const person = this.people.at(-1);
    if (target && person) {
      this.take(person.address);
      target.closest('k-composer').classList.add('copies');
      target.put(person);
      target.focus();
    }
  }

  remove(index) {
    this.people = this.people.filter((_, i) => i !== index);
    this.changed();
    this.input.focus();
  }

  changed() {
    this.draw();
    this.tell();
  }

  /** What is to be kept is another. */
  tell() {
    this.dispatchEvent(new CustomEvent('k-changed', { bubbles: true }));
  }

  /** What is typed and not yet a chip becomes one. */
  commit() {
    const text = this.input.value;
    this.clear();
    if (text.trim()) {
      this.add(text);
    }
  }

  /** Nothing typed, nothing suggested. */
  clear() {
    this.input.value = '';
    this.suggestedFor = '';
    this.moved = false;
    clearTimeout(this.timer);
    this.suggestions = [];
    this.drawList();
  }

  /**
   * Enter, Tab or a comma: what is suggested for exactly this text, or one that the arrows went to; else what was typed. A part of a name waits as a chip for what
   * is suggested for it: an older suggestion may be for somebody else.
   */
  finish() {
    const text = this.input.value.trim();
    const fresh = this.suggestedFor === text;
    if ((fresh || this.moved) && this.suggestions[this.at]) {
      this.choose(this.at);
    } else if (fresh || WHOLE.test(text)) {
      this.commit();
    } else {
      this.clear();
      this.wait(text);
    }
  }

  /** A part of a name, until it is known who is meant. */
  wait(text) {
    this.put({ name: '', address: text, waiting: true });
  }

  ask(text) {
    this.dispatchEvent(new CustomEvent('k-suggest', { detail: { text } }));
  }

  // ---- input ----

  typed() {
    this.tell();
    const text = this.input.value;
    const parts = split(text);
    if (parts.length > 1) {
      const said = parts.map((part) => part.trim()).filter(Boolean);
      if (said.length === 1) {
        this.input.value = said[0];
        this.finish();
      } else {
        this.clear();
        said.forEach((part) => (WHOLE.test(part) ? this.add(part) : this.wait(part)));
      }
      return;
    }
    clearTimeout(this.timer);
    const wanted = text.trim();
    if (wanted !== this.suggestedFor) {
      // until those for this text are here, only what fits it too
      const words = wanted.toLowerCase();
      this.suggestions = wanted ? this.suggestions.filter((person) => `${person.name} ${person.address}`.toLowerCase().includes(words)) : [];
      this.suggestedFor = '';
      this.moved = false;
      this.at = 0;
      this.drawList();
    }
    if (wanted) {
      this.timer = setTimeout(() => this.ask(wanted), 120);
    }
  }

  pressed(event) {
    if (event.isComposing) {
      return;
    }
    const open = this.suggestions.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const { length } = this.suggestions;
      this.at = event.key === 'ArrowDown' ? (this.at + 1) % length : (this.at > 0 ? this.at : length) - 1;
      this.moved = true;
      this.drawList();
    } else if (event.altKey && !this.input.value && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.shift(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Tab' && event.shiftKey) {
      // goes on; what is typed becomes a chip when the field is left
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      if (this.input.value.trim()) {
        event.preventDefault();
        this.finish();
      }
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      this.suggestions = [];
      this.drawList();
    } else if (event.key === 'Backspace' && !this.input.value && this.people.length) {
      this.remove(this.people.length - 1);
    }
  }

  pasted(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.includes('@') && (SPLIT.test(text.trim()) || text.includes('<'))) {
      event.preventDefault();
      this.add(text);
    }
  }

  left() {
    if (!this.contains(document.activeElement)) {
      this.commit();
    }
  }

  choose(index) {
    const person = this.suggestions[index];
    this.clear();
    if (person) {
      this.put({ ...person });
    }
    this.input.focus();
  }

  // ---- drawing ----

  draw() {
    if (!this.input) {
      return;
    }
    this.querySelectorAll('.person').forEach((chip) => chip.remove());
    this.people.forEach((person, index) => this.input.before(this.chip(person, index)));
  }

  chip(person, index) {
    const chip = document.createElement('span');
    const state = person.bad ? 'bad' : person.waiting ? 'waiting' : person.out ? 'out' : '';
    const said = this.labels[state] ?? '';
    chip.className = `person ${state === 'bad' ? 'wrong' : state}`.trimEnd();
    chip.title = person.members ? this.membersOf(person) : state ? `${person.address}: ${said}` : person.address;
    chip.draggable = true;
    chip.addEventListener('dragstart', (event) => {
      event.dataTransfer.setData(DRAGGED, JSON.stringify({ from: this.dataset.field, person }));
      event.dataTransfer.effectAllowed = 'move';
    });
    chip.append(face(person), text(person.name || person.address));
    if (said && !person.members) {
      chip.append(make('span', 'sr', said));
    }
    if (person.members) {
      const count = text(String(person.members.length));
      count.className = 'num';
      const expand = document.createElement('button');
      expand.type = 'button';
      expand.className = 'expand';
      expand.title = filled(this.labels.expand ?? '', person.name);
      expand.setAttribute('aria-label', expand.title);
      expand.append(icon('chevron-down'));
      expand.addEventListener('click', () => this.expand(this.people.indexOf(person)));
      chip.append(count, expand);
    }
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.setAttribute('aria-label', filled(this.labels.remove ?? '', person.name || person.address));
    remove.append(icon('x'));
    remove.addEventListener('click', () => this.remove(index));
    chip.append(remove);
    return chip;
  }

  /** Who is in a group, and how many of them are outside. */
  membersOf(group) {
    const out = group.members.filter((member) => member.out).length;
    const names = group.members.slice(0, 20).map((member) => member.name || member.address).join(', ');
    const outside = out ? ` (${filled(this.labels.outOf ?? '', out, group.members.length)})` : '';
    return `${names}${group.members.length > 20 ? ', …' : ''}${outside}`;
  }

  drawList() {
    const open = this.suggestions.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    this.list.replaceChildren(...this.suggestions.map((person, index) => {
      const line = document.createElement('div');
      line.className = `mi${index === this.at ? ' on' : ''}`;
      line.id = `${this.list.id}-${index}`;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', String(index === this.at));
      const lines = document.createElement('span');
      lines.className = 'v grow';
      const name = text(person.name || person.address);
      lines.append(name);
      if (person.name) {
        const address = text(person.members ? filled(this.labels.members ?? '', person.members.length) : person.address);
        address.className = 'muted trunc small';
        lines.append(address);
      }
      line.append(face(person), lines);
      if (person.out) {
        const outside = text(this.labels.external ?? '');
        outside.className = 'badge warn';
        line.append(outside);
      }
      line.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        this.choose(index);
      });
      return line;
    }));
    this.input.setAttribute('aria-activedescendant', this.suggestions[this.at] ? `${this.list.id}-${this.at}` : '');
  }

  focus() {
    this.input?.focus();
  }
}

/** Where in a list of people the address is just this one; -1 if nowhere. */
function exact(people, address) {
  return people.findIndex((person) => person.address.toLowerCase() === address.toLowerCase());
}

function face(person) {
  const face = document.createElement('span');
  face.className = `av h-${person.hue ?? 'teal'}`;
  face.setAttribute('aria-hidden', 'true');
  if (person.members) {
    face.append(icon('users'));
    return face;
  }
  face.textContent = person.initials ?? [...(person.name || person.address)][0]?.toUpperCase() ?? '';
  return face;
}

function text(content) {
  const span = document.createElement('span');
  span.className = 'trunc';
  span.dir = 'auto';
  span.textContent = content;
  return span;
}

function icon(name) {
  const icon = document.createElement('k-icon');
  icon.setAttribute('name', name);
  return icon;
}

customElements.define('k-recipients', Recipients);
