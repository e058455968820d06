// The search field on "/", and the way through the results by keys.
import { onKey } from './shell.js';

function links() {
  return [...document.querySelectorAll('.results a.row')];
}

function step(by) {
  const all = links();
  const here = all.indexOf(document.activeElement);
  all[here < 0 ? 0 : Math.max(0, Math.min(all.length - 1, here + by))]?.focus();
}

onKey((event) => {
  if (event.key === '/') {
    const field = document.querySelector('.searchbox input');
    field?.focus();
    field?.select();
    return Boolean(field);
  }
  if (!document.querySelector('.results')) {
    return false;
  }
  switch (event.key) {
    case 'j': case 'ArrowDown': step(1); return true;
    case 'k': case 'ArrowUp': step(-1); return true;
    default: return false;
  }
});

document.addEventListener('keydown', (event) => {
  const field = event.target.closest?.('.searchbox input');
  if (!field || event.isComposing) {
    return;
  }
  if (event.key === 'Escape') {
    field.blur();
  } else if (event.key === 'ArrowDown' && links().length) {
    event.preventDefault();
    step(1);
  }
});
