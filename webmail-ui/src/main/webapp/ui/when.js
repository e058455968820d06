// Times of the person at the page: in the zone, the language and the week of the settings, whatever those of the browser are. <k-when> is a field for a day and a time that lie ahead.
import { make } from './draw.js';

const ROOT = document.documentElement;
/** Months to choose from, from the chosen one on. */
const MONTHS = 13;
const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** English alone would be American. */
export const locale = () => (ROOT.lang.startsWith('en') ? 'en-GB' : ROOT.lang);

/** Nothing for the browser's. */
export const zone = () => ROOT.dataset.zone || undefined;

/** What the clock on the person's wall says. @returns {year, month, day, hour, minute, weekday}, the month counted from 1 and the weekday from Sunday, 0 */
export function wall(date) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone(), year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  const parts = Object.fromEntries(format.formatToParts(date).map((part) => [part.type, Number(part.value)]));
  const { year, month, day, hour, minute } = parts;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** When that clock says so. Days and hours may be too many or too few: the 32nd is the next month's. */
export function instant(year, month, day, hour, minute) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let at = wanted;
  // the second time for a day on which the clock is put forward or back
  for (let i = 0; i < 2; i++) {
    const there = wall(new Date(at));
    at += wanted - Date.UTC(there.year, there.month - 1, there.day, there.hour, there.minute);
  }
  return new Date(at);
}

/** That hour so many days from now. */
export function at(days, hour) {
  const now = wall(new Date());
  return instant(now.year, now.month, now.day + days, hour, 0);
}

/** A weekday and a time, as menus write them. */
export function brief(date) {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone(), weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
}

const calendar = (options) => new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options });
const called = (field) => new Intl.DisplayNames(locale(), { type: 'dateTimeField' }).of(field);
const two = (number) => String(number).padStart(2, '0');

function choice(field, options, change) {
  const select = make('select', 'inp', ...options.map(([value, text]) => Object.assign(make('option', '', text), { value })));
  select.setAttribute('aria-label', called(field));
  select.addEventListener('change', () => change(Number(select.value)));
  return select;
}

class When extends HTMLElement {
  /** {year, month, day, hour, minute} */
  chosen = null;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.pressed(event));
    // set by the server, perhaps before this class was known
    const value = this.value;
    delete this.value;
    this.wanted = value ?? Date.now();
  }

  connectedCallback() {
    if (!this.chosen) {
      this.value = this.wanted;
    }
  }

  /** Milliseconds since 1970. */
  get value() {
    if (!this.chosen) {
      return this.wanted;
    }
    const { year, month, day, hour, minute } = this.chosen;
    return instant(year, month, day, hour, minute).getTime();
  }

  set value(time) {
    this.chosen = wall(new Date(time));
    this.draw();
  }

  focus() {
    this.querySelector('[aria-selected="true"]')?.focus();
  }

  /** @param change a new year, month, day, hour or minute */
  choose(change) {
    Object.assign(this.chosen, change);
    const inMonth = new Date(Date.UTC(this.chosen.year, this.chosen.month, 0)).getUTCDate();
    this.chosen.day = Math.min(this.chosen.day, inMonth);
    this.draw();
  }

  pressed(event) {
    const rtl = ROOT.dir === 'rtl' ? -1 : 1;
    const by = event.target.matches('[role="gridcell"]') && { ArrowLeft: -rtl, ArrowRight: rtl, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!by) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const { year, month, day } = this.chosen;
    const to = new Date(Date.UTC(year, month - 1, day + by));
    const now = wall(new Date());
    if (to.getTime() >= Date.UTC(now.year, now.month - 1, now.day)) {
      this.choose({ year: to.getUTCFullYear(), month: to.getUTCMonth() + 1, day: to.getUTCDate() });
      this.focus();
    }
  }

  draw() {
    const { year, month, day, hour, minute } = this.chosen;
    const now = wall(new Date());
    const name = calendar({ month: 'long', year: 'numeric' });
    const first = Math.min(0, (year - now.year) * 12 + month - now.month);
    const last = Math.max(0, (year - now.year) * 12 + month - now.month) + MONTHS;
    const months = choice('month', Array.from({ length: last - first }, (_, i) => {
      const date = new Date(Date.UTC(now.year, now.month - 1 + first + i, 1));
      return [date.getUTCFullYear() * 12 + date.getUTCMonth(), name.format(date)];
    }), (value) => {
      this.choose({ year: Math.floor(value / 12), month: value % 12 + 1 });
      this.querySelector('select').focus();
    });
    months.value = year * 12 + month - 1;
    const start = Math.max(0, DAYS.indexOf(ROOT.dataset.week || 'MONDAY'));
    const weekday = calendar({ weekday: 'short' });
    const long = calendar({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    const heads = Array.from({ length: 7 }, (_, i) => {
      const head = make('span', 'wd', weekday.format(new Date(Date.UTC(2023, 0, 1 + start + i))));
      head.setAttribute('role', 'columnheader');
      return head;
    });
    const blank = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() - start + 7) % 7;
    const cells = Array.from({ length: blank + new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, i) => {
      if (i < blank) {
        return Object.assign(make('span', ''), { role: 'gridcell' });
      }
      const date = new Date(Date.UTC(year, month - 1, i - blank + 1));
      const on = date.getUTCDate() === day;
      const cell = make('button', on ? 'on' : '', String(date.getUTCDate()));
      Object.assign(cell, { type: 'button', tabIndex: on ? 0 : -1, role: 'gridcell', disabled: date < Date.UTC(now.year, now.month - 1, now.day) });
      cell.setAttribute('aria-selected', String(on));
      cell.setAttribute('aria-label', long.format(date));
      cell.addEventListener('click', () => {
        this.choose({ day: date.getUTCDate() });
        this.focus();
      });
      return cell;
    });
    const row = (parts) => Object.assign(make('div', 'days', ...parts), { role: 'row' });
    const rows = [row(heads)];
    for (let i = 0; i < cells.length; i += 7) {
      rows.push(row(cells.slice(i, i + 7)));
    }
    const grid = Object.assign(make('div', 'month', ...rows), { role: 'grid' });
    grid.setAttribute('aria-label', called('day'));
    const numbers = (length, step) => Array.from({ length }, (_, i) => [i * step, two(i * step)]);
    const minutes = numbers(12, 5);
    if (minute % 5) {
      minutes.push([minute, two(minute)]);
      minutes.sort(([one], [other]) => one - other);
    }
    const hours = choice('hour', numbers(24, 1), (value) => (this.chosen.hour = value));
    const parts = choice('minute', minutes, (value) => (this.chosen.minute = value));
    hours.value = hour;
    parts.value = minute;
    const time = make('div', 'h time', hours, ':', parts);
    time.dir = 'ltr';
    this.replaceChildren(months, grid, time);
  }
}

customElements.define('k-when', When);
