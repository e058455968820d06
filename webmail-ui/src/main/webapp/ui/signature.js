// <k-signature>: a signature that is being written, with its tools. A picture in it goes to the server as soon as it is chosen, which puts it into the text or says why not.
import { filePicker } from './draw.js';
import { formats } from './formats.js';
import { WIDTHS, widthOf } from './pictures.js';

/** What every mail program shows. */
const KINDS = 'image/png,image/jpeg,image/gif';

class Signature extends HTMLElement {
  connectedCallback() {
    if (this.picker) {
      return;
    }
    formats(this, this.querySelector('k-editor'));
    this.picker = filePicker(KINDS, (files) => this.add(files));
    this.append(this.picker);
    this.addEventListener('click', (event) => event.target.closest('[data-do=picture]') && this.picker.click());
    this.addEventListener('k-files', (event) => this.add(event.detail.files));
    this.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
    this.addEventListener('drop', (event) => {
      if (event.dataTransfer?.files.length) {
        event.preventDefault();
        this.add([...event.dataTransfer.files]);
      }
    });
  }

  /** What is larger than pictures may be together is only told of. */
  async add(files) {
    for (const file of files) {
      const address = file.size <= this.limit ? await addressOf(file) : '';
      const json = JSON.stringify({ name: file.name || 'image.png', octets: file.size, content: address.replace(/^.*,/, ''), width: Math.min(await widthOf(address), WIDTHS.signature.fit) });
      this.dispatchEvent(new CustomEvent('k-picture', { detail: { json } }));
    }
  }
}

/** With its octets in it; empty if they cannot be read. */
function addressOf(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => done(reader.result ?? ''));
    reader.readAsDataURL(file);
  });
}

customElements.define('k-signature', Signature);
