// The menu of a folder of the reader's own or of a label: from its button, the right mouse button (or a long press) and Shift F10.
import { place } from './shell.js';

function show(line) {
  const button = line.querySelector('[data-menu]');
  const menu = document.getElementById(button.dataset.menu);
  const { mailbox, label } = line.querySelector('a').dataset;
  menu.dataset.mailbox = mailbox ?? '';
  menu.dataset.label = label ?? '';
  if (!menu.matches(':popover-open')) {
    menu.showPopover();
  }
  place(menu, button);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.fr [data-menu]');
  if (button) {
    show(button.closest('.fr'));
  }
});

document.addEventListener('contextmenu', (event) => {
  const line = event.target.closest?.('.fr');
  if (line) {
    event.preventDefault();
    show(line);
  }
});
