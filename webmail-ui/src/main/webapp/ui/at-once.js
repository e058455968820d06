// What the page has to say to the server it says at once. Flow's client sends from a timer of one millisecond, so that what is said together goes together; after a click or a key Chromium draws a
// frame before any timer, and the server would hear some ten milliseconds later. When the script has ended that handles the event, everything has been said, too.

const AFTERWARDS = 1;
const later = window.setTimeout;
const clear = window.clearTimeout;
/** Timers whose time has not come and that nobody has cleared. */
const pending = new Set();
/** Whether what was put off is being done: what that puts off again waits for its timer, as it may never end. */
let doing = false;

window.setTimeout = (action, millis, ...rest) => {
  if (millis !== AFTERWARDS || doing || typeof action !== 'function') {
    return later(action, millis, ...rest);
  }
  const once = () => {
    if (pending.delete(id)) {
      doing = true;
      try {
        action(...rest);
      } finally {
        doing = false;
      }
    }
  };
  const id = later(once, millis);
  pending.add(id);
  queueMicrotask(once);
  return id;
};

window.clearTimeout = (id) => {
  pending.delete(id);
  clear(id);
};
