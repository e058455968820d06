// <k-composer>: the window in which a message is written. It holds the whole state while somebody writes; the server gets a snapshot to keep as a draft when
// the writer pauses, and to send. Modeless, never closed by a click beside it, never without its text.
import { askFor, askLoss } from './ask.js';
import { Attachments } from './attachments.js';
import { Author } from './author.js';
import { filePicker, filled, icon, make } from './draw.js';
import { formats } from './formats.js';
import { forget, held, keep } from './kept.js';
import { hinted } from './keyboard.js';
import { verb, verbOf } from './keys.js';
import { instant, wall } from './when.js';
import { sendTimes, speaksOfAttachment } from './writing.js';

const PAUSE = 1000;
const COPY = 200;
const LONGEST = 5000;

/** The elements that went and whose window goes on, by its number: when a message between page and server is lost, Flow builds the whole page anew, as it was at first. */
const gone = new Map();
/** What had the focus last, also when it has left the page. */
let focused;

class Composer extends HTMLElement {
  constructor() {
    super();
    this.labels ??= {};
    this.identities ??= [];
    this.options ??= {};
    this.limit ??= 25e6;
    this.attachments = new Attachments(this);
    this.dirty = false;
    this.version = 0;
    this.taken = 0;
    /** Whether it was on its way and could not be sent. */
    this.refused = false;
  }

  connectedCallback() {
    if (this.ready) {
      return;
    }
    this.ready = true;
    this.editor = this.querySelector('k-editor');
    this.subject = this.querySelector('input.subject');
    this.addEventListener('k-changed', () => this.changed());
    this.addEventListener('k-files', (event) => this.attachments.add(event.detail.files, event.detail.inline));
    formats(this, this.editor);
    this.author = new Author(this);
    this.addEventListener('toggle', (event) => event.newState === 'open' && this.prepare(event.target), true);
    this.subject.addEventListener('input', () => {
      this.title();
      this.changed();
    });
    this.addEventListener('click', (event) => this.clicked(event));
    this.querySelector('.text').addEventListener('click', (event) => event.target === event.currentTarget && this.editor.focusEnd());
    this.addEventListener('keydown', (event) => this.pressed(event));
    this.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        this.classList.add('dropping');
      }
    });
    this.addEventListener('dragleave', (event) => !this.contains(event.relatedTarget) && this.classList.remove('dropping'));
    this.addEventListener('drop', (event) => {
      if (event.dataTransfer?.files.length) {
        event.preventDefault();
        this.classList.remove('dropping');
        const files = [...event.dataTransfer.files];
        const inText = event.target.closest('k-editor') && files.every((file) => file.type.startsWith('image/'));
        this.attachments.add(files, Boolean(inText));
      }
    });
    this.picker = filePicker('', (files) => this.attachments.add(files, false));
    this.picturePicker = filePicker('image/*', (files) => {
      this.editor.caret();
      this.attachments.add(files, true);
    });
    this.append(this.picker, this.picturePicker);
    this.whenHidden = () => document.hidden && this.copy();
    this.leaving = () => this.copy(true);
    this.asking = (event) => !this.ended && (this.attachments.busy || this.isUnsaved() && !this.copy()) && event.preventDefault();
    this.told = ({ detail }) => detail.id === this.dataset.window && this.kept(detail);
    addEventListener('pagehide', this.leaving);
    addEventListener('beforeunload', this.asking);
    addEventListener('k-kept', this.told);
    document.addEventListener('visibilitychange', this.whenHidden);
    this.release = held(this.dataset.window);
    this.author.show();
    this.attachments.draw();
    this.hints();
    this.addEventListener('focusin', () => this.hints());
    new MutationObserver(() => this.sized()).observe(this, { attributeFilter: ['class'] });
    this.chosen();
  }

  /** The buttons of the title bar say what they do now: a small window and a full one come back. */
  sized() {
    for (const [verb, name, sign, back] of [['minimise', 'small', 'minus', 'chevron-up'], ['full', 'full', 'maximize-2', 'minimize-2']]) {
      const on = this.classList.contains(name);
      const button = this.querySelector(`.ch [data-do="${verb}"]`);
      button.title = on ? this.labels.restore : this.labels[verb];
      button.setAttribute('aria-label', button.title);
      button.querySelector('k-icon').setAttribute('name', on ? back : sign);
    }
  }

  /** What was chosen for this message, where it can be seen and taken back. */
  chosen() {
    const { importance, receipt, report, remind } = this.options;
    const on = { important: importance === 'high', receipt, report, [`remind:${remind}`]: remind > 0 };
    const line = this.querySelector('.chosen');
    line.replaceChildren(...Object.keys(on).filter((name) => on[name]).map((name) => {
      const item = this.querySelector(`.menu [data-do="${name}"]`);
      const words = item?.querySelector('span').textContent ?? String(remind);
      const text = name.startsWith('remind') ? `${this.labels.remind}: ${words}` : words;
      const chip = make('button', 'chip', icon(item?.querySelector('k-icon').getAttribute('name') ?? 'bell'), make('span', 'trunc', text), icon('x'));
      Object.assign(chip, { type: 'button', title: filled(this.labels.remove, text) });
      chip.setAttribute('aria-label', chip.title);
      chip.dataset.do = name;
      return chip;
    }));
    line.hidden = !line.firstChild;
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    clearTimeout(this.copying);
    removeEventListener('pagehide', this.leaving);
    removeEventListener('beforeunload', this.asking);
    removeEventListener('k-kept', this.told);
    document.removeEventListener('visibilitychange', this.whenHidden);
    if (!this.ended) {
      this.copy();
    }
    gone.set(this.dataset.window, this);
  }

  people(field) {
    return this.querySelector(`k-recipients[data-field="${field}"]`);
  }

  /** From the server: what is attached already (a draft, a forwarded message). */
  setFiles(files) {
    this.attachments.set(files);
  }

  /** From the server, once everything is loaded: where the writer begins, and whether the message has not been kept before. */
  begin(where, isNew) {
    const former = gone.get(this.dataset.window);
    if (former) {
      gone.delete(this.dataset.window);
      this.goOnFrom(former);
      return;
    }
    this.title();
    this.chosen();
    this.author.spellAsBefore();
    if (this.people('cc').people.length || this.people('bcc').people.length) {
      this.classList.add('copies');
    }
    requestAnimationFrame(() => {
      if (isNew) {
        this.author.sign();
        this.editor.forget();
        this.dirty = false;
        this.taken = this.version;
      }
      where === 'to' ? this.people('to').focus() : this.editor.focusStart();
    });
  }

  /** Takes over all that another element of the same window held. What the page had told the server since the lost message it may never have heard. */
  goOnFrom(former) {
    const { version, taken, place, options, later, archive, reminded, refused, ended } = former;
    Object.assign(this, { version, taken, place, options, later, archive, reminded, refused, ended });
    const sending = former.classList.contains('sending') && !this.classList.contains('sending');
    ['small', 'full', 'copies', 'as-plain'].forEach((name) => this.classList.toggle(name, former.classList.contains(name)));
    this.author.goOnFrom(former.author);
    ['to', 'cc', 'bcc'].forEach((field) => this.people(field).goOnFrom(former.people(field)));
    this.subject.value = former.subject.value;
    this.editor.goOnFrom(former.editor);
    this.attachments = former.attachments;
    this.attachments.moveTo(this);
    const bar = former.querySelector('.problem');
    if (!bar.hidden) {
      const kind = bar.classList.contains('bad') ? 'bad' : bar.querySelector('.anyway').hidden ? 'notice' : 'asks';
      this.problem(bar.querySelector('.grow').textContent, kind);
    }
    this.chosen();
    former.successor = this;
    former.ended = true;
    former.release();
    this.title();
    this.author.show();
    if (former.contains(focused)) {
      this.focusAs(former);
    }
    if (ended && !this.classList.contains('sending')) {
      this.discard();
    } else if (sending) {
      this.send(later, archive);
    } else if (this.isUnsaved()) {
      this.planned();
    }
  }

  /** Puts the focus where it was in another element of the same window. */
  focusAs(former) {
    const field = ['to', 'cc', 'bcc'].find((name) => former.people(name).contains(focused));
    if (field) {
      this.people(field).focus();
    } else if (focused === former.subject) {
      this.subject.focus();
    } else {
      this.editor.caret();
    }
  }

  title() {
    const title = this.querySelector('.ch b');
    title.textContent = this.subject.value.trim() || title.dataset.empty;
  }

  // ---- state ----

  changed() {
    if (this.ended) {
      return;
    }
    this.dirty = true;
    this.version++;
    this.status('');
    this.planned();
  }

  /** A copy in this browser soon, and on the server a little later. */
  planned() {
    this.copying ??= setTimeout(() => this.copy(), COPY);
    const now = Date.now();
    this.since ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.snapshot('k-draft'), Math.max(0, Math.min(PAUSE, this.since + LONGEST - now)));
  }

  status(text) {
    this.querySelector('.saved').textContent = text;
  }

  saved(text) {
    if (!this.dirty) {
      this.status(text);
    }
  }

  // ---- what this browser keeps until the server has it ----

  isUnsaved() {
    return this.version > this.taken;
  }

  /** Answers whether nothing would be lost if the page went now. */
  copy(goes = false) {
    clearTimeout(this.copying);
    this.copying = null;
    if (this.ended || !this.isUnsaved() && !this.attachments.busy) {
      return true;
    }
    const { window: id, draft, account, origin } = this.dataset;
    // whoever takes it up names the files that could not be kept: those that are on their way
    const names = [...this.attachments.names, ...this.attachments.unsent];
    return keep({ id, draft, account, origin, place: this.place ?? this.dataset.place ?? '', names, snapshot: this.state() }, goes);
  }

  /** The server has a version, or the window has come to its end. */
  kept({ version, place, gone }) {
    this.ended ||= gone;
    gone && this.attachments.stopAll();
    this.taken = gone ? this.version : Math.max(this.taken, version);
    this.place = place;
    this.keepOrForget();
    this.handed?.();
  }

  /** This browser keeps what the server does not have, if there is such. */
  keepOrForget() {
    if (this.isUnsaved() || this.attachments.busy) {
      this.copying ??= setTimeout(() => this.copy(), COPY);
    } else {
      clearTimeout(this.copying);
      this.copying = null;
      forget(this.dataset.window);
    }
  }

  /** Has the server take what it does not have; answers whether it did, within so many milliseconds. */
  handOver(patience) {
    return new Promise((done) => {
      const look = () => !this.isUnsaved() && done(true);
      this.handed = look;
      setTimeout(() => done(!this.isUnsaved()), patience);
      look();
      if (this.isUnsaved()) {
        this.snapshot('k-draft');
      }
    });
  }

  /** Something was wrong with what was asked; the text says what. @param kind 'asks' where it can be sent all the same, 'notice' where nothing is wrong */
  problem(text, kind = 'bad') {
    this.refused = Boolean(text) && kind === 'bad' && (this.classList.contains('sending') || this.refused);
    const bar = this.querySelector('.problem');
    bar.classList.toggle('bad', kind === 'bad');
    bar.classList.toggle('warn', kind !== 'bad');
    bar.querySelector('.anyway').hidden = kind !== 'asks';
    if (text) {
      this.classList.remove('sending');
    }
    bar.hidden = !text;
    bar.querySelector('.grow').textContent = text;
    this.dispatchEvent(new CustomEvent('k-problem', { bubbles: true }));
  }

  /** A file is on its way: it is seen and told of, and that nothing is attached is no longer so. */
  attaching(name) {
    this.querySelector('.att').lastElementChild.scrollIntoView({ block: 'nearest' });
    this.status(filled(this.labels.attaching, name));
    this.reminded = false;
    if (!this.querySelector('.problem .anyway').hidden) {
      this.problem('');
    }
  }

  /** Something to know, with which nothing is wrong. */
  notice(text) {
    this.problem(text, 'notice');
  }

  snapshot(name) {
    clearTimeout(this.timer);
    this.since = null;
    this.dirty = false;
    this.dispatchEvent(new CustomEvent(name, { detail: { json: JSON.stringify(this.state()) } }));
  }

  state() {
    const list = (field) => this.people(field).everybody.map(({ name: shown, address }) => ({ name: shown ?? '', address }));
    return {
      to: list('to'), cc: list('cc'), bcc: list('bcc'), subject: this.subject.value, from: this.author.address,
      html: this.editor.isPlain ? '' : this.editor.html, text: this.editor.isPlain ? this.editor.text : '', plain: this.editor.isPlain,
      files: this.attachments.files.map((file) => file.id), ...this.options, later: this.later ?? 0, archive: Boolean(this.archive),
      version: this.version,
    };
  }

  /** @param later epoch milliseconds, 0 for now */
  send(later = 0, archive = false) {
    if (this.successor) {
      this.successor.send(later, archive);
      return;
    }
    this.later = later;
    this.archive = archive;
    ['to', 'cc', 'bcc'].forEach((field) => this.people(field).commit());
    const all = ['to', 'cc', 'bcc'].flatMap((field) => this.people(field).people);
    const bad = all.find((person) => person.bad || person.waiting);
    if (!all.length) {
      this.problem(this.labels.nobody);
      this.people('to').focus();
    } else if (bad) {
      this.problem(filled(bad.waiting ? this.labels.unknown : this.labels.wrong, bad.address));
    } else if (this.attachments.busy) {
      this.problem(this.labels.uploading);
    } else if (!this.attachments.names.length && !this.reminded && speaksOfAttachment(`${this.subject.value}\n${this.editor.ownWords}`)) {
      this.reminded = true;
      this.problem(this.labels.nothing, 'asks');
    } else {
      this.problem('');
      this.version++;
      this.copy();
      this.snapshot('k-send');
      // gone at once; the server takes it away, or says what is wrong
      this.classList.add('sending');
    }
  }

  // ---- the menus: their times and checks are those of the moment ----

  prepare(menu) {
    this.hints();
    if (menu.matches('.send-menu')) {
      const times = sendTimes(new Date());
      for (const item of menu.querySelectorAll('[data-do^="later:"]')) {
        const time = times[item.dataset.do.split(':')[1]];
        item.hidden = !time;
        item.later = time?.at.getTime();
        item.querySelector('.r').textContent = time?.text ?? '';
      }
      for (const item of menu.querySelectorAll('[data-do^="remind"]')) {
        item.setAttribute('aria-checked', String(item.dataset.do === `remind:${this.options.remind}`));
      }
    } else if (menu.matches('.options-menu')) {
      const on = { plain: this.editor.isPlain, important: this.options.importance === 'high', receipt: this.options.receipt, report: this.options.report };
      for (const [name, state] of Object.entries(on)) {
        menu.querySelector(`[data-do="${name}"]`).setAttribute('aria-checked', String(Boolean(state)));
      }
      for (const item of menu.querySelectorAll('[data-do^="spelling"]')) {
        item.setAttribute('aria-checked', String(item.dataset.do.endsWith(this.editor.lang || document.documentElement.lang.slice(0, 2))));
      }
    }
  }

  option(name, value) {
    this.options = { ...this.options, [name]: value };
    this.chosen();
    this.changed();
  }

  /** Asks for the value of a field; answers nothing when it is left. */
  async ask(title, element, verb) {
    element.setAttribute('aria-label', title);
    return (await askFor({ title, fields: [{ name: 'asked', element }], verb, cancel: this.labels.cancel }))?.asked ?? '';
  }

  async pickTime() {
    const field = document.createElement('k-when');
    const now = wall(new Date());
    field.value = instant(now.year, now.month, now.day, now.hour + 1, 0).getTime();
    const at = new Date(await this.ask(this.labels.pick, field, this.labels.pickDo)).getTime();
    if (at && at < Date.now()) {
      this.problem(this.labels.past);
    } else if (at) {
      this.send(at);
    }
  }

  async keepTemplate() {
    const html = this.editor.ownHtml;
    const field = Object.assign(document.createElement('input'), { type: 'text', maxLength: 80, required: true, value: this.subject.value });
    const name = await this.ask(this.labels.templateName, field, this.labels.templateDo ?? 'OK');
    if (name.trim()) {
      this.dispatchEvent(new CustomEvent('k-template', { detail: { json: JSON.stringify({ name, html }) } }));
    }
  }

  discard() {
    clearTimeout(this.timer);
    clearTimeout(this.copying);
    this.copying = null;
    this.taken = this.version;
    // what an upload or a field that loses the focus still changes is not wanted
    this.ended = true;
    forget(this.dataset.window);
    this.dispatchEvent(new CustomEvent('k-discard'));
  }

  /** It was not meant to be thrown away. */
  goOn() {
    this.ended = false;
    this.changed();
  }

  /** A file that is on its way would not be in the draft: who wrote decides. */
  async close() {
    if (this.attachments.busy) {
      const { closing, closingText, stay, closeAnyway } = this.labels;
      if (!await askLoss({ title: closing, text: closingText, lines: this.attachments.unsent, stay, go: closeAnyway })) {
        return;
      }
      await this.attachments.stopAll();
      if (this.successor) {
        this.successor.close();
        return;
      }
    }
    if (this.dirty || this.isUnsaved()) {
      ['to', 'cc', 'bcc'].forEach((field) => this.people(field).commit());
      this.snapshot('k-draft');
    }
    this.dispatchEvent(new CustomEvent('k-close'));
  }

  // ---- buttons and keys ----

  clicked(event) {
    const button = event.target.closest('[data-do]');
    if (!button) {
      if (event.target.closest('.ch')) {
        this.classList.remove('small');
      }
      return;
    }
    const [verb, value] = button.dataset.do.split(':');
    switch (verb) {
      case 'send': this.send(); break;
      case 'anyway': this.send(this.later, this.archive); break;
      case 'close': this.close(); break;
      case 'discard': this.discard(); break;
      case 'attach': this.picker.click(); break;
      case 'copies': this.classList.add('copies'); this.people('cc').focus(); break;
      case 'minimise': this.classList.toggle('small'); this.classList.remove('full'); break;
      case 'full': this.classList.toggle('full'); this.classList.remove('small'); break;
      case 'plain': this.plain(); break;
      case 'picture': this.picturePicker.click(); break;
      case 'later': this.send(button.later); break;
      case 'pick': this.pickTime(); break;
      case 'send-archive': this.send(0, true); break;
      case 'remind': this.option('remind', this.options.remind === Number(value) ? 0 : Number(value)); break;
      case 'important': this.option('importance', this.options.importance === 'high' ? 'normal' : 'high'); break;
      case 'receipt': case 'report': this.option(verb, !this.options[verb]); break;
      case 'list': this.people('to').setPeople([{ address: this.dataset.list, name: '', out: true }]); this.people('cc').setPeople([]); this.changed(); break;
      case 'template': this.editor.insert(button.template); break;
      case 'whole': this.whole(); break;
      case 'keep-template': this.keepTemplate(); break;
      case 'spelling': this.author.spell(value); break;
      default:
    }
  }

  /** Plain text has no place for a picture that is on its way. */
  async plain() {
    if (this.attachments.inText && !this.editor.isPlain) {
      this.problem(this.labels.uploading);
      return;
    }
    await this.editor.toggle(this.author.signature(), this.author.address);
    this.classList.toggle('as-plain', this.editor.isPlain);
  }

  /** The verbs of the map that only a composer does. */
  do(name) {
    switch (name) {
      case 'send': this.send(); break;
      case 'sendLater': this.querySelector('.later').click(); break;
      case 'sendArchive': this.send(0, true); break;
      default:
        this.classList.add('copies');
        this.people(name === 'addCc' ? 'cc' : 'bcc').focus();
    }
  }

  /** What is written stays; a file that is on its way would not. */
  whole() {
    if (this.attachments.busy) {
      this.problem(this.labels.uploading);
    } else {
      ['to', 'cc', 'bcc'].forEach((field) => this.people(field).commit());
      this.snapshot('k-whole');
    }
  }

  /** The keys beside what they do, as they are now. */
  hints() {
    this.querySelectorAll('[data-verb]').forEach(hinted);
  }

  pressed(event) {
    if (event.isComposing || event.defaultPrevented) {
      return;
    }
    const name = verbOf(event, 'composer');
    if (name && name !== 'link' && (name !== 'sendArchive' || this.dataset.kind === 'answer')) {
      event.preventDefault();
      this.do(name);
    } else if (event.key === 'Escape' && !this.querySelector('.menu:popover-open')) {
      event.stopPropagation();
      // or it would leave the question at once
      event.preventDefault();
      this.close();
    }
  }
}

customElements.define('k-composer', Composer);

document.addEventListener('focusin', ({ target }) => (focused = target));

addEventListener('k-kept', ({ detail }) => {
  if (detail.gone) {
    const former = gone.get(detail.id);
    former?.release();
    former?.attachments.stopAll();
    gone.delete(detail.id);
  }
});

for (const [name, ...answers] of [['reply', 'reply'], ['replyAll', 'reply-all', 'reply'], ['forward', 'forward']]) {
  // what the server hides stays in the page, and it hears nothing of a click there; some that show only on narrow screens do what they do all the same;
  // where an answer would go to one person alone, there is none to all
  const button = () => answers.map((answer) => document.querySelector(`.reader:not(.closed) [data-answer="${answer}"]:not([hidden] *)`)).find(Boolean);
  verb(name, () => button().click(), { when: button, writes: true });
}
const making = () => document.querySelector('.side .compose');
verb('new', () => making().click(), { when: making, text: () => making().querySelector('span').textContent, writes: true });
const composer = () => document.querySelector('k-composer:not(.small)');
const answering = () => document.querySelector('k-composer[data-kind="answer"]:not(.small)');
verb('link', () => composer().editor.command('link'), { when: () => composer() && !composer().editor.isPlain });
for (const name of ['send', 'sendLater', 'addCc', 'addBcc', 'sendArchive']) {
  const when = name === 'sendArchive' ? answering : composer;
  verb(name, () => when().do(name), { when });
}
