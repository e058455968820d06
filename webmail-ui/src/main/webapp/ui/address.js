// Links, and the address that the server writes when a message is opened or closed. Flow's router goes one way at a time: a link that is followed while an address is on
// its way through the router is forgotten, or the view that comes keeps the address of the view before. So a link waits until the address is written, which takes
// milliseconds, and when somebody has gone on, what the server says of the view before is not written any more.

/** Whether an address is on its way. */
let writing = false;
/** Whether somebody has gone on, of which the server has not heard when it says something. */
let left = false;
let waiting;
/** Told of each address that is gone to. */
const going = [];

/** @param {(address: string) => void} tell called with the address that a link leads to, from the page's base, before the server hears of it */
export function onGoing(tell) {
  going.push(tell);
}

function go(url) {
  left = true;
  going.forEach((tell) => tell(url.href.slice(document.baseURI.length)));
}

/** The link that Flow's router follows after this; it goes by the same marks. */
function link(event) {
  if (event.defaultPrevented || event.button !== 0 || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  const found = event.composedPath().find((node) => node.matches?.('a[href]'));
  const stays = !found || found.matches('[target], [download], [router-ignore]') || found.pathname === location.pathname && found.hash;
  return stays || !found.href.startsWith(document.baseURI) ? null : found;
}

addEventListener('vaadin-navigate', (event) => {
  if (left) {
    event.stopImmediatePropagation();
  } else {
    writing = true;
  }
}, true);

// Flow listens later, when the page has come up
addEventListener('click', (event) => {
  const followed = link(event);
  if (followed && writing) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = new URL(followed.href);
  } else if (followed) {
    go(new URL(followed.href));
  }
});

/** Called by the server when it has heard: what it says from then on is of the view that comes. */
window.kantorLeft = () => {
  left = false;
};

addEventListener('popstate', () => {
  left = true;
});

addEventListener('vaadin-navigated', () => {
  writing = false;
  left = false;
  if (waiting) {
    go(waiting);
    dispatchEvent(new CustomEvent('vaadin-router-go', { detail: waiting }));
    waiting = undefined;
  }
});
