// Small pieces of the page that scripts draw.

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** A text with its {0}, {1} and so on filled in; values are taken as they are, whatever signs they have. */
export function filled(text, ...values) {
  return values.reduce((sentence, value, i) => sentence.replace(`{${i}}`, () => value), text);
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
