// Rows of mail that are dragged to a folder or a label.
import { MESSAGES, markDrop } from './folders.js';

let dragged = null;

document.addEventListener('dragstart', (event) => {
  const row = event.target.closest?.('k-mail-list .row');
  dragged = null;
  if (row) {
    const list = row.closest('k-mail-list');
    dragged = { list, all: list.all, uids: list.isPicked(row.dataset.uid) ? [...list.picked.keys()] : [row.dataset.uid] };
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData(MESSAGES, '');
    event.dataTransfer.setData('text/plain', list.item(row.dataset.uid)?.subject ?? '');
  }
}, true);

function droppable(event) {
  const link = dragged && event.dataTransfer.types.includes(MESSAGES) && event.target.closest?.('.nav a[data-mailbox], .nav a[data-label]');
  const box = link?.dataset?.mailbox;
  return link && box !== dragged.list.mailbox && (!box || dragged.list.otherFolders.some((folder) => String(folder.id) === box)) ? link : null;
}

document.addEventListener('dragover', (event) => {
  const link = droppable(event);
  if (link) {
    event.preventDefault();
    markDrop(link);
  } else if (dragged) {
    markDrop(null);
  }
});

document.addEventListener('drop', (event) => {
  const link = droppable(event);
  if (link) {
    event.preventDefault();
    const { list, all, uids } = dragged;
    const what = link.dataset.mailbox
      ? { action: 'move', target: Number(link.dataset.mailbox), label: '' }
      : { action: 'label', target: 0, label: link.dataset.label };
    dragged = null;
    markDrop(null);
    all ? list.doToAll(what) : list.doTo(what, uids);
  }
});

// on the way down: the grid keeps what ends in it to itself
document.addEventListener('dragend', () => {
  dragged = null;
  markDrop(null);
}, true);
