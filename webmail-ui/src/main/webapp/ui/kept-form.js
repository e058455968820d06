// What is typed into a form (of an event, of a contact) is kept in this browser as what is written in a composer is, until the form is saved or left. <k-keeps-form> stands in
// the form; <k-forms> in the view, which opens again what was left over.
import { forget, held, keep, keptOf, whenFree } from './kept.js';

const PAUSE = 200;
const CHANGES = ['input', 'change', 'click'];
/** What forms held whose elements went, by their numbers: Flow builds the page anew when a message was lost. */
const gone = new Map();

const value = (field) => {
  switch (field.localName) {
    case 'vaadin-checkbox': return String(field.checked);
    case 'vaadin-select': return field.querySelector('vaadin-select-value-button')?.innerText.trim() ?? '';
    default: return field.value ?? '';
  }
};

class KeepsForm extends HTMLElement {
  connectedCallback() {
    this.form = this.parentElement;
    this.kept ??= Boolean(this.dataset.left);
    this.changed = () => (this.timer ??= setTimeout(() => this.copy(), PAUSE));
    this.leaving = () => this.copy(true);
    CHANGES.forEach((name) => this.form.addEventListener(name, this.changed));
    addEventListener('pagehide', this.leaving);
    this.release = held(this.dataset.form);
    const former = gone.get(this.dataset.form);
    gone.delete(this.dataset.form);
    requestAnimationFrame(() => {
      // what the server said meanwhile is newer
      this.begun ??= former?.begun ?? (this.dataset.left ? '' : this.values());
      if (former && former.values !== this.values()) {
        const json = this.unsaved(former.values, former.begun);
        json === '[]' || this.dispatchEvent(new CustomEvent('k-fill', { detail: { json } }));
      }
    });
  }

  disconnectedCallback() {
    this.copy(true);
    gone.set(this.dataset.form, { begun: this.begun, values: this.values() });
    CHANGES.forEach((name) => this.form.removeEventListener(name, this.changed));
    removeEventListener('pagehide', this.leaving);
    this.release();
  }

  /** The name, the value and the label of each field. */
  values() {
    return JSON.stringify([...this.form.querySelectorAll('[data-field]')].map((field) => [field.dataset.field, value(field), field.dataset.label ?? '']));
  }

  /** Called by the server, of a form whose fields are saved each by itself: what it has of them, by their names. */
  has(saved) {
    this.begun = JSON.stringify(JSON.parse(this.values()).map(([name, , label]) => [name, saved[name], label]));
    this.copy();
  }

  /** What would be lost: all fields of a form that is saved as a whole, else those that differ. */
  unsaved(values, begun = this.begun) {
    if (this.dataset.each === undefined) {
      return values;
    }
    const saved = JSON.parse(begun || '[]');
    return JSON.stringify(JSON.parse(values).filter(([, text], at) => text !== saved[at]?.[1]));
  }

  /** Answers whether nothing would be lost if the page went now. */
  copy(goes = false) {
    clearTimeout(this.timer);
    this.timer = null;
    const values = this.values();
    if (this.begun === undefined || (values === this.begun && !this.kept)) {
      return true;
    }
    const unsaved = this.unsaved(values);
    this.kept = unsaved !== '[]';
    if (!this.kept) {
      forget(this.dataset.form);
      return true;
    }
    const { form: id, account, kind, of } = this.dataset;
    const subject = JSON.parse(unsaved).map(([, text]) => text).find(Boolean) ?? '';
    return keep({ id, account, kind, of, values: unsaved, snapshot: { subject } }, goes);
  }
}

class Forms extends HTMLElement {
  async connectedCallback() {
    this.opened = false;
    for (const { id, kind } of await keptOf(this.dataset.account)) {
      if (this.dataset.kinds.split(' ').includes(kind)) {
        whenFree(id, () => this.open(id), false);
      }
    }
  }

  /** One at a time: the others when the view is opened again. */
  async open(id) {
    const record = (await keptOf(this.dataset.account)).find((one) => one.id === id);
    if (record && this.isConnected && !this.opened && !document.querySelector('k-keeps-form')) {
      this.opened = true;
      this.dispatchEvent(new CustomEvent('k-restore', { detail: { kind: record.kind, json: JSON.stringify(record) } }));
    }
  }
}

customElements.define('k-keeps-form', KeepsForm);
customElements.define('k-forms', Forms);

addEventListener('k-kept', ({ detail }) => detail.gone && gone.delete(detail.id));
