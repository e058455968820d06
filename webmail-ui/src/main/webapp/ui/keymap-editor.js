// <k-keymap>: the page of the settings where keys are changed. A key that is pressed there is the new one; what uses it already is named and keeps it.
import { make } from './draw.js';
import { COLUMNS, VERBS } from './keymap.js';
import { chord, keyName, keysOf, known } from './keys.js';
import { caps, keyboard, text } from './keyboard.js';

class Keymap extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'group');
    this.addEventListener('click', (event) => this.clicked(event));
    this.addEventListener('keydown', (event) => this.pressed(event), true);
    // a button that is drawn anew loses the focus too
    this.addEventListener('focusout', () => this.waiting && !this.drawing && this.wait(''));
    this.draw();
  }

  disconnectedCallback() {
    this.waiting = '';
  }

  draw() {
    const single = make('button', `sw ${keyboard().single ? 'on' : ''}`);
    single.type = 'button';
    single.setAttribute('role', 'switch');
    single.setAttribute('aria-checked', String(keyboard().single));
    single.setAttribute('aria-label', text('keys.single'));
    const top = make('div', 'panel setlines', make('div', 'setline', make('span', 'med grow', text('keys.single')), single));
    const groups = COLUMNS.flat().flatMap(([group, lines]) => {
      const names = lines.flat().filter((name) => known(name) && !VERBS.get(name).fixed && VERBS.get(name).keyOf === name);
      return names.length ? [make('h2', 'secth', text(`keys.${group}`)), make('div', 'panel setlines', ...names.map((name) => this.line(name)))] : [];
    });
    const all = make('button', 'btn', text('keymap.resetAll'));
    all.type = 'button';
    all.dataset.reset = '*';
    all.hidden = Object.keys(keyboard().changed).length === 0;
    this.problem ??= make('p', 'help bad');
    this.problem.setAttribute('role', 'alert');
    this.replaceChildren(top, this.problem, ...groups, all);
  }

  line(name) {
    const key = keysOf(name)[0];
    const waits = this.waiting === name;
    const shown = make('span', 'h', ...(waits ? [make('span', 'muted', text('keymap.press'))] : key ? caps(key) : [make('span', 'muted', text('keys.off'))]));
    const changed = keyboard().changed[name] !== undefined;
    const parts = [make('span', 'med grow', text(`verb.${name}`)), shown];
    if (changed && !waits) {
      parts.push(this.button('reset', name, text('keymap.reset')));
    }
    if (key && !waits) {
      parts.push(this.button('none', name, text('keymap.none')));
    }
    parts.push(this.button('change', name, text('keymap.change')));
    return make('div', 'setline', ...parts);
  }

  button(what, name, label) {
    const button = make('button', 'btn quiet sm', label);
    button.type = 'button';
    button.dataset[what] = name;
    button.setAttribute('aria-label', `${label}: ${text(`verb.${name}`)}`);
    return button;
  }

  wait(name) {
    this.waiting = name;
    this.drawing = true;
    this.draw();
    this.drawing = false;
    this.querySelector(`[data-change="${name}"]`)?.focus();
  }

  clicked(event) {
    const button = event.target.closest('button');
    if (!button) {
      return;
    }
    const { change, none, reset } = button.dataset;
    if (button.matches('.sw')) {
      keyboard().single = !keyboard().single;
      keyboard().send('k-single', { on: keyboard().single });
      this.draw();
      this.querySelector('.sw').focus();
    } else if (change) {
      this.problem.textContent = '';
      this.wait(change);
    } else if (none) {
      this.set(none, '');
    } else if (reset) {
      this.set(reset, undefined);
    }
  }

  pressed(event) {
    if (!this.waiting || ['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const name = this.waiting;
    const place = VERBS.get(name).place;
    const held = place === 'composer';
    const key = held ? chord(event) : keyName(event);
    if (event.key === 'Escape' || (!held && (event.ctrlKey || event.metaKey || event.altKey))) {
      this.wait('');
      return;
    }
    // letters are text there, and those with Ctrl alone are the browser's: copy, paste, bold
    if (held && !/^Ctrl\+(Alt\+|Shift\+|.{2})/.test(key)) {
      this.problem.textContent = text('keymap.held');
      this.wait('');
      return;
    }
    const other = [...VERBS.values()].find((one) => one.keyOf !== name && known(one.name) && (one.place === place || one.place === 'everywhere' || place === 'everywhere')
      && keysOf(one.name).some((own) => own === key || own.startsWith(`${key} `)));
    if (other) {
      this.problem.textContent = text('keymap.taken', key.toUpperCase(), text(`verb.${other.name}`));
      this.wait('');
      return;
    }
    this.waiting = '';
    this.set(name, key);
    this.querySelector(`[data-change="${name}"]`)?.focus();
  }

  set(name, key) {
    const changed = { ...keyboard().changed };
    if (name === '*') {
      Object.keys(changed).forEach((one) => delete changed[one]);
    } else if (key === undefined || key === VERBS.get(name).keys[0]) {
      delete changed[name];
    } else {
      changed[name] = key;
    }
    keyboard().changed = changed;
    keyboard().send('k-changed', { lines: Object.entries(changed).map(([verb, own]) => `${verb}=${own}`).join('\n') });
    this.draw();
  }
}

customElements.define('k-keymap', Keymap);
