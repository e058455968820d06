// The picker of folders, labels and times: type a few letters, Enter.
import { filled, icon, make } from './draw.js';
import { at, brief, instant, wall } from './when.js';

let dialog;

function build() {
  dialog = document.createElement('dialog');
  dialog.className = 'picker';
  dialog.innerHTML = `<div class="q"><k-icon name="search" aria-hidden="true"></k-icon><input type="text" role="combobox" aria-expanded="true"
    aria-controls="picker-list" autocomplete="off" spellcheck="false"></div><div id="picker-list" role="listbox"></div><p class="hint" role="status" hidden></p>
    <form class="other" hidden><k-when></k-when><button class="btn primary" type="submit"></button></form>`;
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
  pick({ entries, title: list.labels.label, fresh, none: list.labels.firstLabel }, then);
}

/**
 * @param times [key of the text, Date]
 * @param before entries that stand above them
 */
function chooseTime(list, title, sign, times, then, before = []) {
  const choices = times.map(([key, time]) => ({ name: list.labels[key], icon: sign, right: brief(time), time: time.getTime() }));
  pick({ entries: [...before, ...choices], title, time: list.labels }, (entry) => then(entry.time));
}

/** By when to have dealt with it: today, while there is some of it left, tomorrow, next week, or any other time. @param then called with milliseconds since 1970 */
export function pickDue(list, then) {
  const { weekday: day, hour } = wall(new Date());
  const times = [['dueTomorrow', at(1, 17)]];
  if (day > 0) {
    times.push(['dueWeek', at(8 - day, 17)]);
  }
  if (hour < 23) {
    times.unshift(['dueToday', at(0, Math.max(17, hour + 1))]);
  }
  chooseTime(list, list.labels.due, 'flag', times, then);
}

/**
 * When to come back: the usual times as they are on this clock, or any other, or now.
 *
 * @param waits whether it waits already, and so can come back now
 * @param then called with milliseconds since 1970; with nothing for now
 */
export function pickTime(list, waits, then) {
  const now = wall(new Date());
  const day = now.weekday;
  const soon = instant(now.year, now.month, now.day, now.hour + 3, Math.ceil(now.minute / 30) * 30);
  const times = [];
  if (wall(soon).day === now.day) {
    times.push(['later', now.hour < 15 ? at(0, 18) : soon]);
  }
  times.push(['tomorrow', at(1, 8)]);
  if (day > 0 && day < 5) {
    times.push(['weekend', at(6 - day, 8)]);
  }
  if (day > 0) {
    // on a Sunday that is tomorrow
    times.push(['nextWeek', at(8 - day, 8)]);
  }
  chooseTime(list, list.labels.snooze, 'clock', times, then, waits ? [{ name: list.labels.unsnooze, icon: 'inbox' }] : []);
}

/**
 * @param entries {name, icon or hue, right, on}
 * @param fresh makes an entry of what was typed, when there is none like it
 * @param none said where there is no entry and nothing is typed
 * @param time texts of a last entry, for any other time, if one can be chosen
 */
function pick({ entries, title, fresh, none, time }, then) {
  if (!dialog) {
    build();
  }
  if (time) {
    entries = [...entries, { name: time.chooseTime, icon: 'calendar', other: true }];
  }
  const opener = document.activeElement;
  const input = dialog.querySelector('input');
  const box = dialog.querySelector('[role=listbox]');
  const hint = dialog.querySelector('.hint');
  input.value = '';
  input.placeholder = title ?? '';
  input.setAttribute('aria-label', input.placeholder);
  let shown = [];
  let here = 0;
  const draw = () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    shown = entries.filter((entry) => entry.name.toLocaleLowerCase().includes(wanted));
    const other = wanted && fresh?.(input.value.trim());
    if (other) {
      shown = [...shown, other];
    }
    here = Math.min(here, Math.max(0, shown.length - 1));
    box.replaceChildren(...shown.map((entry, i) => {
      const name = make('span', 'trunc', entry.name);
      name.dir = 'auto';
      const line = make('div', i === here ? 'si on' : 'si', entry.hue ? make('span', `dot ${entry.hue}`) : icon(entry.icon), name);
      line.id = `picker-${i}`;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', String(i === here));
      if (entry.right) {
        line.append(make('span', 'r num', entry.right));
      }
      if (entry.on !== undefined) {
        line.setAttribute('aria-checked', String(entry.on));
        if (entry.on) {
          line.append(icon('check', 'r'));
        }
      }
      line.addEventListener('click', () => choose(i));
      return line;
    }));
    hint.textContent = none ?? '';
    hint.hidden = !none || shown.length > 0;
    input.setAttribute('aria-activedescendant', shown.length ? `picker-${here}` : '');
    box.children[here]?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (i) => {
    const entry = shown[i];
    if (entry?.other) {
      other.hidden = false;
      box.hidden = true;
      when.focus();
      return;
    }
    dialog.close();
    if (entry) {
      then(entry);
    }
  };
  const other = dialog.querySelector('.other');
  const when = other.querySelector('k-when');
  other.hidden = true;
  box.hidden = false;
  if (time) {
    when.value = entries.find((entry) => entry.time).time;
    other.querySelector('.btn').textContent = time.setTime;
    other.onsubmit = (event) => {
      event.preventDefault();
      if (when.value <= Date.now()) {
        hint.textContent = time.past;
        hint.hidden = false;
        return;
      }
      dialog.close();
      then({ time: when.value });
    };
  }
  input.oninput = () => {
    other.hidden = true;
    box.hidden = false;
    here = 0;
    draw();
  };
  input.onkeydown = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      here = Math.max(0, Math.min(shown.length - 1, here + (event.key === 'ArrowDown' ? 1 : -1)));
      draw();
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      choose(here);
    }
  };
  dialog.onclose = () => opener?.isConnected && opener.focus?.();
  draw();
  dialog.showModal();
  input.focus();
}
