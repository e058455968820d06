// <k-composer>: the window in which a message is written. It holds the whole state while somebody writes; the server gets a snapshot to keep as a draft when
// the writer pauses, and to send. Modeless, never closed by a click beside it, never without its text.
import { verb } from './keys.js';

const PAUSE = 1500;
const LONGEST = 10000;

class Composer extends HTMLElement {
  constructor() {
    super();
    this.labels ??= {};
    this.files ??= [];
    this.limit ??= 25e6;
    this.uploads = new Map();
    this.dirty = false;
  }

  connectedCallback() {
    if (this.ready) {
      return;
    }
    this.ready = true;
    this.editor = this.querySelector('k-editor');
    this.subject = this.querySelector('input.subject');
    this.addEventListener('k-changed', () => this.changed());
    this.addEventListener('k-files', (event) => this.addFiles(event.detail.files, event.detail.inline));
    this.addEventListener('k-marks', (event) => this.mark(event.detail));
    this.subject.addEventListener('input', () => {
      this.title();
      this.changed();
    });
    this.addEventListener('pointerdown', (event) => event.target.closest('.tool button') && event.preventDefault());
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
        this.addFiles([...event.dataTransfer.files], false);
      }
    });
    this.picker = document.createElement('input');
    Object.assign(this.picker, { type: 'file', multiple: true, hidden: true, className: 'file-input' });
    this.picker.addEventListener('change', () => {
      this.addFiles([...this.picker.files], false);
      this.picker.value = '';
    });
    this.append(this.picker);
    this.leaving = () => this.dirty && this.snapshot('k-draft');
    addEventListener('pagehide', this.leaving);
    this.drawFiles();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener('pagehide', this.leaving);
  }

  people(field) {
    return this.querySelector(`k-recipients[data-field="${field}"]`);
  }

  /** From the server, once everything is loaded: where the writer begins. */
  begin(where) {
    this.title();
    if (this.people('cc').people.length || this.people('bcc').people.length) {
      this.classList.add('copies');
    }
    requestAnimationFrame(() => (where === 'to' ? this.people('to').focus() : this.editor.focusStart()));
  }

  title() {
    const title = this.querySelector('.ch b');
    title.textContent = this.subject.value.trim() || title.dataset.empty;
  }

  // ---- state ----

  changed() {
    this.dirty = true;
    this.status('');
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

  /** Something was wrong with what was asked; the text says what. */
  problem(text) {
    const bar = this.querySelector('.problem');
    bar.hidden = !text;
    bar.querySelector('.grow').textContent = text;
  }

  snapshot(name) {
    clearTimeout(this.timer);
    this.since = null;
    this.dirty = false;
    const list = (field) => this.people(field).people.map(({ name: shown, address }) => ({ name: shown ?? '', address }));
    const detail = {
      to: list('to'), cc: list('cc'), bcc: list('bcc'), subject: this.subject.value, from: this.querySelector('select.from')?.value ?? '',
      html: this.editor.isPlain ? '' : this.editor.html, text: this.editor.isPlain ? this.editor.text : '', plain: this.editor.isPlain,
      files: this.files.map((file) => file.id),
    };
    this.dispatchEvent(new CustomEvent(name, { detail: { json: JSON.stringify(detail) } }));
  }

  send() {
    ['to', 'cc', 'bcc'].forEach((field) => this.people(field).commit());
    const all = ['to', 'cc', 'bcc'].flatMap((field) => this.people(field).people);
    const bad = all.find((person) => person.bad);
    if (!all.length) {
      this.problem(this.labels.nobody);
      this.people('to').focus();
    } else if (bad) {
      this.problem(this.labels.wrong.replace('{0}', bad.address));
    } else if (this.uploads.size) {
      this.problem(this.labels.uploading);
    } else {
      this.problem('');
      this.snapshot('k-send');
    }
  }

  close() {
    if (this.dirty) {
      ['to', 'cc', 'bcc'].forEach((field) => this.people(field).commit());
      this.snapshot('k-draft');
    }
    this.dispatchEvent(new CustomEvent('k-close'));
  }

  // ---- buttons and keys ----

  clicked(event) {
    const button = event.target.closest('[data-do]');
    if (!button) {
      return;
    }
    const [verb, value] = button.dataset.do.split(':');
    switch (verb) {
      case 'send': this.send(); break;
      case 'close': this.close(); break;
      case 'discard': clearTimeout(this.timer); this.dispatchEvent(new CustomEvent('k-discard')); break;
      case 'attach': this.picker.click(); break;
      case 'copies': this.classList.add('copies'); this.people('cc').focus(); break;
      case 'minimise': this.classList.toggle('small'); this.classList.remove('full'); break;
      case 'full': this.classList.toggle('full'); this.classList.remove('small'); break;
      case 'plain': this.editor.toggle(); this.classList.toggle('as-plain', this.editor.isPlain); break;
      case 'command': this.editor.command(value); break;
      default:
    }
  }

  mark(on) {
    for (const [name, state] of Object.entries(on)) {
      const tool = this.querySelector(`[data-do="command:${name}"]`);
      tool?.classList.toggle('on-accent', state);
      tool?.setAttribute('aria-pressed', String(state));
    }
  }

  pressed(event) {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    }
  }

  // ---- files ----

  addFiles(files, inline) {
    for (const file of files) {
      const total = this.files.reduce((sum, one) => sum + one.octets, 0) + file.size;
      if (total > this.limit) {
        this.problem(this.labels.large.replace('{0}', file.name));
        continue;
      }
      this.upload(file, inline && file.type.startsWith('image/') && !this.editor.isPlain);
    }
  }

  upload(file, inline) {
    const id = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const request = new XMLHttpRequest();
    const entry = { id, name: file.name || 'image.png', octets: file.size, progress: 0, inline, request };
    this.uploads.set(id, entry);
    request.open('POST', this.getAttribute('data-upload'));
    request.setRequestHeader('X-Kantor-File', id);
    request.setRequestHeader('X-Kantor-Inline', String(inline));
    request.upload.addEventListener('progress', (event) => {
      entry.progress = event.lengthComputable ? event.loaded / event.total : 0;
      this.drawFiles();
    });
    request.addEventListener('loadend', () => {
      this.uploads.delete(id);
      if (request.status >= 200 && request.status < 300) {
        this.files.push({ id, name: entry.name, octets: file.size, inline });
        if (inline) {
          this.editor.insertPicture(id, URL.createObjectURL(file), entry.name);
        }
        this.changed();
      } else if (request.status !== 0 || !entry.stopped) {
        this.problem(this.labels.failed.replace('{0}', entry.name));
      }
      this.drawFiles();
    });
    request.setRequestHeader('X-Kantor-Name', encodeURIComponent(entry.name));
    request.setRequestHeader('X-Kantor-Type', file.type);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(file);
    this.drawFiles();
  }

  /** From the server: what is attached already (a draft, a forwarded message). */
  setFiles(files) {
    this.files = files;
    this.drawFiles();
  }

  drawFiles() {
    const box = this.querySelector('.att');
    if (!box) {
      return;
    }
    const all = [...this.files.filter((file) => !file.inline), ...[...this.uploads.values()].filter((file) => !file.inline)];
    box.hidden = !all.length;
    box.replaceChildren(...all.map((file) => this.card(file)));
  }

  card(file) {
    const card = document.createElement('div');
    card.className = 'file';
    card.setAttribute('role', 'listitem');
    const kind = document.createElement('span');
    kind.className = `ft h-${hue(file.name)}`;
    kind.setAttribute('aria-hidden', 'true');
    kind.textContent = extension(file.name);
    const lines = document.createElement('span');
    lines.className = 'v grow';
    const name = document.createElement('b');
    name.className = 'trunc';
    name.dir = 'auto';
    name.textContent = file.name;
    const size = document.createElement('small');
    size.className = 'num';
    const uploading = this.uploads.has(file.id);
    size.textContent = uploading ? `${Math.round(file.progress * 100)}% · ${sizeText(file.octets)}` : sizeText(file.octets);
    lines.append(name, size);
    if (uploading) {
      const bar = document.createElement('span');
      bar.className = 'quota';
      const filled = document.createElement('i');
      filled.style.width = `${file.progress * 100}%`;
      bar.append(filled);
      lines.append(bar);
    }
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'ib sm';
    remove.setAttribute('aria-label', (this.labels.remove ?? '').replace('{0}', file.name));
    const icon = document.createElement('k-icon');
    icon.setAttribute('name', 'x');
    icon.className = 's';
    remove.append(icon);
    remove.addEventListener('click', () => {
      if (uploading) {
        file.stopped = true;
        file.request.abort();
      } else {
        this.files = this.files.filter((one) => one.id !== file.id);
        this.changed();
      }
      this.drawFiles();
    });
    card.append(kind, lines, remove);
    return card;
  }
}

function extension(name) {
  const ending = name.includes('.') ? name.split('.').pop().toUpperCase() : '';
  return ending.length <= 4 ? ending : '';
}

function hue(name) {
  const hues = { PDF: 'red', XLS: 'green', XLSX: 'green', ODS: 'green', CSV: 'green', PPT: 'amber', PPTX: 'amber', ZIP: 'lime', PNG: 'violet', JPG: 'violet', JPEG: 'violet', GIF: 'violet', WEBP: 'violet' };
  return hues[extension(name)] ?? 'blue';
}

function sizeText(octets) {
  let value = octets;
  let unit = 0;
  while (value >= 999.5 && unit < 3) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${['B', 'KB', 'MB', 'GB'][unit]}`;
}

customElements.define('k-composer', Composer);

for (const [name, answer] of Object.entries({ reply: 'reply', replyAll: 'reply-all', forward: 'forward' })) {
  const button = () => document.querySelector(`.reader:not(.closed) [data-answer="${answer}"]`);
  verb(name, () => button().click(), { when: button });
}
const making = () => document.querySelector('.side .compose');
verb('new', () => making().click(), { when: making, text: () => making().querySelector('span').textContent });
const composer = () => document.querySelector('k-composer:not(.small)');
verb('send', () => composer().send(), { when: composer });
