// Small pieces of the page that scripts draw.

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
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
