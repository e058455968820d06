// Menus, the drawer, the look settings: the parts of the frame that need no server.
import { showKeys } from './keys.js';

const YEAR = 60 * 60 * 24 * 365;

// ---- menus: beside their button, arrow keys, closed after a choice ----

document.addEventListener('toggle', (event) => {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches('.menu[popover]') || event.newState !== 'open') {
    return;
  }
  const opener = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (opener) {
    place(menu, opener);
  }
  markChoices(menu);
  items(menu)[0]?.focus();
}, true);

/** Below its button, its end at the button's end, inside the window. */
export function place(menu, opener) {
  const at = opener.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const rtl = document.documentElement.dir === 'rtl';
  const wanted = rtl || at.left + size.width < innerWidth - 8 ? at.left : at.right - size.width;
  const below = at.bottom + 4 + size.height < innerHeight - 8;
  menu.style.left = `${Math.max(8, Math.min(wanted, innerWidth - size.width - 8))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px`;
}

function items(menu) {
  return [...menu.querySelectorAll('.mi')].filter((item) => item.offsetParent !== null || item.getClientRects().length);
}

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('.menu[popover]');
  if (!menu || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) {
    return;
  }
  event.preventDefault();
  const all = items(menu);
  const here = all.indexOf(document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
  all.at(((to % all.length) + all.length) % all.length)?.focus();
});

document.addEventListener('click', (event) => {
  const item = event.target.closest?.('.menu[popover] .mi');
  if (item) {
    if (item.dataset.set) {
      choose(item.dataset.set, item.dataset.value);
    }
    item.closest('.menu').hidePopover();
  }
});

// ---- look: scheme, density, language ----

function cookie(name) {
  return document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

function markChoices(menu) {
  const chosen = {
    'kantor-scheme': cookie('kantor-scheme') ?? 'system',
    'kantor-density': cookie('kantor-density') ?? 'comfortable',
    'kantor-language': document.documentElement.lang.slice(0, 2),
  };
  for (const item of menu.querySelectorAll('[data-set]')) {
    item.setAttribute('aria-checked', String(chosen[item.dataset.set] === item.dataset.value));
  }
}

function choose(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
  const html = document.documentElement;
  if (name === 'kantor-scheme') {
    value === 'system' ? html.removeAttribute('theme') : html.setAttribute('theme', value);
  } else if (name === 'kantor-density') {
    value === 'compact' ? html.setAttribute('data-density', value) : html.removeAttribute('data-density');
    dispatchEvent(new CustomEvent('k-density'));
  } else {
    location.reload();
  }
}

// ---- the drawer (the side panel below 1181 px) ----

function drawer(open) {
  const app = document.querySelector('.app');
  app?.classList.toggle('side-open', open);
  app?.querySelector('.side-toggle')?.setAttribute('aria-expanded', String(open));
  if (open) {
    app.querySelector('.side a, .side button')?.focus();
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('.side-toggle')) {
    drawer(!document.querySelector('.app').classList.contains('side-open'));
  } else if (event.target.closest?.('.side-scrim, .side a, .side .compose')) {
    drawer(false);
  } else if (event.target.closest?.('.keys-toggle')) {
    showKeys();
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && document.querySelector('.app.side-open')) {
    event.stopPropagation();
    drawer(false);
    document.querySelector('.side-toggle')?.focus();
  }
}, true);

// ---- single keys ----

/** Whether a key belongs to what has the focus (a field, an editor, a menu) and not to the page. */
export function taken(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
    return true;
  }
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], .menu, dialog[open], vaadin-combo-box') !== null;
}

/** Answers a key wherever it may come from: the page, or the frame that shows a message. */
const handlers = [];

/** @param handler gets the event's key and shift state; answers whether it took it */
export function onKey(handler) {
  handlers.push(handler);
}

export function key(event) {
  for (const handler of handlers) {
    if (handler(event)) {
      event.preventDefault();
      return true;
    }
  }
  return false;
}

document.addEventListener('keydown', (event) => {
  if (!taken(event)) {
    key(event);
  }
});

onKey((event) => {
  if (event.key === '?') {
    showKeys();
    return true;
  }
  if (event.key === '[') {
    drawer(!document.querySelector('.app.side-open'));
    return true;
  }
  return false;
});
