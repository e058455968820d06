// How a message looks in the list. The grid calls this for each row in sight; states come from <k-mail-list>.
import { filled } from './draw.js';
import { found } from './found.js';

const sprite = new URL('icons.svg', import.meta.url).href;

/** What a finger can do with a row, and how that looks. */
const SWIPES = { archive: 'archive', delete: 'trash-2', snooze: 'clock', read: 'mail-open', star: 'star' };

/** A text with the words marked that are looked for. */
function marked(html, text, words) {
  if (!words.length) {
    return text;
  }
  const parts = [];
  let end = 0;
  for (const { from, to } of found(text, words)) {
    parts.push(text.slice(end, from), html`<mark>${text.slice(from, to)}</mark>`);
    end = to;
  }
  return [...parts, text.slice(end)];
}

globalThis.kantorMailRow = (html, root, index) => {
  const list = root.closest('k-mail-list');
  const item = list.loaded[index];
  if (!item) {
    return '';
  }
  const labels = list.labels;
  const uid = item.uid;
  const picked = list.isPicked(uid);
  const classes = ['row'];
  if (item.unread) classes.push('unread');
  if (item.starred) classes.push('starred');
  if (picked) classes.push('sel');
  if (list.open === uid) classes.push('cur');
  if (list.gone.has(uid)) classes.push('gone');
  const chips = list.tags.filter((tag) => ` ${item.tags} `.toLowerCase().includes(` ${tag.keyword.toLowerCase()} `));
  const icon = (name, extra = '') => html`<svg class="i ${extra}" viewBox="0 0 24 24" aria-hidden="true"><use href="${sprite}#${name}"></use></svg>`;
  const act = (action, name, label) => list.denied[action] ? '' : html`<button class="ib sm" type="button" tabindex="-1" data-act=${action} aria-label=${label} title=${label}>${icon(name)}</button>`;
  const group = item.group && !list.gone.has(uid) ? html`<div class="grp ${index ? 'next' : ''}">${item.group}</div>` : '';
  const side = (way) => {
    const { [`swipe${way}`]: wanted } = document.documentElement.dataset;
    if (!SWIPES[wanted]) {
      return '';
    }
    const action = list.turnedFor(wanted, item);
    const text = action === 'unread' ? labels.markUnread : labels[action];
    return html`<span class=${way}>${icon(action === 'unread' ? 'mail' : SWIPES[wanted])}${text}</span>`;
  };
  const swiped = html`<div class="swiped" aria-hidden="true">${side('right')}${side('left')}</div>`;
  const from = html`<span class="from trunc ${item.people ? '' : 'nobody'}" dir="auto" title=${item.people}>${item.people || labels.nobody}</span>${item.count ? html`<span class="ct">${item.count}</span>` : ''}`;
  const time = html`<time title=${item.date}>${item.time}</time>`;
  const sub = html`<span class="sub trunc" dir="auto" title=${item.subject}>${marked(html, item.subject || labels.noSubject, list.words)}</span>`;
  const due = item.due ? html`<span class="chip due ${item.overdue ? 'over' : ''}">${icon('flag')}<span class="trunc">${item.due}</span></span>` : '';
  const signs = html`${item.muted ? icon('bell-off') : ''}${item.answered ? icon('reply', 'fl') : ''}${item.clip ? icon('paperclip') : ''}`;
  const snoozed = item.snoozed ? html`<span class="chip grey">${icon('clock')}<span class="trunc">${item.snoozed === true ? labels.snoozed : item.snoozed}</span></span>` : '';
  const tags = html`${due}${snoozed}${item.folder && !item.snoozed ? html`<span class="chip grey"><span class="trunc" dir="auto">${item.folder}</span></span>` : ''}${chips.map((tag) => html`<span class="chip ${tag.hue}"><span class="trunc" dir="auto">${tag.name}</span></span>`)}`;
  const pre = html`<span class="pre trunc" dir="auto">${marked(html, item.preview, list.words)}</span>`;
  const spoken = html`<span class="sr">${item.count ? filled(labels.count, item.count) : ''} ${item.unread ? labels.unread : ''} ${item.clip ? labels.attachment : ''} ${item.starred ? labels.starred : ''} ${item.muted ? labels.muted : ''} ${item.due ? `${item.overdue ? labels.overdue : labels.due} ${item.due}` : ''} ${item.snoozed ? `${labels.snoozed} ${item.snoozed === true ? '' : item.snoozed}` : ''}</span>`;
  const filing = html`${act('archive', 'archive', labels.archive)}${act('delete', 'trash-2', labels.delete)}${list.isSnoozed(item) ? act('unsnooze', 'inbox', labels.unsnooze) : act('snooze', 'clock', labels.snooze)}
    ${act(item.unread ? 'read' : 'unread', item.unread ? 'mail-open' : 'mail', item.unread ? labels.read : labels.markUnread)}`;
  const star = item.starred ? labels.unstar : labels.star;
  if (list.lines) {
    return html`
      ${group}
      <div class="${classes.join(' ')} line" data-uid=${uid} draggable="true">
        <span class="cb ${picked ? 'on' : ''}" data-act="pick" aria-hidden="true" title=${labels.select ?? ''}>${picked ? icon('check') : ''}</span>
        <button class="ib sm st" type="button" tabindex="-1" aria-disabled=${list.denied.star ? 'true' : 'false'} data-act=${item.starred ? 'unstar' : 'star'} aria-label=${star} title=${star}>${icon('star', item.starred ? 'fill' : '')}</button>
        <span class="who">${from}</span>
        <span class="tx">${tags}${sub}${pre}</span>
        <span class="ic">${signs}</span>${time}${spoken}
        <div class="acts">${filing}</div>
      </div>`;
  }
  return html`
    ${group}${swiped}
    <div class=${classes.join(' ')} data-uid=${uid} draggable="true">
      <span class="av h-${item.hue} ${picked ? 'tick' : ''}" data-act="pick" aria-hidden="true" title=${labels.select ?? ''}>${picked ? icon('check') : item.initials || icon('pencil')}</span>
      <div class="rm">
        <div class="l1">${from}${time}</div>
        <div class="l2">${sub}<span class="ic">${signs}${item.starred ? icon('star', 'fill flagc') : ''}</span></div>
        <div class="l3">${tags}${pre}</div>
      </div>
      ${spoken}
      <div class="acts">${filing}${act(item.starred ? 'unstar' : 'star', 'star', star)}</div>
    </div>`;
};
