// Tasks: <k-tasks> draws rows and acts at once, the server follows; <k-task-entry> is the line in which a task is typed, with what was understood of it marked.
import { make, icon } from './draw.js';
import { text } from './keyboard.js';
import { hint, onEscape, verb } from './keys.js';
import { begun } from './toast.js';
import { wall } from './when.js';

const STILL_MILLIS = 80;

const PRIORITIES = { high: 'bad', medium: 'warn', low: 'muted' };

class Tasks extends HTMLElement {
  constructor() {
    super();
    this.data = this.rows ?? { groups: [], none: '', open: '' };
    delete this.rows;
  }

  get rows() {
    return this.data;
  }

  /** Set by the server. */
  set rows(rows) {
    this.data = rows;
    this.isConnected && this.draw();
  }

  connectedCallback() {
    if (!this.listens) {
      this.listens = true;
      this.addEventListener('click', (event) => this.clicked(event));
      this.addEventListener('keydown', (event) => this.pressed(event));
      this.addEventListener('focusin', (event) => this.here(event.target.closest('.trow')));
    }
    this.draw();
  }

  draw() {
    const focused = this.contains(document.activeElement);
    const lines = this.lines;
    const at = lines.findIndex((line) => line.dataset.task === this.current);
    const groups = this.data.groups.map((group, i) => {
      const title = make('h2', 'grp', group.title);
      title.id = `task-group-${i}`;
      const list = make('ul', '', ...group.rows.map((row) => this.line(row)));
      list.setAttribute('aria-labelledby', title.id);
      return make('section', '', title, list);
    });
    this.replaceChildren(...(groups.length ? groups : [make('p', 'tnone muted', this.data.none)]));
    // where the row was is where the next one is
    const now = this.lines;
    const row = now.find((line) => line.dataset.task === this.current) ?? now[Math.min(Math.max(at, 0), now.length - 1)];
    this.here(row);
    focused && row?.querySelector('.ti').focus({ preventScroll: true });
  }

  line(row) {
    const done = Boolean(row.done);
    const check = make('button', `cb round ${done ? 'on' : ''}`, ...(done ? [icon('check')] : []));
    check.type = 'button';
    check.tabIndex = -1;
    check.setAttribute('role', 'checkbox');
    check.setAttribute('aria-checked', String(done));
    const title = row.title || this.dataset.untitled;
    check.setAttribute('aria-label', `${this.dataset.done}: ${title}`);
    const name = make('button', 'ti trunc', title);
    Object.assign(name, { type: 'button', dir: 'auto', tabIndex: -1, title });
    name.setAttribute('aria-keyshortcuts', [hint('taskDone'), hint('taskOpen')].filter(Boolean).join(' '));
    const parts = [make('span', 'tick', check), name];
    if (row.priority) {
      parts.push(this.sign('flag', this.dataset[row.priority], PRIORITIES[row.priority]));
    }
    if (row.list) {
      parts.push(this.chip(row.list, row.hue));
    }
    row.labels.forEach((label) => parts.push(this.chip(label, 'grey')));
    parts.push(make('span', 'grow'));
    if (row.mail !== undefined) {
      const mail = make('button', 'tfrom', icon('mail', 's'), make('span', 'trunc', row.mail));
      Object.assign(mail, { type: 'button', tabIndex: -1, title: this.dataset.message });
      mail.lastChild.dir = 'auto';
      mail.setAttribute('aria-label', `${this.dataset.message}: ${row.mail}`);
      parts.push(mail);
    }
    if (row.repeats) {
      parts.push(this.sign('refresh-cw', this.dataset.repeats, 'muted'));
    }
    const when = make('span', `when num ${row.late ? 'bad med' : ''}`, ...(row.when ? [make('bdi', '', row.when)] : []));
    if (row.late) {
      when.prepend(make('span', 'sr', `${this.dataset.late} `));
    }
    const line = make('li', `trow ${done ? 'done' : ''} ${row.task === this.data.open ? 'cur' : ''}`, ...parts, when);
    line.dataset.task = row.task;
    return line;
  }

  chip(text, hue) {
    const chip = make('span', `chip ${hue}`, make('span', 'trunc', text));
    chip.dir = 'auto';
    return chip;
  }

  sign(name, label, colour) {
    const sign = make('span', `tsign ${colour}`, icon(name, 's'));
    sign.setAttribute('role', 'img');
    sign.setAttribute('aria-label', label);
    sign.title = label;
    return sign;
  }

  get lines() {
    return [...this.querySelectorAll('.trow')];
  }

  get line0() {
    return this.querySelector(`.trow[data-task="${CSS.escape(this.current ?? '')}"]`);
  }

  /** The row that keys mean is the one stop of Tab among them. */
  here(line) {
    this.querySelectorAll('.ti[tabindex="0"]').forEach((name) => (name.tabIndex = -1));
    if (line) {
      this.current = line.dataset.task;
      line.querySelector('.ti').tabIndex = 0;
    }
  }

  tell(name, line) {
    /^k-(done|reopen|delete)$/.test(name) && begun();
    this.dispatchEvent(new CustomEvent(name, { detail: { task: line.dataset.task } }));
  }

  clicked(event) {
    const line = event.target.closest('.trow');
    if (!line) {
      return;
    }
    this.here(line);
    if (event.target.closest('.tick')) {
      this.check(line);
    } else if (event.target.closest('.tfrom')) {
      this.tell('k-mail', line);
    } else {
      this.open(line);
    }
  }

  pressed(event) {
    const line = event.target.closest('.trow');
    const to = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (to) {
      event.preventDefault();
      this.go(to);
    } else if (event.key === ' ' && line) {
      event.preventDefault();
      this.check(line);
    }
  }

  go(by) {
    const lines = this.lines;
    const at = lines.findIndex((line) => line.dataset.task === this.current);
    const inside = this.contains(document.activeElement);
    const to = lines[Math.max(0, Math.min(lines.length - 1, at < 0 || !inside ? Math.max(at, 0) : at + by))];
    to?.querySelector('.ti').focus();
    to?.scrollIntoView({ block: 'nearest' });
  }

  open(line) {
    this.lines.forEach((other) => other.classList.toggle('cur', other === line));
    this.tell('k-open', line);
  }

  check(line) {
    const done = line.classList.toggle('done');
    const check = line.querySelector('.cb');
    check.classList.toggle('on', done);
    check.setAttribute('aria-checked', String(done));
    check.replaceChildren(...(done ? [icon('check')] : []));
    this.tell(done ? 'k-done' : 'k-reopen', line);
  }

  remove(line) {
    const lines = this.lines;
    const next = lines[lines.indexOf(line) + 1] ?? lines[lines.indexOf(line) - 1];
    const inside = line.contains(document.activeElement);
    this.tell('k-delete', line);
    line.remove();
    this.here(next);
    inside && next?.querySelector('.ti').focus();
  }
}

customElements.define('k-tasks', Tasks);

class TaskEntry extends HTMLElement {
  connectedCallback() {
    if (this.input) {
      return;
    }
    this.input = make('input', '');
    Object.assign(this.input, { type: 'text', autocomplete: 'off', placeholder: this.dataset.label, maxLength: 500, dir: 'auto' });
    this.input.setAttribute('aria-label', this.dataset.label);
    this.input.setAttribute('aria-describedby', 'task-understood');
    this.mirror = make('span', 'mirror');
    this.mirror.setAttribute('aria-hidden', 'true');
    this.mirror.dir = 'auto';
    this.words = make('span', 'sr');
    this.words.id = 'task-understood';
    this.words.setAttribute('role', 'status');
    this.hint = make('span', 'muted hint', this.dataset.hint);
    this.hint.setAttribute('aria-hidden', 'true');
    const field = make('label', 'inp', icon('plus'), make('span', 'line', this.mirror, this.input), this.hint);
    this.append(field, this.words);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('scroll', () => (this.mirror.scrollLeft = this.input.scrollLeft));
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.typed();
  }

  typed() {
    const text = this.input.value;
    this.classList.toggle('some', text.trim() !== '');
    // until the server has looked at it, what was understood before stays as far as the text is the same
    const same = (this.spans ?? []).filter(([from, to]) => this.read.slice(0, to) === text.slice(0, to) && from < to);
    this.mark(text, same);
    clearTimeout(this.timer);
    if (text.trim()) {
      this.timer = setTimeout(() => this.send('k-typed', text), STILL_MILLIS);
    } else {
      this.words.textContent = '';
      this.spans = [];
    }
  }

  send(name, text) {
    this.dispatchEvent(new CustomEvent(name, { detail: { text } }));
  }

  /** Called by the server: what it understood of a text, by places. */
  understood(text, spans, words) {
    if (text === this.input.value) {
      this.read = text;
      this.spans = spans;
      this.mark(text, spans);
      this.words.textContent = words;
    }
  }

  mark(text, spans) {
    let at = 0;
    const parts = [];
    for (const [from, to] of spans) {
      parts.push(text.slice(at, from), make('mark', '', text.slice(from, to)));
      at = to;
    }
    this.mirror.replaceChildren(...parts, text.slice(at));
    this.mirror.scrollLeft = this.input.scrollLeft;
  }

  pressed(event) {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && this.input.value.trim()) {
      event.preventDefault();
      this.send('k-add', this.input.value);
      this.input.value = '';
      this.typed();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.input.value ? (this.input.value = '') : this.leave();
      this.typed();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.leave();
    }
  }

  /** To the rows, where keys are verbs. */
  leave() {
    const rows = document.querySelector('k-tasks');
    this.input.blur();
    rows?.go(0);
  }

  write() {
    this.input.focus();
  }

  giveBack(text) {
    if (!this.input.value) {
      this.input.value = text;
      this.typed();
    }
    this.input.focus();
  }
}

customElements.define('k-task-entry', TaskEntry);

const rows = () => document.querySelector('k-tasks');
/** The row that keys mean: the one with the focus, else the one whose drawer is open, else the last one. */
const row = () => {
  const all = rows();
  return all && (document.activeElement?.closest?.('.trow') ?? all.querySelector('.trow.cur') ?? all.line0);
};

verb('next', () => rows().go(1), { when: () => rows()?.lines.length, text: () => text('verb.taskNext') });
verb('previous', () => rows().go(-1), { when: () => rows()?.lines.length, text: () => text('verb.taskPrevious') });
verb('taskDone', () => rows().check(row()), { when: row });
verb('taskOpen', () => rows().open(row()), { when: row });
verb('taskDelete', () => rows().remove(row()), { when: row });

onEscape(20, () => {
  const close = document.querySelector('.tdrawer:not([hidden]) .tclose');
  close?.click();
  return Boolean(close);
});

// at once, so that what is typed next is in the field
document.addEventListener('click', (event) => event.target.closest?.('#compose') && document.querySelector('k-task-entry')?.write());

/** The day on the person's clock, as the server writes it. */
function today() {
  const { year, month, day } = wall(new Date());
  return [year, month, day].map((number) => String(number).padStart(2, '0')).join('-');
}

// when the page is looked at again, a new day may have begun
document.addEventListener('visibilitychange', () => {
  const view = document.querySelector('.tasks[data-day]');
  if (view && !document.hidden && view.dataset.day !== today()) {
    view.dispatchEvent(new CustomEvent('k-day'));
  }
});
