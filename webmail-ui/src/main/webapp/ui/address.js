// Links, and the address that the server writes when a message is opened or closed. Flow's router goes one way at a time: a link that is followed while an address, Back or another link is
// on its way through the router is forgotten, or the view that comes keeps the address of the view before. So a link waits until the router has arrived: milliseconds for an address that is
// written, as long as the server takes for another link. So does Back while a link's view comes up. When somebody has gone on, what the server says of the view before is not written any more.

/** Whether the router is on its way: to an address that is written, or to where somebody goes. */
let onTheWay = false;
/** Whether somebody has gone on, of which the server has not heard when it says something. */
let left = false;
/** Where the last link leads that was followed meanwhile. */
let waiting;
/** Where the link leads that is on its way. */
let under;
/** The place in the history from which it was followed. */
let from;
/** Whether somebody has gone back to there, and perhaps on, after its address was written, of which the router has not heard. */
let back = false;
/** Told of each address that is gone to. */
const going = [];

/** @param {(address: string) => void} tell called with the address that a link leads to, from the page's base, before the server hears of it */
export function onGoing(tell) {
  going.push(tell);
}

function go(url) {
  onTheWay = true;
  left = true;
  under = url.href;
  from = history.state?.idx;
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
  if (left || waiting) {
    event.stopImmediatePropagation();
  } else {
    onTheWay = true;
  }
}, true);

// Flow listens later, when the page has come up
addEventListener('click', (event) => {
  const followed = link(event);
  // the second of two clicks leads nowhere else
  const again = followed && (followed.href === under || event.detail > 1 && followed.href === location.href);
  if (followed && (onTheWay || again)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = again ? undefined : new URL(followed.href);
  } else if (followed) {
    go(new URL(followed.href));
  }
});

/** Called by the server when it has heard: what it says from then on is of the view that comes. */
window.kantorLeft = () => {
  left = false;
};

// between a link's address and its view the router takes Back for a part of it, and the view stays under the former address
addEventListener('popstate', (event) => {
  if (back || under && from !== undefined && history.state?.idx === from) {
    event.stopImmediatePropagation();
    back = true;
    return;
  }
  under = undefined;
  onTheWay = true;
  left = true;
}, true);

addEventListener('vaadin-navigated', () => {
  onTheWay = false;
  left = false;
  under = undefined;
  if (back) {
    back = false;
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    return;
  }
  const next = waiting;
  waiting = undefined;
  if (next && next.href !== location.href) {
    go(next);
    dispatchEvent(new CustomEvent('vaadin-router-go', { detail: next }));
  }
});
