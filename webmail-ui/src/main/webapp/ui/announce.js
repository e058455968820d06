// New mail, told to screen readers: the first at once, what follows within a minute together at its end.

const PAUSE = 60_000;
let waiting = 0;
let from = '';
let timer;

function tell(region) {
  const text = waiting === 1 ? region.dataset.one.replace('{0}', from) : region.dataset.more.replace('{0}', waiting.toLocaleString(document.documentElement.lang));
  // the same words again are news as well: an empty region in between makes them so
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = text;
  });
  waiting = 0;
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting) {
      tell(region);
    }
  }, PAUSE);
}

window.kantorArrived = (region, count, latest) => {
  waiting += count;
  from = latest;
  if (!timer) {
    tell(region);
  }
};
