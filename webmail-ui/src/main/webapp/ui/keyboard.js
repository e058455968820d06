// <k-keyboard>: what the person prefers of the keys, the texts of all verbs, and the page of keys on "?". All of it is here from the start, because it must work when
// the server is away.
import { filled, icon, iconButton, make } from './draw.js';
import { COLUMNS } from './keymap.js';
import { hint, keysOf, known, verb } from './keys.js';

const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
const NAMES = { Escape: 'Esc', Delete: 'Del', ArrowUp: '\u2191', ArrowDown: '\u2193' };

export function keyboard() {
  return document.querySelector('k-keyboard');
}

export function text(key, ...values) {
  const pattern = keyboard()?.texts?.[key] ?? key;
  return filled(pattern, ...values);
}

/** A key as caps, such as G I or Ctrl K. */
export function caps(key) {
  return key.split(/[ +](?=.)/).map((part) => {
    const name = part === 'Ctrl' && MAC ? '\u2318' : NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    return make('kbd', 'kbd', name);
  });
}

/** A verb's key in the tooltip of what does it, or where it has a place of its own (.r). */
export function hinted(element) {
  const key = hint(element.dataset.verb);
  const place = element.querySelector('.r');
  const label = element.getAttribute('aria-label');
  if (place) {
    place.textContent = key;
  } else {
    element.title = key ? `${label ?? element.textContent.trim()} (${key})` : label ?? '';
  }
}

for (const moment of ['pointerover', 'focusin']) {
  document.addEventListener(moment, ({ target }) => {
    // what must not be done here says why
    const element = target.closest?.('[data-verb]:not([aria-disabled="true"])');
    element && hinted(element);
  });
}

/** <k-key verb="archive">: a verb's key as caps, as it is now; nothing where it has none. */
class Key extends HTMLElement {
  connectedCallback() {
    this.draw();
  }

  draw() {
    const key = hint(this.getAttribute('verb'));
    this.replaceChildren(...(key ? caps(key) : []));
  }
}

class Keyboard extends HTMLElement {
  #changed = {};
  #single = true;

  constructor() {
    super();
    // set by the server, perhaps before this class was known
    this.texts ??= {};
    for (const name of ['changed', 'single']) {
      if (Object.hasOwn(this, name)) {
        const told = this[name];
        delete this[name];
        this[name] = told;
      }
    }
  }

  /** Keys by verb, of those that are others than the map's. */
  get changed() {
    return this.#changed;
  }

  set changed(changed) {
    this.#changed = changed;
    this.told();
  }

  /** Whether keys without Ctrl do anything. */
  get single() {
    return this.#single;
  }

  set single(single) {
    this.#single = single;
    this.told();
  }

  /** The keys that show are others. */
  told() {
    document.querySelectorAll('k-key').forEach((key) => key.draw?.());
  }

  connectedCallback() {
    this.told();
  }

  /** Called by the server when it knows what was asked for. */
  found(asked, people, folders, pages) {
    this.dispatchEvent(new CustomEvent('k-found', { detail: { asked, people, folders, pages } }));
  }

  send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  show() {
    const dialog = this.dialog ??= this.build();
    const find = dialog.querySelector('input.find');
    find.value = '';
    this.draw('');
    this.drawSwitch();
    dialog.showModal();
    find.focus();
  }

  build() {
    const dialog = make('dialog', 'keys');
    dialog.setAttribute('aria-label', text('keys.title'));
    const find = make('input', 'find');
    Object.assign(find, { type: 'search', placeholder: text('keys.find'), autocomplete: 'off', spellcheck: false });
    find.setAttribute('aria-label', text('keys.find'));
    find.addEventListener('input', () => this.draw(find.value));
    const single = make('button', 'sw');
    single.type = 'button';
    single.setAttribute('role', 'switch');
    single.setAttribute('aria-label', text('keys.single'));
    single.addEventListener('click', () => {
      this.single = !this.single;
      this.drawSwitch();
      this.send('k-single', { on: this.single });
    });
    const close = iconButton('x', text('close'), 'ib close');
    const heading = make('h2', '', text('keys.title'));
    const field = make('label', 'inp', icon('search', 's'), find);
    const label = make('span', 'h single', single, make('span', 'sec', text('keys.single')));
    dialog.append(make('div', 'head', heading, make('span', 'grow'), field, label, close), make('div', 'g'));
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog || event.target.closest('.close')) {
        dialog.close();
      }
    });
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        dialog.close();
      }
    });
    this.append(dialog);
    return dialog;
  }

  drawSwitch() {
    const single = this.dialog.querySelector('.sw');
    single.classList.toggle('on', this.single);
    single.setAttribute('aria-checked', String(this.single));
  }

  draw(wanted) {
    const words = wanted.trim().toLocaleLowerCase().split(/\s+/);
    const fits = (line) => words.every((word) => ` ${line.querySelector('dt').textContent.toLocaleLowerCase()}`.includes(` ${word}`));
    const columns = COLUMNS.map((groups) => make('div', '', ...groups.flatMap(([group, lines]) => {
      const drawn = lines.map((names) => this.line(names.filter(known))).filter((line) => line && fits(line));
      return drawn.length ? [make('h3', '', text(`keys.${group}`)), make('dl', '', ...drawn)] : [];
    })));
    const some = columns.some((column) => column.children.length);
    this.dialog.querySelector('.g').replaceChildren(...(some ? columns : [make('p', 'muted', text('keys.none'))]));
  }

  line(names) {
    if (!names.length) {
      return null;
    }
    const all = [...new Set(names.map((name) => keysOf(name)[0] ?? ''))].filter(Boolean);
    // G I, G S is shown as G I S
    const before = (key) => key.slice(0, Math.max(key.lastIndexOf(' '), key.slice(0, -1).lastIndexOf('+')) + 1);
    const keys = all.map((key, i) => (i > 0 && before(key) === before(all[0]) ? key.slice(before(key).length) : key));
    const what = names.length > 1 ? this.together(names) : text(`verb.${names[0]}`);
    const shown = keys.length ? keys.flatMap(caps) : [make('span', 'muted', text('keys.off'))];
    return make('div', '', make('dt', '', what), make('dd', '', ...shown));
  }

  /** A line's own text; where not all of its verbs can be done, those words of it that name them, or else the verbs' texts. */
  together(names) {
    const whole = COLUMNS.flat().flatMap(([, lines]) => lines).find((line) => names.every((name) => line.includes(name)));
    const words = this.texts[`keys.line.${whole[0]}`] ?? '';
    const parts = words.split(', ');
    if (whole.length === names.length) {
      return words;
    }
    return (parts.length === whole.length ? names.map((name) => parts[whole.indexOf(name)]) : names.map((name) => text(`verb.${name}`))).join(', ');
  }
}

customElements.define('k-keyboard', Keyboard);
customElements.define('k-key', Key);

verb('help', () => keyboard().show(), { when: keyboard });
document.addEventListener('click', (event) => {
  if (event.target.closest?.('.keys-toggle')) {
    keyboard()?.show();
  }
});

// Where the person goes by keys without the folders beside: the server knows the way.
for (const [name, use] of Object.entries({ goInbox: 'inbox', goSent: 'sent', goDrafts: 'drafts' })) {
  verb(name, () => {
    const link = document.querySelector(`.nav a[data-use="${use}"]`);
    link ? link.click() : keyboard().send('k-go', { use });
  }, { when: keyboard });
}
verb('write', () => keyboard().send('k-write', { name: '', address: '' }), { when: () => keyboard() && !document.querySelector('k-mail-list') });
