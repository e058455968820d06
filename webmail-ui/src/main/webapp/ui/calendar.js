// The week: opening events by mouse and keyboard, starting one in an empty hour, the line of now, the card's place.

const SLOT = 30;

document.addEventListener('click', (event) => {
  const block = event.target.closest?.('.ev');
  if (block) {
    block.dispatchEvent(new CustomEvent('k-open'));
    return;
  }
  const column = event.target.closest?.('.dcol');
  if (column && event.target === column) {
    const hour = parseFloat(getComputedStyle(column).getPropertyValue('--k-hour'));
    const minutes = Math.floor((event.offsetY / hour) * 60 / SLOT) * SLOT;
    column.dispatchEvent(new CustomEvent('k-slot', { detail: { minutes } }));
  }
});

document.addEventListener('keydown', (event) => {
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches?.('.ev')) {
    event.preventDefault();
    event.target.dispatchEvent(new CustomEvent('k-open'));
  }
});

/** A week begins at seven in the morning, and stays where somebody scrolled it when it is drawn anew. */
window.kantorWeek = (week) => {
  const hours = week.querySelector('.tg');
  const hour = parseFloat(getComputedStyle(week).getPropertyValue('--k-hour'));
  hours.scrollTop = week.kantorTop ?? 7 * hour;
  hours.addEventListener('scroll', () => {
    if (hours.isConnected) {
      week.kantorTop = hours.scrollTop;
    }
  });
};

/** Shows a card beside a block: after it, else before it, inside the window. */
window.kantorBeside = (card, block) => {
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
    const now = new Date();
    line.style.top = `calc(${now.getHours() + now.getMinutes() / 60} * var(--k-hour))`;
  }
}, 30_000);
