// The map of keys, as data: what a verb is called, which keys it has, where it is known, how it looks. Texts are "verb.<name>" of the bundles. Who can do a verb says
// so with verb() of keys.js; what nobody can do is neither answered nor shown.
//
// A key is what event.key says: a letter in lower case, with "Shift+" before it where that is meant; "g i" are two keys one after the other. Those
// of the composer are held with Ctrl, as letters are text there; those of FIXED are answered by what has the focus and cannot be changed.

/** [name, keys, icon, the verb whose key it has if not its own]: by place, which decides between verbs with the same key. */
const PLACES = {
  mail: [
    ['reply', 'r', 'reply'],
    ['replyAll', 'a', 'reply-all'],
    ['forward', 'f', 'forward'],
    ['archive', 'e', 'archive'],
    ['delete', '#,Delete', 'trash-2'],
    ['snooze', 'b', 'clock'],
    ['unsnooze', '', 'inbox'],
    ['mute', 'm', 'bell-off'],
    ['unmute', 'm', 'bell', 'mute'],
    ['due', 'd', 'flag'],
    ['done', 'Shift+d', 'check'],
    ['makeTask', 'Shift+t', 'square-check'],
    ['spam', '!', 'octagon-alert'],
    ['move', 'v', 'folder-input'],
    ['copy', '', 'copy'],
    ['label', 'l', 'tag'],
    ['read', 'Shift+i', 'mail-open'],
    ['unread', 'Shift+u', 'mail'],
    ['star', 's', 'star'],
    ['why', 'w', 'info'],
    ['next', 'j', 'chevron-down'],
    ['previous', 'k', 'chevron-up'],
    ['open', 'o', 'mail-open'],
    ['back', 'u', 'arrow-left'],
    ['nextMessage', 'n', 'chevron-down'],
    ['previousMessage', 'p', 'chevron-up'],
    ['select', 'x', 'square-check'],
    ['selectTo', 'Shift+x', 'square-check'],
    ['selectAll', '* a', 'square-check'],
    ['selectNone', '* n', 'x'],
    ['showAll', '1', 'inbox'],
    ['showUnread', '2', 'mail'],
    ['showToMe', '3', 'user'],
    ['showNewsletters', '4', 'list'],
  ],
  calendar: [
    ['nextPeriod', 'j', 'chevron-right'],
    ['previousPeriod', 'k', 'chevron-left'],
    ['today', 't', 'calendar'],
    ['day', '1', 'calendar'],
    ['week', '2', 'calendar'],
    ['month', '3', 'calendar'],
  ],
  tasks: [
    ['taskDone', 'x', 'square-check'],
    ['taskOpen', 'e', 'pencil'],
    ['taskDelete', '#,Delete', 'trash-2'],
  ],
  composer: [
    ['send', 'Ctrl+Enter', 'send'],
    ['sendLater', 'Ctrl+Shift+l', 'clock'],
    ['sendArchive', 'Ctrl+Shift+e', 'archive'],
    ['addCc', 'Ctrl+Shift+c', 'users'],
    ['addBcc', 'Ctrl+Shift+b', 'users'],
    ['link', 'Ctrl+k', 'link'],
  ],
  everywhere: [
    ['new', 'c', 'pencil'],
    ['write', '', 'pencil'],
    ['goInbox', 'g i', 'inbox'],
    ['goSent', 'g s', 'send'],
    ['goDrafts', 'g d', 'file'],
    ['goFolder', 'g l', 'folder'],
    ['goCalendar', 'g c', 'calendar'],
    ['goPeople', 'g p', 'users'],
    ['goTasks', 'g t', 'list-todo'],
    ['goSettings', 'g ,', 'settings'],
    ['search', '/', 'search'],
    ['undo', 'z', 'undo-2'],
    ['palette', 'Ctrl+k', 'search'],
    ['panel', '[', 'menu'],
    ['help', '?', 'keyboard'],
    ['close', 'Escape', 'x'],
    ['region', 'F6', 'chevrons-left'],
    ['menu', 'Shift+F10', 'ellipsis'],
  ],
};

const FIXED = new Set(['close', 'region', 'menu', 'palette', 'link']);

/** Every verb by name, in the order in which keys are looked for. */
export const VERBS = new Map(
  Object.entries(PLACES).flatMap(([place, verbs]) => verbs.map(([name, keys, icon, keyOf = name]) => [name, { name, keyOf, place, keys: keys.split(/,(?=\S)/).filter(Boolean), icon, fixed: FIXED.has(name) }])),
);

/** The page of keys: columns of groups ("keys.<group>") of lines. A line with several verbs has a text of its own ("keys.line.<first verb>"). */
export const COLUMNS = [
  [
    ['move', [['next', 'previous'], ['open', 'back'], ['nextMessage', 'previousMessage'], ['showAll', 'showUnread', 'showToMe', 'showNewsletters'], ['goInbox', 'goSent', 'goDrafts'], ['goFolder'], ['goCalendar', 'goPeople', 'goTasks'], ['search'], ['palette']]],
    ['write', [['new'], ['reply', 'replyAll'], ['forward'], ['send'], ['sendLater'], ['sendArchive'], ['addCc', 'addBcc'], ['link']]],
  ],
  [
    ['triage', [['archive'], ['delete'], ['snooze'], ['unsnooze'], ['mute', 'unmute'], ['due'], ['done'], ['makeTask'], ['spam'], ['move'], ['copy'], ['label']]],
    ['calendar', [['today'], ['day', 'week', 'month'], ['nextPeriod', 'previousPeriod']]],
    ['tasks', [['taskDone'], ['taskOpen'], ['taskDelete']]],
  ],
  [
    ['select', [['select'], ['selectTo'], ['selectAll', 'selectNone'], ['read', 'unread'], ['star'], ['undo'], ['why']]],
    ['everywhere', [['help'], ['close'], ['panel'], ['region'], ['menu'], ['goSettings']]],
  ],
];
