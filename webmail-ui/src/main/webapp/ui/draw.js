// Small pieces of the page that scripts draw.

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A text with its {0}, {1} and so on filled in; values are taken as they are, whatever signs they have, and leave the order of what stands beside them alone. */
export function filled(text, ...values) {
  const isolated = (value) => (RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value);
  return values.reduce((sentence, value, i) => sentence.replace(`{${i}}`, () => isolated(value)), text);
}

export function icon(name, className = '') {
  const element = make('k-icon', className);
  element.setAttribute('name', name);
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** A person's round initials. @param person {initials, hue} */
export function face(person) {
  const round = make('span', `av h-${person.hue}`, person.initials);
  round.setAttribute('aria-hidden', 'true');
  return round;
}

/** A button with an icon alone. @param label what it is called, also under the pointer */
export function iconButton(name, label, className = 'ib sm') {
  const button = make('button', className, icon(name));
  button.type = 'button';
  called(button, label);
  return button;
}

export function called(button, label) {
  button.title = label;
  button.setAttribute('aria-label', label);
}

/** Asks for files when it is clicked. @param accept the kinds of files, empty for all @param chosen is given them */
export function filePicker(accept, chosen) {
  const picker = make('input', 'file-input');
  Object.assign(picker, { type: 'file', multiple: true, hidden: true, accept });
  picker.addEventListener('change', () => {
    chosen([...picker.files]);
    picker.value = '';
  });
  return picker;
}
