// The calendar: opening events by mouse and keyboard, dragging them, starting one in an empty hour or on a day of the month, the line of now, the card's place.

import { verb } from './keys.js';
import { wall } from './when.js';

const SLOT = 30;
const STEP = 15;
const DAY = 24 * 60;
/** Pixels that the name of an hour is high. */
const NAME = 16;

document.addEventListener('click', (event) => {
  if (dragged) {
    dragged = false;
    return;
  }
  const block = event.target.closest?.('.ev');
  if (block) {
    open(block);
    return;
  }
  if (event.target.matches?.('.mday')) {
    tell(event.target.closest('.events'), 'k-slot', { day: event.target.dataset.day, minutes: 0 });
    return;
  }
  const column = event.target.closest?.('.dcol');
  if (column && event.target === column) {
    const hour = parseFloat(getComputedStyle(column).getPropertyValue('--k-hour'));
    const minutes = Math.floor((event.offsetY / hour) * 60 / SLOT) * SLOT;
    tell(column.closest('.events'), 'k-slot', { day: column.dataset.day, minutes });
  }
});

document.addEventListener('keydown', (event) => {
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches?.('.ev')) {
    event.preventDefault();
    open(event.target);
  }
});

/** What is done is told to what all blocks lie in: it is still there when they are being drawn anew. */
function tell(host, what, detail) {
  host.dispatchEvent(new CustomEvent(what, { detail }));
}

/** The block that was opened last: an event of several days has several. */
let opened;

function open(block) {
  opened = block;
  tell(block.closest('.events'), 'k-open', { event: block.dataset.event });
}

// ---- dragging ----

let drag;
let dragged = false;

document.addEventListener('pointerdown', (event) => {
  const block = event.target.closest?.('.ev.movable');
  dragged = false;
  if (!block || event.button !== 0 || event.pointerType === 'touch') {
    return;
  }
  if (block.matches('.mo')) {
    drag = { block, host: block.closest('.events'), from: dayAt(event), x: event.clientX, y: event.clientY, days: 0, minutes: 0, pointer: event.pointerId };
    return;
  }
  const columns = [...block.closest('.week').querySelectorAll('.dcol')];
  const hour = parseFloat(getComputedStyle(block).getPropertyValue('--k-hour'));
  const column = columns.indexOf(block.closest('.dcol'));
  drag = {
    block, host: block.closest('.events'), columns, hour, column, x: event.clientX, y: event.clientY, days: 0, minutes: 0, pointer: event.pointerId,
    begins: column < 0 ? 0 : (block.offsetTop / hour) * 60,
  };
});

document.addEventListener('pointermove', (event) => {
  if (!drag || event.pointerId !== drag.pointer) {
    return;
  }
  const x = event.clientX - drag.x;
  const y = event.clientY - drag.y;
  if (!drag.on && Math.hypot(x, y) < 5) {
    return;
  }
  if (!drag.on) {
    drag.on = true;
    drag.block.classList.add('drag');
    drag.block.setPointerCapture(drag.pointer);
  }
  if (!drag.columns) {
    const over = dayAt(event);
    drag.days = over && drag.from ? Math.round((Date.parse(over) - Date.parse(drag.from)) / 86_400_000) : 0;
    drag.block.style.transform = `translate(${x}px, ${y}px)`;
    markDay(over);
    return;
  }
  const width = drag.columns[0].getBoundingClientRect().width;
  const forward = getComputedStyle(drag.block).direction === 'rtl' && document.dir === 'rtl' ? -1 : 1;
  let days = Math.round(x / width) * forward;
  if (drag.column >= 0) {
    days = Math.max(-drag.column, Math.min(drag.columns.length - 1 - drag.column, days));
    const minutes = Math.round(((y / drag.hour) * 60 + drag.begins) / STEP) * STEP;
    drag.minutes = Math.round(Math.max(0, Math.min(DAY - STEP, minutes)) - drag.begins);
  }
  drag.days = days;
  drag.block.style.transform = `translate(${days * width * forward}px, ${(drag.minutes / 60) * drag.hour}px)`;
});

/** The day of the month that the pointer is over. */
function dayAt(event) {
  return document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.matches('.mday'))?.dataset.day;
}

function markDay(day) {
  document.querySelectorAll('.mday.drop').forEach((other) => other.dataset.day === day || other.classList.remove('drop'));
  day && document.querySelector(`.mday[data-day="${day}"]`)?.classList.add('drop');
}

// arrows go from day to day of the month, which is one tab stop
document.addEventListener('keydown', (event) => {
  const here = event.target.closest?.('.mday > button');
  const onward = document.documentElement.dir === 'rtl' ? -1 : 1;
  const by = { ArrowLeft: -onward, ArrowRight: onward, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (here && by) {
    const days = [...here.closest('.month').querySelectorAll('.mday > button')];
    const next = days[days.indexOf(here) + by];
    event.preventDefault();
    if (next) {
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  }
});

function drop(go) {
  if (!drag) {
    return;
  }
  const { block, host, days, minutes, on } = drag;
  drag = undefined;
  markDay(null);
  block.classList.remove('drag');
  if (on) {
    dragged = true;
  }
  if (go && on && (days || minutes)) {
    tell(host, 'k-move', { event: block.dataset.event, days, minutes });
  } else {
    block.style.transform = '';
  }
}

document.addEventListener('pointerup', () => drop(true));
document.addEventListener('pointercancel', () => drop(false));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && drag?.on) {
    event.preventDefault();
    event.stopPropagation();
    drop(false);
  }
}, true);

// ---- what stays when the week is drawn anew ----

let focused;
/** The day of the month that has the focus. */
let day;

document.addEventListener('focusin', (event) => {
  day = event.target.closest?.('.mday')?.dataset.day;
  focused = event.target.closest?.('.week .ev, .month .ev')?.dataset.event;
});

/** A week begins at seven in the morning, and stays where somebody scrolled it, with the focus on its event, when it is drawn anew. */
window.kantorWeek = (week) => {
  const hours = week.querySelector('.tg');
  // only when the hours have their height is there something to scroll: on the first page the style sheets may be later than this
  const laidOut = new ResizeObserver(() => {
    const hour = parseFloat(getComputedStyle(week).getPropertyValue('--k-hour'));
    if (!hour || hours.scrollHeight <= hours.clientHeight) {
      return;
    }
    laidOut.disconnect();
    // with the hour's name, half of which stands above its line
    hours.scrollTop = week.kantorTop ?? 7 * hour - NAME / 2;
    hours.addEventListener('scroll', () => {
      if (hours.isConnected) {
        week.kantorTop = hours.scrollTop;
      }
    });
  });
  laidOut.observe(hours);
  laidOut.observe(hours.querySelector('.hrs'));
  if (focused && document.activeElement === document.body) {
    week.querySelector(`.ev[data-event="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
};

/** The focus stays with its event or day when the month is drawn anew. */
window.kantorMonth = (month) => {
  if (document.activeElement !== document.body) {
    return;
  }
  const number = day && month.querySelector(`.mday[data-day="${day}"] > button`);
  if (number) {
    month.querySelectorAll('.mday > button[tabindex="0"]').forEach((other) => (other.tabIndex = -1));
    number.tabIndex = 0;
    number.focus({ preventScroll: true });
  } else if (focused) {
    month.querySelector(`.ev[data-event="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
};

/** Shows a card beside an event's block: before it, else after it, inside the window. */
window.kantorBeside = (card, event) => {
  const blocks = [...document.querySelectorAll(`.ev[data-event="${CSS.escape(event)}"]`)];
  const block = blocks.includes(opened) ? opened : blocks.find((each) => each.checkVisibility());
  if (!block) {
    return;
  }
  document.querySelectorAll('.ev.cur').forEach((other) => other.classList.remove('cur'));
  block.classList.add('cur');
  if (!card.matches(':popover-open')) {
    card.showPopover();
    card.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') {
        document.querySelectorAll('.ev.cur').forEach((other) => other.classList.remove('cur'));
      }
    }, { once: true });
  }
  const at = block.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const before = at.left - size.width - 8;
  const after = at.right + 8;
  const left = before >= 8 ? before : after + size.width <= innerWidth - 8 ? after : (innerWidth - size.width) / 2;
  const top = Math.max(8, Math.min(at.top - 50, innerHeight - size.height - 8));
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
};

/** The line of now goes on by itself. */
setInterval(() => {
  const line = document.querySelector('.dcol > .now');
  if (line) {
    const { hour, minute } = wall(new Date());
    line.style.top = `calc(${hour + minute / 60} * var(--k-hour))`;
  }
}, 30_000);

for (const name of ['today', 'nextPeriod', 'previousPeriod', 'day', 'week', 'month']) {
  const button = () => document.querySelector(`.calhead [data-verb="${name}"]`);
  verb(name, () => button().click(), { when: button });
}
