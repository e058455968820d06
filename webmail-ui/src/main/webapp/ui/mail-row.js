// How a message looks in the list. The grid calls this for each row in sight; states come from <k-mail-list>.
const sprite = new URL('icons.svg', import.meta.url).href;

globalThis.kantorMailRow = (html, root, index) => {
  const list = root.closest('k-mail-list');
  const item = list.items[index];
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
  const act = (action, name, label) => html`<button class="ib sm" type="button" tabindex="-1" data-act=${action} aria-label=${label} title=${label}>${icon(name)}</button>`;
  return html`
    ${item.group && !list.gone.has(uid) ? html`<div class="grp ${index ? 'next' : ''}">${item.group}</div>` : ''}
    <div class="swiped" aria-hidden="true"><span>${icon('archive')}${labels.archive}</span><span>${labels.snooze}${icon('clock')}</span></div>
    <div class=${classes.join(' ')} data-uid=${uid} draggable="true">
      <span class="av h-${item.hue} ${picked ? 'tick' : ''}" data-act="pick" aria-hidden="true" title=${labels.select ?? ''}>${picked ? icon('check') : item.initials}</span>
      <div class="rm">
        <div class="l1"><span class="from trunc" dir="auto" title=${item.people}>${item.people}</span>${item.count ? html`<span class="ct">${item.count}</span>` : ''}<time title=${item.date}>${item.time}</time></div>
        <div class="l2"><span class="sub trunc" dir="auto" title=${item.subject}>${item.subject || labels.noSubject}</span><span class="ic">
          ${item.answered ? icon('reply', 'fl') : ''}${item.clip ? icon('paperclip') : ''}${item.starred ? icon('star', 'fill flagc') : ''}</span></div>
        <div class="l3">${chips.map((tag) => html`<span class="chip ${tag.hue}"><span class="trunc" dir="auto">${tag.name}</span></span>`)}<span class="pre trunc" dir="auto">${item.preview}</span></div>
      </div>
      <span class="sr">${item.count ? labels.count.replace('{0}', item.count) : ''} ${item.unread ? labels.unread : ''} ${item.clip ? labels.attachment : ''} ${item.starred ? labels.starred : ''}</span>
      <div class="acts">
        ${act('archive', 'archive', labels.archive)}${act('delete', 'trash-2', labels.delete)}${act('snooze', 'clock', labels.snooze)}
        ${act(item.unread ? 'read' : 'unread', item.unread ? 'mail-open' : 'mail', item.unread ? labels.read : labels.markUnread)}
        ${act(item.starred ? 'unstar' : 'star', 'star', item.starred ? labels.unstar : labels.star)}
      </div>
    </div>`;
};
