// <k-import>: files of mail into a folder, one after the other, with progress; stopping keeps what is filed, and doing it again adds nothing twice.
import { filled, icon, make } from './draw.js';

class Import extends HTMLElement {
  constructor() {
    super();
    // set by the server, perhaps before this class was known
    this.texts ??= {};
    this.folders ??= [];
  }

  connectedCallback() {
    if (this.folder) {
      return;
    }
    this.folder = make('select', 'inp', ...this.folders.map((folder) => {
      const option = make('option', '', folder.name);
      option.value = folder.id;
      return option;
    }));
    this.folder.setAttribute('aria-label', this.text('into'));
    this.files = make('input', 'sr');
    Object.assign(this.files, { type: 'file', multiple: true, accept: '.eml,.mbox,message/rfc822,application/mbox', tabIndex: -1 });
    this.files.setAttribute('aria-hidden', 'true');
    this.choose = this.button('upload', 'choose', () => this.files.click());
    this.choose.classList.add('primary');
    this.stop = this.button('x', 'stop', () => this.cancel());
    this.stop.hidden = true;
    this.status = make('span', 'sec grow');
    this.status.setAttribute('role', 'status');
    this.filled = make('i', '');
    this.bar = make('span', 'quota', this.filled);
    this.bar.hidden = true;
    this.append(make('div', 'setline', make('span', 'med', this.text('into')), this.folder, this.files, make('span', 'grow'), this.stop, this.choose), make('div', 'setline result', this.status, this.bar));
    this.files.addEventListener('change', () => this.run([...this.files.files]));
  }

  text(name, ...values) {
    return filled(this.texts[`import.${name}`] ?? '', ...values);
  }

  button(name, label, then) {
    const button = make('button', 'btn', icon(name), make('span', '', this.text(label)));
    button.type = 'button';
    button.addEventListener('click', then);
    return button;
  }

  async run(files) {
    const sum = { added: 0, known: 0 };
    this.stopped = false;
    this.busy(true);
    let problem = '';
    for (const file of files) {
      const answer = await this.send(file);
      sum.added += answer.added ?? 0;
      sum.known += answer.known ?? 0;
      if (this.stopped || answer.problem !== undefined) {
        problem = this.stopped ? this.text('stopped') : this.text('failed', file.name, answer.problem);
        break;
      }
    }
    this.busy(false);
    const number = (value) => value.toLocaleString(document.documentElement.lang);
    this.status.textContent = problem || this.text('done', number(sum.added), number(sum.known));
    this.files.value = '';
  }

  send(file) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.upload.addEventListener('progress', (event) => {
        const share = event.total ? event.loaded / event.total : 1;
        this.filled.style.width = `${share * 100}%`;
        this.status.textContent = share < 1 ? this.text('sending', file.name, Math.round(share * 100)) : this.text('working', file.name);
      });
      request.addEventListener('load', () => {
        try {
          resolve(JSON.parse(request.responseText));
        } catch {
          resolve({ problem: this.text('lost') });
        }
      });
      request.addEventListener('error', () => resolve({ problem: this.text('lost') }));
      request.addEventListener('abort', () => resolve({}));
      request.open('POST', this.dataset.upload);
      request.setRequestHeader('X-Kantor-Folder', this.folder.value);
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.send(file);
    });
  }

  cancel() {
    this.stopped = true;
    this.request?.abort();
  }

  busy(on) {
    this.stop.hidden = !on;
    this.choose.hidden = on;
    this.bar.hidden = !on;
    this.filled.style.width = '0';
  }
}

customElements.define('k-import', Import);
