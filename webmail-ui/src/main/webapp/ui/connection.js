// The connection: a bar while the server cannot be reached, and what happens when it answers but has forgotten this page (it was started anew, or the session
// ended). A page on which nothing was begun is loaded again, which leads to the log-in if there must be one; else that is left to whoever wrote there.

const EVERY = 2000;
const PAUSE = 5000;
const LATER = 100;
/** So that the server hears that the page knows before it goes. */
const FAREWELL = 200;
/** A form whose fields are saved each by itself is not begun by being open. */
const BEGUN = 'k-composer, k-keeps-form:not([data-each]), dialog.ask';
/** What nobody keeps: a part of the page in which something was typed, fields of a dialogue, a secret that is shown once. */
const UNKEPT = '[data-unkept][data-typed], dialog.ask:not(:has(k-keeps-form)) :is(input:not([type=checkbox], [type=radio]), textarea, .secret)';
let timer;
let over = false;
let asked = Date.now();

function bar(words) {
  const element = document.querySelector('.connection');
  if (element) {
    element.hidden = !words;
    element.classList.toggle('over', words === 'over' || words === 'unkept');
    element.querySelector('.grow').textContent = words ? element.dataset[words] : '';
    makeRoom();
  }
}

/** On a phone the bar lies over nothing: what is below it begins where it ends. */
function makeRoom() {
  document.documentElement.style.setProperty('--k-connection', `${document.querySelector('.connection')?.offsetHeight ?? 0}px`);
}

addEventListener('resize', makeRoom);

/** The number by which the server knows this page; each page of a session has one of its own. */
function number() {
  return Object.values(window.Vaadin?.Flow?.clients ?? {}).find((client) => client.getUIId)?.getUIId();
}

/** Asks with Vaadin's own sign of life: 'here', 'away' while nobody answers, or 'over': without a session the answer leads to the log-in, or is a refusal. */
async function sign() {
  const page = number();
  if (page === undefined) {
    return 'away';
  }
  try {
    const answer = await fetch(`?v-r=heartbeat&v-uiId=${page}`, { method: 'POST', redirect: 'manual', cache: 'no-store' });
    return answer.ok ? 'here' : answer.type === 'opaqueredirect' || [401, 403, 404, 410].includes(answer.status) ? 'over' : 'away';
  } catch {
    return 'away';
  }
}

/** Whether all that was begun is there again when the page has loaded. @param keepers what keeps it */
function isKept(keepers = 'k-composer, k-keeps-form') {
  return [...document.querySelectorAll(UNKEPT)].every((one) => one.value === '') && [...document.querySelectorAll(keepers)].every((one) => one.copy());
}

/** Nobody answers this page any more, so it asks no more. */
function silence() {
  XMLHttpRequest.prototype.send = () => {};
  window.vaadinPush?.atmosphere?.unsubscribe();
}

function end() {
  if (over) {
    return;
  }
  over = true;
  const kept = isKept();
  if (!kept || document.querySelector(BEGUN)) {
    silence();
    bar(kept ? 'over' : 'unkept');
  } else {
    location.reload();
  }
}

async function look() {
  const said = await sign();
  if (over || !isAway()) {
    return;
  }
  if (said === 'over') {
    end();
  } else if (said === 'here') {
    // Vaadin sends what waits by itself, but does not always say that it could
    window.Vaadin.connectionState.state = 'connected';
  } else {
    timer = setTimeout(look, EVERY);
  }
}

/** Whoever comes back to a page learns at once that its session is over, not with what they do next. */
async function ask() {
  if (!over && !document.hidden && !isAway() && Date.now() - asked > PAUSE) {
    asked = Date.now();
    if (await sign() === 'over') {
      end();
    }
  }
}

function isAway() {
  return ['reconnecting', 'connection-lost'].includes(window.Vaadin?.connectionState?.state);
}

function changed() {
  clearTimeout(timer);
  if (over) {
    return;
  }
  if (isAway()) {
    bar('lost');
    timer = setTimeout(look, document.hidden ? EVERY : 0);
  } else {
    bar('');
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('.connection .again')) {
    location.reload();
  }
}, true);

for (const written of ['input', 'k-changed']) {
  document.addEventListener(written, ({ target }) => target.closest?.('[data-unkept]')?.setAttribute('data-typed', ''), true);
}

document.addEventListener('visibilitychange', ask);
addEventListener('focus', ask);

/** The server ends the session: what is being written is kept (kept.js) when the page goes. */
addEventListener('k-signed-out', () => {
  over = true;
  setTimeout(() => {
    silence();
    if (!isKept('k-keeps-form')) {
      bar('unkept');
      return;
    }
    location.assign(new URL('signed-out', document.baseURI));
  }, FAREWELL);
});

/** Vaadin's scripts may come after this, and what they know by then is not told again. */
function listen() {
  const { connectionState } = window.Vaadin ?? {};
  if (connectionState) {
    connectionState.addStateChangeListener(changed);
    changed();
  } else {
    setTimeout(listen, LATER);
  }
}

addEventListener('load', listen);
