// <k-search>: the search field. Operators that are typed become chips at once; under the field, in one panel, what may be meant: messages, people, folders, what was
// searched before, and what would narrow it down. The server answers suggestions and does the searching.
import { onEscape, verb } from './keys.js';
import { face, filled, icon, make } from './draw.js';
import { giveBack } from './focus.js';

const OPERATORS = ['from', 'to', 'cc', 'subject', 'body', 'has', 'filename', 'larger', 'smaller', 'before', 'after', 'older_than', 'newer_than', 'in', 'is', 'label'];
const TERM = new RegExp(`(?:^|(?<=\\s))(${OPERATORS.join('|')}):("[^"]+"|[^\\s"()]+)(?=\\s|$)`, 'gi');
const VALUES = { has: ['attachment'], is: ['unread', 'starred', 'read', 'answered', 'draft'], larger: ['5M', '1M', '10M'], smaller: ['100K'], newer_than: ['7d', '1m', '1y'], older_than: ['1m', '1y'], filename: ['pdf', 'xlsx', 'docx'] };
const NARROW = ['is:unread', 'has:attachment', 'filename:pdf', 'newer_than:7d', 'larger:5M'];
const STILL_MILLIS = 120;
const MOST_NARROW = 6;

const quoted = (value) => (/[\s()":]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);
const bare = (value) => value.replaceAll('"', '');

/** Takes operators out of what was typed: {chips, text}. Where terms are grouped, negated or alternatives nothing is taken: alone it would mean something else. */
export function split(query, whole) {
  if (/[()]|(^|\s)-\S|(^|\s)OR(\s|$)/.test(query)) {
    return { chips: [], text: query };
  }
  const chips = [];
  // while somebody types, the word at the end is not finished
  const text = query.replace(TERM, (source, operator, value, offset) => {
    if (!whole && offset + source.length === query.length) {
      return source;
    }
    chips.push({ operator: operator.toLowerCase(), value: bare(value), source });
    return '';
  });
  return { chips, text: whole ? text.trim().replace(/\s+/g, ' ') : text.replace(/^\s+/, '').replace(/\s+/g, ' ') };
}

class Search extends HTMLElement {
  constructor() {
    super();
    // set by the server, perhaps before this class was known
    this.texts ??= {};
    const { shown } = this;
    delete this.shown;
    this.chips = [];
    this.names = new Map();
    this.options = [];
    this.at = -1;
    this.shown = shown ?? { query: '', labels: {} };
  }

  connectedCallback() {
    if (!this.input) {
      this.build();
      this.show();
    }
  }

  text(name, ...values) {
    return filled(this.texts[`search.${name}`] ?? '', ...values);
  }

  build() {
    this.ops = make('span', 'ops');
    this.input = make('input', '');
    Object.assign(this.input, { type: 'text', maxLength: 500, enterKeyHint: 'search', autocomplete: 'off', spellcheck: false, placeholder: this.text('field') });
    const attributes = { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'search-list', 'aria-autocomplete': 'list', 'aria-label': this.text('field') };
    Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
    this.empty = make('button', 'ib sm', icon('x'));
    this.empty.type = 'button';
    this.empty.setAttribute('aria-label', this.text('clear'));
    this.empty.title = this.text('clear');
    this.hint = make('k-key', '');
    this.hint.setAttribute('verb', 'search');
    this.hint.setAttribute('aria-hidden', 'true');
    this.list = make('div', 'lines');
    this.list.id = 'search-list';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', this.text('suggestions'));
    const key = (name, what) => make('span', 'key', make('kbd', 'kbd', name), ` ${this.text(what)}`);
    this.save = make('button', 'linkbtn', this.text('save'));
    this.save.type = 'button';
    this.foot = make('div', 'foot2', key('\u21b5', 'all'), key('Tab', 'take'), key('Backspace', 'last'), make('span', 'grow'), this.save);
    this.panel = make('div', 'panel2', this.list, this.foot);
    this.box = make('div', 'sbox', make('div', 'in', icon('search'), this.ops, this.input, this.empty, this.hint), this.panel);
    this.append(this.box);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('focus', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.addEventListener('focusout', (event) => !this.contains(event.relatedTarget) && this.close());
    // a click must not take the focus out of the field, which would close the panel under it
    this.box.addEventListener('mousedown', (event) => event.target !== this.input && event.preventDefault());
    this.box.addEventListener('click', (event) => this.clicked(event));
  }

  // ---- from the server ----

  /** What is looked for at this address, and names of the addresses in it: { query, labels }. */
  get shown() {
    return this.lookedFor;
  }

  set shown(shown) {
    this.lookedFor = shown;
    this.show();
  }

  get query() {
    return this.lookedFor.query;
  }

  show() {
    if (!this.input) {
      return;
    }
    const { query, labels } = this.lookedFor;
    Object.entries(labels).forEach(([address, name]) => this.names.set(address, name));
    if (this.isOpen && this.contains(document.activeElement)) {
      // whoever is at it goes on with what is there, and with the chip that has the focus
      this.late = true;
      return;
    }
    this.late = false;
    const { chips, text } = split(query, true);
    this.chips = chips;
    this.input.value = text;
    this.said = this.whole;
    this.close();
    this.draw();
  }

  suggested(asked, found) {
    if (asked === this.whole && this.isOpen) {
      this.found = found;
      this.drawList();
    }
  }

  // ---- typing ----

  get whole() {
    return [...this.chips.map((chip) => chip.source), this.input.value.trim()].filter(Boolean).join(' ');
  }

  get isOpen() {
    return this.classList.contains('open');
  }

  typed() {
    const { chips, text } = split(this.input.value, false);
    if (chips.length) {
      this.chips.push(...chips);
      this.input.value = text;
    }
    this.at = -1;
    this.draw();
    this.open();
    this.drawList();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.dispatchEvent(new CustomEvent('k-suggest', { detail: { query: this.whole, word: this.last } })), STILL_MILLIS);
  }

  /** The word that is being typed. */
  get last() {
    return this.input.value.split(/\s/).at(-1);
  }

  open() {
    this.classList.add('open');
    this.input.setAttribute('aria-expanded', 'true');
  }

  close() {
    clearTimeout(this.timer);
    this.classList.remove('open');
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    this.at = -1;
    // what the server said meanwhile, unless somebody typed
    if (this.late && this.whole === this.said) {
      this.show();
    }
  }

  pressed(event) {
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      this.at = Math.max(-1, Math.min(this.options.length - 1, this.at + by));
      this.mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.at >= 0 ? this.options[this.at].run() : this.go();
    } else if (event.key === 'Tab' && !event.shiftKey && this.isOpen && this.takeable) {
      event.preventDefault();
      this.takeable.run();
    } else if (event.key === 'Backspace' && this.input.value === '' && this.chips.length) {
      this.remove(this.chips.length - 1);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.isOpen ? this.close() : giveBack(this);
    }
  }

  /** What Tab takes: the chosen line, else the first that completes what is typed. */
  get takeable() {
    return this.at >= 0 ? this.options[this.at] : this.input.value.trim() ? this.options.find((option) => option.takes) : null;
  }

  go() {
    const query = this.whole;
    this.close();
    if (query) {
      // the keys mean the results now
      giveBack(this);
      this.dispatchEvent(new CustomEvent('k-search', { detail: { query } }));
    }
  }

  remove(index) {
    this.chips.splice(index, 1);
    // a chip that goes with the focus closes the panel
    const open = this.isOpen;
    this.draw();
    if (open) {
      this.input.focus();
      this.typed();
    } else if (this.whole) {
      this.go();
    } else {
      this.leave();
    }
  }

  leave() {
    this.chips = [];
    this.input.value = '';
    this.draw();
    this.close();
    this.dispatchEvent(new CustomEvent('k-leave'));
  }

  clicked(event) {
    const chip = event.target.closest('.in .op');
    const line = event.target.closest('[data-at]');
    if (chip) {
      this.remove([...this.ops.children].indexOf(chip));
    } else if (event.target.closest('.in .ib')) {
      this.query ? this.leave() : this.forget();
    } else if (event.target.closest('.linkbtn')) {
      const query = this.whole;
      this.close();
      giveBack(this);
      this.dispatchEvent(new CustomEvent('k-save', { detail: { query } }));
    } else if (line) {
      this.options[Number(line.dataset.at)].run();
    } else {
      this.input.focus();
    }
  }

  forget() {
    this.chips = [];
    this.input.value = '';
    this.input.focus();
    this.typed();
  }

  // ---- what is shown ----

  draw() {
    this.ops.replaceChildren(...this.chips.map((chip) => {
      const name = make('span', 'op-name', `${chip.operator}:`);
      const element = make('button', 'op', name, make('span', 'trunc', this.names.get(chip.value.toLowerCase()) ?? chip.value), icon('x'));
      element.type = 'button';
      element.setAttribute('aria-label', this.text('remove', chip.source));
      return element;
    }));
    const some = this.chips.length > 0 || this.input.value !== '';
    this.empty.hidden = !some;
    this.hint.hidden = some;
    this.save.hidden = !some;
  }

  drawList() {
    this.options = [];
    const found = this.found ?? { messages: [], people: [], folders: [], labels: [], recent: [] };
    const parts = [];
    const typing = this.input.value.trim();
    const [, operator, value] = /(?:^|\s)([a-z_]+):(\S*)$/i.exec(this.input.value) ?? [];
    const known = operator && OPERATORS.includes(operator.toLowerCase()) ? operator.toLowerCase() : '';
    if (!typing && !this.chips.length) {
      this.group(parts, 'recent', found.recent.map((query) => this.line(icon('clock'), query, '', '', () => this.replace(query))));
    }
    if (!known && (typing || this.chips.length)) {
      this.group(parts, 'messages', found.messages.map((one) => this.message(one)));
    }
    if (!known ? typing : ['from', 'to', 'cc'].includes(known)) {
      this.group(parts, 'people', found.people.map((one) => this.person(one, known || 'from')));
    }
    const narrow = this.narrow(known, bare(value ?? ''), { in: found.folders, label: found.labels });
    if (narrow.length) {
      parts.push(make('div', 'h5', this.text('narrow')), make('div', 'narrow', ...narrow));
    }
    parts.forEach((part) => part.className === 'h5' && part.setAttribute('role', 'presentation'));
    this.list.replaceChildren(...parts);
    this.at = Math.min(this.at, this.options.length - 1);
    this.mark();
  }

  group(parts, title, lines) {
    if (lines.length) {
      parts.push(make('div', 'h5', this.text(title)), ...lines);
    }
  }

  option(element, run, takes) {
    element.dataset.at = this.options.length;
    element.id = `search-${this.options.length}`;
    element.setAttribute('role', 'option');
    this.options.push({ element, run, takes });
    return element;
  }

  line(before, title, under, right, run, takes = false) {
    const name = make('span', 'trunc', ...this.marked(title));
    name.dir = 'auto';
    const lines = make('span', 'v', name);
    if (under) {
      const second = make('span', 'muted trunc under', ...this.marked(under));
      second.dir = 'auto';
      lines.append(second);
    }
    const element = make('div', 'si', before, lines);
    if (right) {
      element.append(make('span', 'r num', right));
    }
    return this.option(element, run, takes);
  }

  message(one) {
    const element = this.line(face(one), one.subject || this.text('noSubject'), this.text('within', one.who, one.folder), one.time, () => {
      this.close();
      giveBack(this);
      this.dispatchEvent(new CustomEvent('k-message', { detail: { path: one.path } }));
    });
    element.classList.toggle('unread', one.unread);
    return element;
  }

  person(one, operator) {
    this.names.set(one.address.toLowerCase(), one.name || one.address);
    const line = this.line(face(one), one.name || one.address, '', `${operator}:`, () => this.take(`${operator}:${quoted(one.address)}`), true);
    if (one.name) {
      line.querySelector('.trunc').append(' ', make('span', 'muted', ...this.marked(one.address)));
    }
    return line;
  }

  /** @param names by the operators that they are for */
  narrow(known, value, names) {
    const used = new Set(this.chips.map((chip) => chip.operator));
    const typing = this.last.toLowerCase();
    const wanted = value.toLowerCase();
    let all;
    if (names[known]) {
      all = names[known].filter((name) => name.toLowerCase().includes(wanted)).map((name) => `${known}:${quoted(name)}`);
    } else if (known) {
      all = (VALUES[known] ?? []).filter((one) => one.toLowerCase().startsWith(wanted)).map((one) => `${known}:${one}`);
    } else {
      const begun = typing.length > 1 ? OPERATORS.filter((name) => name.startsWith(typing) && name !== typing).map((name) => `${name}:`) : [];
      const place = Object.entries(names).flatMap(([operator, all]) => all.filter((name) => typing && name.toLowerCase().startsWith(typing)).slice(0, 1).map((name) => `${operator}:${quoted(name)}`));
      const words = typing && !typing.includes(':') ? [`subject:${quoted(this.last)}`] : [];
      all = [...begun, ...place, ...NARROW.filter((source) => !used.has(source.split(':')[0])), ...words];
    }
    return all.slice(0, MOST_NARROW).map((source) => {
      const [name, ...rest] = source.split(':');
      const chip = make('span', 'op bare', make('span', 'op-name', `${name}:`), bare(rest.join(':')));
      return this.option(chip, () => (rest.join('') ? this.take(source) : this.complete(source)), Boolean(known) || (typing && source.startsWith(typing)));
    });
  }

  /** Puts a chip in the place of the word that is being typed, unless the chip only narrows what that word finds. */
  take(source) {
    const keep = /^(is|has|filename|newer_than|larger):/.test(source) && !this.last.includes(':');
    const words = this.input.value.split(/\s/);
    this.input.value = keep ? this.input.value : words.slice(0, -1).join(' ');
    this.chips.push(...split(source, true).chips);
    this.input.focus();
    this.typed();
  }

  complete(operator) {
    this.input.value = [...this.input.value.split(/\s/).slice(0, -1), operator].join(' ');
    this.input.focus();
    this.typed();
  }

  replace(query) {
    const { chips, text } = split(query, true);
    this.chips = chips;
    this.input.value = text;
    this.go();
  }

  /** The text with the beginnings of words marked that are being typed. */
  marked(value) {
    const words = this.input.value.toLocaleLowerCase().split(/\s+/).filter((word) => word && !word.includes(':'));
    const parts = [];
    let rest = value;
    while (words.length && rest) {
      const at = words.map((word) => ({ at: rest.toLocaleLowerCase().search(new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u')), word }))
        .filter((one) => one.at >= 0).sort((one, other) => one.at - other.at)[0];
      if (!at) {
        break;
      }
      parts.push(rest.slice(0, at.at), make('mark', '', rest.slice(at.at, at.at + at.word.length)));
      rest = rest.slice(at.at + at.word.length);
    }
    return [...parts, rest].filter((part) => part !== '');
  }

  mark() {
    this.options.forEach((option, i) => {
      option.element.classList.toggle('on', i === this.at);
      option.element.setAttribute('aria-selected', String(i === this.at));
    });
    const chosen = this.options[this.at]?.element;
    chosen?.scrollIntoView({ block: 'nearest' });
    chosen ? this.input.setAttribute('aria-activedescendant', chosen.id) : this.input.removeAttribute('aria-activedescendant');
  }
}

customElements.define('k-search', Search);

const field = () => document.querySelector('.searchbox input');
verb('search', () => {
  field().focus();
  field().select();
}, { when: field });
onEscape(20, () => {
  const open = document.querySelector('k-search.open');
  open?.close();
  return open !== null;
});

// ---- the results ----

const links = () => [...document.querySelectorAll('.results a.row')];

function step(by) {
  const all = links();
  const here = all.indexOf(document.activeElement);
  all[here < 0 ? 0 : Math.max(0, Math.min(all.length - 1, here + by))]?.focus();
}

const results = () => document.querySelector('.results a.row');
verb('next', () => step(1), { when: results });
verb('previous', () => step(-1), { when: results });

document.addEventListener('keydown', (event) => {
  const by = event.target.closest?.('.results a.row') && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    event.preventDefault();
    step(by);
  }
});

/** Called by the server with results that have changed: the focus stays with its message. */
window.kantorResults = (place, html) => {
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  place.innerHTML = html;
  if (focused) {
    (links().find((link) => link.getAttribute('href') === focused) ?? links()[0])?.focus();
  }
};
