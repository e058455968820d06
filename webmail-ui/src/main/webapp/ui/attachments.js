// The files of a composer: they go to the server in pieces as soon as they are chosen, and stand as cards below the text. They outlive the element that shows them,
// which Flow may build anew at any time.
import { filled, icon, make } from './draw.js';
import { WIDTHS, widthOf } from './pictures.js';

const PIECE = 1_000_000;
const LONGEST_PAUSE = 15_000;

export class Attachments {
  /** What is attached: {id, name, octets, inline} each. */
  files = [];
  /** What is on its way, by id. */
  uploads = new Map();

  constructor(composer) {
    this.composer = composer;
  }

  get names() {
    return this.files.filter((file) => !file.inline).map((file) => file.name);
  }

  /** Of all that a page that is loaded anew would not have. */
  get unsent() {
    return [...this.uploads.values()].map((file) => file.name);
  }

  get busy() {
    return this.uploads.size > 0;
  }

  /** Whether a picture of the text is on its way. */
  get inText() {
    return [...this.uploads.values()].some((file) => file.inline);
  }

  /** Nobody wants what is on its way any more; answers once nothing is. */
  stopAll() {
    return Promise.all([...this.uploads.values()].map((entry) => this.stop(entry)));
  }

  stop(entry) {
    entry.stopped = true;
    entry.request?.abort();
    entry.goOn?.();
    return entry.ends;
  }

  /** From now on they are another element's, of the same window. */
  moveTo(composer) {
    this.composer = composer;
    this.draw();
  }

  /** What the server has: a draft's, or those of a message that is forwarded. */
  set(files) {
    this.files = files;
    this.draw();
  }

  add(files, inline) {
    const { composer } = this;
    for (const file of files) {
      const total = [...this.files, ...this.uploads.values()].reduce((sum, one) => sum + one.octets, 0) + file.size;
      if (total > composer.limit) {
        composer.problem(filled(composer.labels.large, file.name, sizeText(file.size), sizeText(composer.limit)));
        continue;
      }
      const id = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
      const inText = inline && file.type.startsWith('image/') && !composer.editor.isPlain;
      const entry = { id, name: file.name || 'image.png', octets: file.size, progress: 0, inline: inText, file };
      this.uploads.set(id, entry);
      composer.copy();
      this.draw();
      if (!inText) {
        composer.attaching(entry.name);
      }
      entry.ends = this.upload(entry);
    }
  }

  /** Sends a file in pieces. After a broken connection, however long, the server says how much of it is there, and the rest follows. Only what it refuses ends that. */
  async upload(entry) {
    const { id, file, inline } = entry;
    let offset = 0;
    let failures = 0;
    let complete = false;
    let full = false;
    while (!complete && !entry.stopped) {
      const asked = this.composer;
      const answer = await this.piece(entry, failures ? -1 : offset);
      if (answer.status === 200) {
        if (failures && !inline) {
          this.composer.status(filled(this.composer.labels.attaching, entry.name));
        }
        failures = 0;
        offset = answer.here;
        entry.progress = file.size ? offset / file.size : 1;
        complete = offset >= file.size;
      } else if (answer.status === 0 || answer.status >= 500 || asked !== this.composer) {
        // an address that went with its element is none of the file's fault
        if (++failures === 1 && !inline) {
          this.composer.status(filled(this.composer.labels.waits, entry.name));
        }
        await this.pause(entry, Math.min(LONGEST_PAUSE, 500 * 2 ** failures));
      } else {
        full = answer.status === 429;
        break;
      }
      this.draw();
    }
    const picture = complete && inline ? URL.createObjectURL(file) : '';
    const width = picture ? await widthOf(picture) : 0;
    this.uploads.delete(id);
    const { composer } = this;
    if (complete) {
      this.files.push({ id, name: entry.name, octets: file.size, inline });
      if (inline) {
        composer.editor.insertPicture(id, picture, entry.name, width > WIDTHS.message.fit ? WIDTHS.message.fit : 0);
      }
      composer.changed();
      if (!inline) {
        composer.status(filled(composer.labels.attached, entry.name));
      }
    } else {
      composer.status('');
      composer.keepOrForget();
      composer.isConnected && composer.dispatchEvent(new CustomEvent('k-drop', { detail: { json: id } }));
      if (!entry.stopped) {
        composer.problem(filled(composer.labels[full ? 'full' : 'failed'], entry.name));
      }
    }
    this.draw();
  }

  /** Waits for so many milliseconds, the browser's connection, or whoever does not want to wait any longer. */
  async pause(entry, millis) {
    await new Promise((go) => {
      entry.goOn = go;
      setTimeout(go, millis);
      addEventListener('online', go, { once: true });
      this.draw();
    });
    removeEventListener('online', entry.goOn);
    entry.goOn = null;
    this.draw();
  }

  /** One piece; with an offset of -1 none, only the question how much is there. */
  piece(entry, offset) {
    return new Promise((answer) => {
      const request = new XMLHttpRequest();
      entry.request = request;
      request.open('POST', this.composer.getAttribute('data-upload'));
      const headers = { File: entry.id, Inline: entry.inline, Name: encodeURIComponent(entry.name), Type: entry.file.type, Octets: entry.file.size, Offset: offset };
      for (const [name, value] of Object.entries(headers)) {
        request.setRequestHeader(`X-Kantor-${name}`, String(value));
      }
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.upload.addEventListener('progress', (event) => {
        entry.progress = entry.file.size ? (Math.max(0, offset) + event.loaded) / entry.file.size : 1;
        this.draw();
      });
      request.addEventListener('loadend', () => {
        const here = request.getResponseHeader('X-Kantor-Here');
        // somebody between may answer in the server's place
        answer({ status: request.status === 200 && here === null ? 0 : request.status, here: Number(here) });
      });
      request.send(offset < 0 ? new Blob([]) : entry.file.slice(offset, offset + PIECE));
    });
  }

  draw() {
    const box = this.composer.querySelector('.att');
    if (box) {
      const all = [...this.files, ...this.uploads.values()].filter((file) => !file.inline);
      box.hidden = !all.length;
      box.replaceChildren(...all.map((file) => this.card(file)));
    }
  }

  card(file) {
    const name = make('b', 'trunc', file.name);
    name.dir = 'auto';
    const uploading = this.uploads.has(file.id);
    const progress = Math.min(1, file.progress ?? 0);
    const { labels } = this.composer;
    const size = make('small', 'num', file.goOn ? labels.retry : uploading ? `${Math.round(progress * 100)}% · ${sizeText(file.octets)}` : sizeText(file.octets));
    const lines = make('span', 'v grow', name, size);
    if (file.goOn) {
      const again = make('button', 'linkbtn', labels.again);
      again.type = 'button';
      again.setAttribute('aria-label', `${labels.again}: ${file.name}`);
      again.addEventListener('click', () => file.goOn?.());
      lines.append(again);
    }
    if (uploading) {
      const done = make('i', '');
      done.style.width = `${progress * 100}%`;
      const bar = make('span', 'quota', done);
      bar.setAttribute('role', 'progressbar');
      bar.setAttribute('aria-label', file.name);
      bar.setAttribute('aria-valuenow', String(Math.round(progress * 100)));
      lines.append(bar);
    }
    const remove = make('button', 'ib sm', icon('x', 's'));
    remove.type = 'button';
    remove.setAttribute('aria-label', filled(labels.remove ?? '', file.name));
    remove.addEventListener('click', () => {
      if (uploading) {
        this.stop(file);
      } else {
        this.files = this.files.filter((one) => one.id !== file.id);
        this.composer.changed();
      }
      this.draw();
    });
    const card = make('div', 'file', fileFace(file.name), lines, remove);
    card.setAttribute('role', 'listitem');
    return card;
  }
}

/** The coloured square with a file's kind. */
export function fileFace(name) {
  const kind = make('span', `ft h-${hue(name)}`, extension(name));
  kind.setAttribute('aria-hidden', 'true');
  return kind;
}

function extension(name) {
  const ending = name.includes('.') ? name.split('.').pop().toUpperCase() : '';
  return ending.length <= 4 ? ending : '';
}

function hue(name) {
  const hues = { PDF: 'red', XLS: 'green', XLSX: 'green', ODS: 'green', CSV: 'green', PPT: 'amber', PPTX: 'amber', ZIP: 'lime', PNG: 'violet', JPG: 'violet', JPEG: 'violet', GIF: 'violet', WEBP: 'violet', EML: 'teal', ICS: 'teal', VCF: 'teal' };
  return hues[extension(name)] ?? 'blue';
}

/** Such as 184 KB; one digit after the point below ten. */
export function sizeText(octets) {
  let value = octets;
  let unit = 0;
  while (value >= 999.5 && unit < 3) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${['B', 'KB', 'MB', 'GB'][unit]}`;
}
