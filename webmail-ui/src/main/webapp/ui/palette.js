// The command palette, on Ctrl or Cmd with K: what can be done with what is open, then places, folders, people, settings. Every line shows its key.
import { hint, possible, verb } from './keys.js';
import { face, icon, make } from './draw.js';
import { caps, keyboard, text } from './keyboard.js';

const MOST = 7;
const OPEN = new Set(['mail', 'composer', 'calendar', 'tasks']);
const STILL_MILLIS = 120;

/** How well what was typed fits a text; 0 for not at all. Each word must be in it: at best as a word's beginning, else somewhere, else as letters in their order. */
function score(wanted, given) {
  const target = ` ${plain(given)}`;
  let points = 1;
  for (const word of plain(wanted).split(/\s+/).filter(Boolean)) {
    const fit = target.includes(` ${word}`) ? 4 : target.includes(word) ? 2 : word.length > 2 && inOrder(word, target) ? 1 : 0;
    if (!fit) {
      return 0;
    }
    points += fit;
  }
  return points - target.length / 1000;
}

/** Letters in their order, the first at a word's beginning. */
function inOrder(word, target) {
  let at = target.indexOf(` ${word[0]}`);
  for (const letter of word) {
    at = at < 0 ? -1 : target.indexOf(letter, at);
    at += at < 0 ? 0 : 1;
  }
  return at > 0;
}

function plain(value) {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

class Palette {
  constructor() {
    this.people = [];
    this.folders = [];
    this.pages = [];
    this.build();
  }

  build() {
    this.dialog = make('dialog', 'pal');
    this.dialog.setAttribute('aria-label', text('pal.title'));
    this.input = make('input', '');
    Object.assign(this.input, { type: 'text', autocomplete: 'off', spellcheck: false, placeholder: text('pal.hint') });
    const attributes = { role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'pal-list', 'aria-autocomplete': 'list', 'aria-label': text('pal.title') };
    Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
    this.list = make('div', 'lines');
    this.list.id = 'pal-list';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', text('pal.title'));
    const key = (keys, what) => make('span', '', ...keys.map((key) => make('kbd', 'kbd', key)), text(`pal.${what}`));
    const foot = make('div', 'ft2', key(['\u2191', '\u2193'], 'choose'), key(['\u21b5'], 'run'), key(['>'], 'commands'), key(['@'], 'people'), key(['Esc'], 'close'));
    foot.setAttribute('aria-hidden', 'true');
    this.dialog.append(make('div', 'q', icon('search'), this.input), this.list, foot);
    keyboard().append(this.dialog);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.dialog.addEventListener('click', (event) => {
      const line = event.target.closest('.si');
      if (line) {
        this.run(Number(line.dataset.at));
      } else if (event.target === this.dialog) {
        this.dialog.close();
      }
    });
    keyboard().addEventListener('k-found', (event) => {
      if (event.detail.folders) {
        this.folders = event.detail.folders;
        this.pages = event.detail.pages;
      }
      if (event.detail.asked === this.wanted) {
        this.people = event.detail.people;
      }
      this.draw();
    });
  }

  open() {
    if (this.dialog.open) {
      this.dialog.close();
      return;
    }
    this.verbs = possible().filter((one) => one.name !== 'palette');
    this.input.value = '';
    this.at = 0;
    this.people = [];
    this.draw();
    this.dialog.showModal();
    this.input.focus();
    this.ask();
  }

  get only() {
    return { '>': 'commands', '@': 'people' }[this.input.value[0]] ?? '';
  }

  get wanted() {
    return (this.only ? this.input.value.slice(1) : this.input.value).trim();
  }

  typed() {
    this.at = 0;
    this.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), STILL_MILLIS);
  }

  ask() {
    if (this.only !== 'commands') {
      keyboard().send('k-find', { text: this.wanted });
    }
  }

  pressed(event) {
    if (event.isComposing) {
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: MOST, PageUp: -MOST }[event.key];
    if (by) {
      event.preventDefault();
      const last = this.lines.length - 1;
      const to = this.at + by;
      this.at = Math.abs(by) > 1 ? Math.max(0, Math.min(last, to)) : to < 0 ? last : to > last ? 0 : to;
      this.mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.run(this.at);
    } else if (event.key === 'Escape') {
      // at once: the browser's own way is a little later, and a quick key would still go into the field
      event.preventDefault();
      this.dialog.close();
    }
  }

  run(at) {
    const line = this.lines[at];
    this.dialog.close();
    // the focus is back where it was by then, and with it what the verb is about
    line?.run();
  }

  // ---- lines ----

  commands(places) {
    return this.verbs.filter((one) => places(one.place)).flatMap((one) => {
      const name = one.text?.() ?? text(`verb.${one.name}`);
      const why = one.why?.();
      const line = { strong: name, rest: '', icon: one.icon, keys: hint(one.name), run: one.run, note: why, off: why };
      const each = this.wanted && one.each && !why ? one.each() : [];
      return [line, ...each.map((object) => ({ strong: text(`verb.${one.name}.to`), rest: object.text, icon: object.icon ?? one.icon, keys: hint(one.name), run: object.run }))];
    });
  }

  links(selector) {
    return [...document.querySelectorAll(selector)].map((link) => ({
      rest: link.textContent.trim(), icon: link.querySelector('k-icon')?.getAttribute('name') ?? 'layout-dashboard', run: () => link.click(),
    }));
  }

  /** What the menu of the look offers: there is too much of it for a list of all that there is. */
  get looks() {
    return this.wanted ? [...document.querySelectorAll('.looks button[data-set]')].map((choice) => {
      let heading = choice;
      while (heading && !heading.matches('.mh')) {
        heading = heading.previousElementSibling;
      }
      return { rest: choice.textContent.trim(), note: heading?.textContent ?? '', icon: choice.querySelector('k-icon')?.getAttribute('name') ?? 'settings-2', run: () => choice.click() };
    }) : [];
  }

  groups() {
    const open = document.querySelector('.reader:not(.closed) .rsub')?.textContent;
    const all = [
      { title: open || text('pal.here'), of: 'commands', lines: this.commands((place) => OPEN.has(place)) },
      { title: text('pal.everywhere'), of: 'commands', lines: this.commands((place) => !OPEN.has(place)) },
      { title: text('pal.places'), of: '', lines: [...this.links('.rail a'), ...this.folders.map((folder) => ({
        rest: folder.name, note: folder.note, icon: folder.icon, run: () => keyboard().send('k-go', { use: String(folder.id) }),
      }))] },
      { title: text('pal.persons'), of: 'people', sure: true, lines: this.people.map((person) => ({
        rest: person.name || person.address, note: person.name ? person.address : '', face: person, hint: text('pal.write'),
        run: () => keyboard().send('k-write', { name: person.name, address: person.address }),
      })) },
      { title: text('pal.settings'), of: '', lines: [...this.pages.map((page) => ({
        rest: page.title, icon: page.icon, run: () => keyboard().send('k-page', { path: page.path }),
      })), ...this.looks] },
    ];
    return all.filter((group) => !this.only || group.of === this.only);
  }

  draw() {
    const wanted = this.wanted;
    const found = this.groups().map((group) => {
      const scored = group.lines.map((line) => ({ line, points: group.sure ? 5 : score(wanted, `${line.strong ?? ''} ${line.rest}`.trim()) })).filter((one) => one.points > 0);
      scored.sort((one, other) => wanted && !group.sure ? other.points - one.points : 0);
      return { title: group.title, lines: scored.slice(0, wanted || group.of ? MOST + 5 : MOST).map((one) => one.line) };
    }).filter((group) => group.lines.length);
    this.lines = found.flatMap((group) => group.lines);
    this.at = Math.min(this.at, Math.max(0, this.lines.length - 1));
    let number = 0;
    this.list.replaceChildren(...found.flatMap((group) => {
      const heading = make('div', 'h5 trunc', group.title);
      heading.setAttribute('role', 'presentation');
      heading.dir = 'auto';
      return [heading, ...group.lines.map((line) => this.line(line, number++))];
    }));
    if (!this.lines.length) {
      this.list.append(make('p', 'none', text('pal.none', this.input.value)));
    }
    this.mark();
  }

  line(line, at) {
    const name = make('span', 'trunc');
    name.dir = 'auto';
    // a reason is read whole
    name.classList.toggle('why', Boolean(line.off));
    if (line.strong) {
      name.append(make('b', 'semi', line.strong), line.rest ? ' ' : '');
    }
    name.append(line.rest);
    if (line.note) {
      name.append(' ', make('span', 'muted', line.note));
    }
    const element = make('div', 'si', line.face ? face(line.face) : icon(line.icon), name);
    if (line.keys) {
      element.append(make('span', 'r', ...caps(line.keys)));
    } else if (line.hint) {
      element.append(make('span', 'r', line.hint));
    }
    if (line.off) {
      element.setAttribute('aria-disabled', 'true');
      element.title = line.off;
    }
    element.id = `pal-${at}`;
    element.dataset.at = at;
    element.setAttribute('role', 'option');
    return element;
  }

  mark() {
    this.list.querySelectorAll('.si').forEach((line, i) => {
      line.classList.toggle('on', i === this.at);
      line.setAttribute('aria-selected', String(i === this.at));
      if (i === this.at) {
        line.scrollIntoView({ block: 'nearest' });
      }
    });
    this.input.setAttribute('aria-activedescendant', this.lines.length ? `pal-${this.at}` : '');
  }
}

let palette;
verb('palette', () => {
  palette ??= new Palette();
  palette.open();
}, { when: keyboard });
