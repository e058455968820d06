// A small dialog that asks for a few values.
import { make } from './draw.js';

/**
 * @param title what it is about
 * @param fields [{name, label, ...}]: the rest are properties of the input
 * @param verb what its button says
 * @param other what a second button says; none if left out
 * @param check given the values by name, says why they are refused; nothing if they are taken
 * @return the values by name; 'other' after the second button, nothing when it is left
 */
export function askFor({ title, text = '', fields = [], verb, cancel, other, check = () => '' }) {
  return new Promise((answer) => {
    let said = null;
    const dialog = make('dialog', 'ask');
    dialog.setAttribute('aria-label', title);
    const inputs = fields.map(({ name, label, ...properties }) => ({ name, label, input: Object.assign(document.createElement('input'), { name, autocomplete: 'off', ...properties }) }));
    const why = make('p', 'why');
    why.setAttribute('role', 'alert');
    const buttons = make('div', 'h');
    const button = (type, words, classes) => buttons.appendChild(Object.assign(make('button', `btn ${classes}`, words), { type }));
    if (other) {
      button('button', other, 'other').addEventListener('click', () => {
        said = 'other';
        dialog.close();
      });
    }
    button('button', cancel, '').addEventListener('click', () => dialog.close());
    button('submit', verb, 'primary');
    const form = make('form', 'fields', make('h2', '', title), ...(text ? [make('p', '', text)] : []), ...inputs.map(({ label, input }) => make('label', '', label, input)), why, buttons);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const values = Object.fromEntries(inputs.map(({ name, input }) => [name, input.value]));
      why.textContent = check(values);
      if (why.textContent) {
        inputs[0].input.focus();
      } else {
        said = values;
        dialog.close();
      }
    });
    dialog.append(form);
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(said);
    });
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    inputs[0]?.input.select();
  });
}
