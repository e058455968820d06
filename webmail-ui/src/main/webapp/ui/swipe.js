// A finger on a row of mail: what a row that is pushed to the right or left becomes is the person's to choose.

const FAR = 96;
let swipe;

document.addEventListener('touchstart', (event) => {
  const row = event.target.closest?.('k-mail-list .row');
  swipe = row && event.touches.length === 1
    ? { row, x: event.touches[0].clientX, y: event.touches[0].clientY, by: 0, sure: false }
    : null;
}, { passive: true });

document.addEventListener('touchmove', (event) => {
  if (!swipe) {
    return;
  }
  const x = event.touches[0].clientX - swipe.x;
  const y = event.touches[0].clientY - swipe.y;
  if (!swipe.sure) {
    if (Math.abs(y) > 10) {
      swipe = null;
      return;
    }
    swipe.sure = Math.abs(x) > 14;
  }
  if (swipe.sure) {
    event.preventDefault();
    const way = x > 0 ? 'right' : 'left';
    const action = document.documentElement.dataset[`swipe${way}`];
    const nothing = action === 'nothing';
    const { style, parentElement: { dataset, classList } } = swipe.row;
    swipe.by = nothing ? 0 : x;
    style.transform = nothing ? '' : `translateX(${x}px)`;
    dataset.swipe = action;
    dataset.way = way;
    classList.toggle('far', !nothing && Math.abs(x) > FAR);
  }
}, { passive: false });

for (const end of ['touchend', 'touchcancel']) {
  document.addEventListener(end, () => {
    if (swipe?.sure) {
      const { row, by } = swipe;
      const action = row.parentElement.dataset.swipe;
      row.style.transform = '';
      delete row.parentElement.dataset.swipe;
      delete row.parentElement.dataset.way;
      row.parentElement.classList.remove('far');
      if (end === 'touchend' && Math.abs(by) > FAR) {
        const list = row.closest('k-mail-list');
        const item = list.item(row.dataset.uid);
        item && list.act(list.turnedFor(action, item), [item.uid]);
      }
    }
    swipe = null;
  });
}
