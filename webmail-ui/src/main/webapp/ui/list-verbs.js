// What is asked of the list of mail that shows: by keys and the palette, its menus, the reading pane's buttons, and links to other lists.
import { onGoing } from './address.js';
import { onEscape, verb } from './keys.js';

const list = () => document.querySelector('k-mail-list:not([hidden] *)');
const some = () => list()?.all || list()?.subject.length > 0;
const current = () => list()?.current;

onEscape(40, () => list()?.escape() ?? false);
verb('next', () => list().step(1), { when: list });
verb('previous', () => list().step(-1), { when: list });
verb('open', () => list().show(list().focused), { when: () => list()?.focused });
verb('back', () => list().close(), { when: () => (list()?.open ?? '0') !== '0' });
verb('select', () => list().pick(current()), { when: current });
verb('selectTo', () => list().pickTo(current()), { when: current });
/** The one row that is meant, whose message can be answered, where none is open: what is open has answers of its own. */
const answerable = () => {
  const uids = list() && !list().all && list().open === '0' ? list().subject : [];
  return uids.length === 1 && list().item(uids[0])?.answerable ? uids[0] : null;
};
for (const [name, answer] of [['reply', 'reply'], ['replyAll', 'reply-all'], ['forward', 'forward']]) {
  verb(name, () => list().answer(answer, answerable()), { when: answerable, writes: true });
}
const why = (name) => () => list()?.denied[name];
for (const name of ['archive', 'delete', 'spam', 'read', 'unread', 'snooze', 'due', 'label']) {
  verb(name, () => list().actOnPicked(name), { when: some, why: why(name) });
}
const subjects = () => list().subject.map((uid) => list().item(uid)).filter(Boolean);
const snoozed = () => some() && (list().all ? list().kind === 'snoozed' : subjects().some((item) => list().isSnoozed(item)));
verb('unsnooze', () => list().actOnPicked('unsnooze'), { when: snoozed, why: why('unsnooze') });
const muted = () => some() && !list().all && subjects().every((item) => item.muted);
verb('mute', () => list().actOnPicked('mute'), { when: () => some() && !muted(), why: why('mute') });
verb('unmute', () => list().actOnPicked('unmute'), { when: muted, why: why('unmute') });
verb('done', () => list().actOnPicked('done'), { when: () => some() && (list().all || subjects().some((item) => item.due)), why: why('done') });
verb('star', () => list().actOnPicked(list().turned('star', list().subject)), { when: some, why: why('star') });
verb('move', () => list().actOnPicked('move'), {
  when: some,
  why: why('move'),
  each: () => list().otherFolders.map((folder) => ({
    text: folder.name, icon: folder.icon, run: () => list().doToPicked({ action: 'move', target: folder.id, label: '' }),
  })),
});
verb('copy', () => list().actOnPicked('copy'), { when: some });
verb('selectAll', () => list().pickAll(true), { when: list });
verb('selectNone', () => list().clear(), { when: () => list()?.all || list()?.picked.size });
verb('goFolder', () => list().findFolder(), { when: list });
const tab = (key) => list()?.querySelector(`.ltabs [data-tab="${key}"]:not([hidden])`);
for (const [name, key] of [['showAll', 'all'], ['showUnread', 'unread'], ['showToMe', 'toMe'], ['showNewsletters', 'newsletters']]) {
  verb(name, () => tab(key).click(), { when: () => tab(key)?.checkVisibility() || list()?.hasAttribute('picking') && tab(key) });
}

onGoing((address) => list()?.ahead.goTo(address));

// the list's own menu
document.addEventListener('click', (event) => {
  const item = event.target.closest?.('[data-list]');
  const list = item?.closest('k-mail-list');
  if (list) {
    item.dataset.list === 'select-all' ? list.pickAll(true) : list.actOnAll('read');
  }
});

document.addEventListener('click', (event) => {
  const item = event.target.closest?.('[data-row], #row-menu [data-answer]');
  const list = item?.closest('k-mail-list');
  if (list?.asked && item.dataset.answer) {
    list.answer(item.dataset.answer, list.asked[0]);
  } else if (list?.asked) {
    const action = list.turned(item.dataset.row, list.asked);
    list.all ? list.actOnAll(action) : list.act(action, list.asked);
  }
});

// the reading pane's buttons mean the open message
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.reader [data-act]');
  const list = document.querySelector('k-mail-list');
  if (!button || !list) {
    return;
  }
  const open = list.open === '0' ? [] : [list.open];
  switch (button.dataset.act) {
    case 'back': list.close(); break;
    case 'newer': list.step(-1); break;
    case 'older': list.step(1); break;
    case 'star': list.doTo({ action: button.getAttribute('aria-pressed') === 'true' ? 'unstar' : 'star', target: 0, label: '' }, open); break;
    case 'unlabel':
      // its chip goes, and the focus with it
      button.closest('.reader').querySelector('.rsub').focus({ preventScroll: true });
      list.doTo({ action: 'unlabel', target: 0, label: button.dataset.label }, open);
      break;
    default: list.act(button.dataset.act, open);
  }
});

// arrows and Home and End go along the tabs (ARIA Authoring Practices)
document.addEventListener('keydown', (event) => {
  const here = event.target.closest?.('.ltabs [role="tab"]');
  if (here && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
    const all = [...here.parentElement.querySelectorAll('[role="tab"]')].filter((one) => one.checkVisibility());
    const onward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const to = { ArrowRight: all.indexOf(here) + onward, ArrowLeft: all.indexOf(here) - onward, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = all[(to + all.length) % all.length];
      next.focus();
      next.click();
    }
  }
});
