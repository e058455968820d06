// The picker of folders, labels and times: type a few letters, Enter.
import { filled } from './draw.js';

let dialog;

function build() {
  dialog = document.createElement('dialog');
  dialog.className = 'picker';
  dialog.innerHTML = `<div class="q"><k-icon name="search" aria-hidden="true"></k-icon><input type="text" role="combobox" aria-expanded="true"
    aria-controls="picker-list" autocomplete="off" spellcheck="false"></div><div id="picker-list" role="listbox"></div>
    <form class="other" hidden><input type="datetime-local" required><button class="btn sm" type="submit"></button></form>`;
  document.body.append(dialog);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
}

/**
 * @param folders {id, name, icon}
 * @param list gives the texts
 * @param then called with the folder that was chosen
 */
export function pickFolder(folders, list, then) {
  pick({ entries: folders, title: list.labels.folder }, then);
}

/**
 * @param labels {keyword, name, hue}
 * @param applied keywords, in small letters, that are on already
 * @param then called with {keyword, name} or, for a name that there is not yet, {name, fresh}
 */
export function pickLabel(labels, applied, list, then) {
  const entries = labels.map((label) => ({ ...label, on: applied.has(label.keyword.toLowerCase()) }));
  const fresh = (wanted) => labels.some((label) => label.name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
    ? null
    : { name: filled(list.labels.newLabel, wanted), fresh: wanted, icon: 'plus' };
  pick({ entries, title: list.labels.label, fresh }, then);
}

/** That hour of the day so many days from now, on this clock. */
function at(days, hour) {
  const time = new Date();
  time.setDate(time.getDate() + days);
  time.setHours(hour, 0, 0, 0);
  return time;
}

/** @param times [key of the text, Date] */
function chooseTime(list, title, icon, times, then) {
  const language = navigator.language.startsWith(document.documentElement.lang) ? navigator.language : document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const entries = times.map(([key, time]) => ({ name: list.labels[key], icon, right: format.format(time), time: time.getTime() }));
  pick({ entries, title, time: list.labels }, (entry) => then(entry.time));
}

/** By when to have dealt with it: today, while there is some of it left, tomorrow, next week, or any other time. @param then called with milliseconds since 1970 */
export function pickDue(list, then) {
  const day = new Date().getDay();
  const times = [['dueTomorrow', at(1, 17)], ['dueWeek', at(((8 - day) % 7) || 7, 17)]];
  const hour = new Date().getHours();
  if (hour < 23) {
    times.unshift(['dueToday', at(0, Math.max(17, hour + 1))]);
  }
  chooseTime(list, list.labels.due, 'flag', times, then);
}

/** When to come back: the usual times as they are on this clock, or any other. @param then called with milliseconds since 1970 */
export function pickTime(list, then) {
  const now = new Date();
  const day = now.getDay();
  const soon = new Date(Math.ceil((now.getTime() + 3 * 3_600_000) / 1_800_000) * 1_800_000);
  const times = [];
  if (soon.getDate() === now.getDate()) {
    times.push(['later', now.getHours() < 15 ? at(0, 18) : soon]);
  }
  times.push(['tomorrow', at(1, 8)]);
  if (day > 0 && day < 5) {
    times.push(['weekend', at(6 - day, 8)]);
  }
  times.push(['nextWeek', at(((8 - day) % 7) || 7, 8)]);
  chooseTime(list, list.labels.snooze, 'clock', times, then);
}

/**
 * @param entries {name, icon or hue, right, on}
 * @param fresh makes an entry of what was typed, when there is none like it
 * @param time texts of a field for another time, if one can be chosen
 */
function pick({ entries, title, fresh, time }, then) {
  if (!dialog) {
    build();
  }
  const opener = document.activeElement;
  const input = dialog.querySelector('input');
  const box = dialog.querySelector('[role=listbox]');
  input.value = '';
  input.placeholder = title ?? '';
  input.setAttribute('aria-label', input.placeholder);
  let shown = [];
  let at = 0;
  const draw = () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    shown = entries.filter((entry) => entry.name.toLocaleLowerCase().includes(wanted));
    const other = wanted && fresh?.(input.value.trim());
    if (other) {
      shown = [...shown, other];
    }
    at = Math.min(at, Math.max(0, shown.length - 1));
    box.replaceChildren(...shown.map((entry, i) => {
      const line = document.createElement('div');
      line.className = i === at ? 'si on' : 'si';
      line.id = `picker-${i}`;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', String(i === at));
      const icon = document.createElement(entry.hue ? 'span' : 'k-icon');
      if (entry.hue) {
        icon.className = `dot ${entry.hue}`;
      } else {
        icon.setAttribute('name', entry.icon);
      }
      const name = document.createElement('span');
      name.textContent = entry.name;
      name.dir = 'auto';
      name.className = 'trunc';
      line.append(icon, name);
      if (entry.right) {
        const right = document.createElement('span');
        right.className = 'r num';
        right.textContent = entry.right;
        line.append(right);
      }
      if (entry.on !== undefined) {
        line.setAttribute('aria-checked', String(entry.on));
        if (entry.on) {
          const check = document.createElement('k-icon');
          check.className = 'r';
          check.setAttribute('name', 'check');
          line.append(check);
        }
      }
      line.addEventListener('click', () => choose(i));
      return line;
    }));
    input.setAttribute('aria-activedescendant', shown.length ? `picker-${at}` : '');
    box.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (i) => {
    const entry = shown[i];
    dialog.close();
    if (entry) {
      then(entry);
    }
  };
  const other = dialog.querySelector('.other');
  other.hidden = !time;
  if (time) {
    const field = other.querySelector('input');
    const local = (moment) => new Date(moment - new Date(moment).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    field.min = local(Date.now() + 60_000);
    field.value = local(entries[0].time);
    field.setAttribute('aria-label', time.chooseTime);
    other.querySelector('button').textContent = time.setTime;
    other.onsubmit = (event) => {
      event.preventDefault();
      dialog.close();
      then({ time: new Date(field.value).getTime() });
    };
  }
  input.oninput = () => {
    at = 0;
    draw();
  };
  input.onkeydown = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      at = Math.max(0, Math.min(shown.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
      draw();
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      choose(at);
    }
  };
  dialog.onclose = () => opener?.isConnected && opener.focus?.();
  draw();
  dialog.showModal();
  input.focus();
}
