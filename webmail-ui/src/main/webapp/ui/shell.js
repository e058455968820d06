// Menus, the drawer, the look settings: the parts of the frame that need no server.
import { onEscape, verb } from './keys.js';

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
  markChoices();
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

// ---- what the person prefers of the look: in the page from the start, applied here at once, kept by the server ----

const ROOT = document.documentElement;

function markChoices() {
  for (const item of document.querySelectorAll('button[data-set]')) {
    const chosen = item.dataset.set === 'language' ? ROOT.lang.slice(0, 2) : ROOT.dataset[item.dataset.set];
    item.setAttribute('aria-checked', String(chosen === item.dataset.value));
    item.classList.toggle('on', chosen === item.dataset.value && !item.matches('.mi'));
  }
  for (const select of document.querySelectorAll('select[data-set]')) {
    select.value = ROOT.dataset[select.dataset.set];
  }
  const notify = document.querySelector('.sw.notify');
  notify?.classList.toggle('on', ROOT.dataset.notify === 'true');
  notify?.setAttribute('aria-checked', ROOT.dataset.notify);
}

new MutationObserver((changes) => {
  if (changes.some((change) => [...change.addedNodes].some((node) => node.querySelector?.('button[data-set]')))) {
    markChoices();
  }
}).observe(ROOT, { childList: true, subtree: true });

export function choose(name, value) {
  apply(name, value);
  document.querySelector('.looks')?.dispatchEvent(new CustomEvent('k-look', { detail: { name, value } }));
}

/** Called by the server when the person chose it in another page. */
window.kantorPreferred = apply;

export function apply(name, value) {
  ROOT.dataset[name] = value;
  if (name === 'scheme') {
    value === 'system' ? ROOT.removeAttribute('theme') : ROOT.setAttribute('theme', value);
  } else if (['density', 'pane', 'swiperight', 'swipeleft'].includes(name)) {
    dispatchEvent(new CustomEvent('k-density'));
  } else if (name === 'folded') {
    dispatchEvent(new CustomEvent('k-folded'));
  } else if (name === 'listwidth' || name === 'listheight') {
    value ? ROOT.style.setProperty(`--k-${name}`, `${value}${name === 'listwidth' ? 'px' : '%'}`) : ROOT.style.removeProperty(`--k-${name}`);
  }
  markChoices();
}

document.addEventListener('click', (event) => {
  const choice = event.target.closest?.('.seg button[data-set]');
  if (choice) {
    choose(choice.dataset.set, choice.dataset.value);
  }
});

document.addEventListener('change', (event) => {
  if (event.target.matches?.('select[data-set]')) {
    choose(event.target.dataset.set, event.target.value);
  }
});

document.addEventListener('keydown', (event) => {
  const choice = event.target.closest?.('.seg button[role="radio"]');
  const by = choice && { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (by) {
    event.preventDefault();
    const all = [...choice.parentElement.children];
    const next = all[(all.indexOf(choice) + (ROOT.dir === 'rtl' && event.key.match(/Left|Right/) ? -by : by) + all.length) % all.length];
    next.focus();
    next.click();
  }
});

/** Called by the server when the organisation's look has changed. */
window.kantorBrand = () => {
  let sheet = document.querySelector('link[href^="ui/brand.css"]');
  if (!sheet) {
    sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    document.head.append(sheet);
  }
  sheet.href = `ui/brand.css?${Date.now()}`;
};

// ---- a button that copies a text of the page ----

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) {
    return;
  }
  const element = document.querySelector(button.dataset.copy);
  getSelection().selectAllChildren(element);
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    // where the page has no clipboard, as without HTTPS: what is selected
    document.execCommand('copy');
  }
  button.querySelector('span').textContent = button.dataset.copied;
});

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
  }
});

onEscape(10, () => {
  const open = document.querySelector('.app.side-open') !== null;
  if (open) {
    drawer(false);
    document.querySelector('.side-toggle')?.focus();
  }
  return open;
});

verb('panel', () => drawer(!document.querySelector('.app.side-open')), { when: () => document.querySelector('.side-toggle')?.offsetParent });

// ---- where the window is so low that the bars scroll away: they do when a key goes into what is between them ----

let keyed = false;
document.addEventListener('keydown', () => (keyed = true), true);
document.addEventListener('pointerdown', () => (keyed = false), true);
document.addEventListener('focusin', (event) => {
  const main = keyed && event.target.closest?.('.main');
  const app = main && main.closest('.app');
  if (app && app.scrollHeight > app.clientHeight) {
    main.scrollIntoView({ block: 'nearest' });
  }
});

for (const [name, path] of Object.entries({ goCalendar: 'calendar', goPeople: 'people', goTasks: 'tasks' })) {
  const link = () => document.querySelector(`.rail a[href="${path}"]`);
  verb(name, () => link().click(), { when: link });
}
verb('goSettings', () => document.querySelector('#account-menu a[href="settings"]').click(), { when: () => document.querySelector('#account-menu a[href="settings"]') });
