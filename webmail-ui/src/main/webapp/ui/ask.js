// Small dialogs that ask for something.
import { make } from './draw.js';

/**
 * A small dialog in front of everything, in which no key is one of the page's.
 *
 * @param title what it is about
 * @param draw given what closes it with an answer, makes what stands in it
 * @return the answer; nothing when it is left
 */
export function inFront(title, draw) {
  return new Promise((answer) => {
    let said = null;
    const dialog = make('dialog', 'ask');
    dialog.setAttribute('aria-label', title);
    dialog.append(...draw((value) => {
      said = value;
      dialog.close();
    }));
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(said);
    });
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A button of such a dialog. */
export function button(text, classes, pressed, type = 'button') {
  const made = Object.assign(make('button', `btn ${classes}`, text), { type });
  pressed && made.addEventListener('click', pressed);
  return made;
}

/**
 * Asks whether something may be lost; who only presses Enter keeps it.
 *
 * @param lines what it is
 * @param stay what the button says that keeps it
 * @param go what the button says that loses it
 * @return whether it may
 */
export function askLoss({ title, text, lines, stay, go }) {
  return inFront(title, (close) => {
    const list = make('ul', 'unsaved', ...lines.map((words) => {
      const line = make('li', '', words);
      line.dir = 'auto';
      return line;
    }));
    return [make('h2', '', title), make('p', '', text), list, make('div', 'h', button(stay, '', () => close(false)), button(go, 'danger', () => close(true)))];
  });
}

/**
 * Asks for a few values.
 *
 * @param title what it is about
 * @param fields [{name, label, ...}]: the rest are properties of the input; or [{name, element}] for a field of another kind
 * @param verb what its button says
 * @param other what a second button says; none if left out
 * @param check given the values by name, says why they are refused; nothing if they are taken
 * @return the values by name; 'other' after the second button, nothing when it is left
 */
export function askFor({ title, text = '', fields = [], verb, cancel, other, check = () => '' }) {
  const inputs = fields.map(({ name, label, element, ...properties }) => ({
    name, label, input: element ?? Object.assign(document.createElement('input'), { name, autocomplete: 'off', ...properties }),
  }));
  const asked = inFront(title, (close) => {
    const why = make('p', 'why');
    why.setAttribute('role', 'alert');
    const buttons = make('div', 'h', button(cancel, '', () => close(null)), button(verb, 'primary', null, 'submit'));
    other && buttons.prepend(button(other, 'other', () => close('other')));
    const lines = inputs.map(({ label, input }) => (label ? make('label', '', label, input) : input));
    const form = make('form', 'fields', make('h2', '', title), ...(text ? [make('p', '', text)] : []), ...lines, why, buttons);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const values = Object.fromEntries(inputs.map(({ name, input }) => [name, input.value]));
      why.textContent = check(values);
      why.textContent ? inputs[0].input.focus() : close(values);
    });
    return [form];
  });
  const first = inputs[0]?.input;
  first?.focus();
  first?.select?.();
  return asked;
}
