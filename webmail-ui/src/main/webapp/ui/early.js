// In the head of the page, before any other script.

// Vaadin's pre-built bundle defines 150 components while it is read, of which a page of mail has three. The others are defined when the first of them is made, or once the page has been seen.
(() => {
  const FIRST = ['vaadin-grid', 'vaadin-grid-column', 'vaadin-connection-indicator'];
  const PAUSE_MILLIS = 300;
  const later = new Map();

  // Flow's client makes elements with the second, components those in them with the first
  const makers = ['createElement', 'createElementNS'];

  function defineAll() {
    delete customElements.define;
    makers.forEach((maker) => delete document[maker]);
    later.forEach((given, name) => customElements.define(name, ...given));
    later.clear();
  }

  customElements.define = (name, ...given) => {
    if (name.startsWith('vaadin-') && !FIRST.includes(name)) {
      later.set(name, given);
    } else {
      CustomElementRegistry.prototype.define.call(customElements, name, ...given);
    }
  };
  for (const maker of makers) {
    document[maker] = (...given) => {
      given.some((name) => later.has(name)) && defineAll();
      return Document.prototype[maker].apply(document, given);
    };
  }
  addEventListener('vaadin-navigated', () => setTimeout(defineAll, PAUSE_MILLIS), { once: true });
})();

// Asks the server for the page's UI while the scripts are still being read. Vaadin takes what is promised there instead of asking itself. The view comes with it, so it needs a place in the
// page before Vaadin would make one. What is told of the browser is what Flow.js tells and the server reads.
(() => {
  const FIRST_PAUSE = 1_000;
  const LONGEST_PAUSE = 30_000;
  const texts = document.currentScript.dataset;
  window.name ||= `v-${Math.random()}`;
  const now = new Date();
  const offset = (month) => new Date(now.getFullYear(), month, 1).getTimezoneOffset();
  const standard = Math.max(offset(0), offset(6));
  const details = {
    'v-r': 'init',
    location: location.pathname.slice(new URL(document.baseURI).pathname.length),
    query: location.search.slice(1),
    'v-sw': screen.width,
    'v-sh': screen.height,
    'v-ww': innerWidth,
    'v-wh': innerHeight,
    'v-curdate': now.getTime(),
    'v-tzo': now.getTimezoneOffset(),
    'v-rtzo': standard,
    'v-dstd': Math.abs(offset(0) - offset(6)),
    'v-dston': now.getTimezoneOffset() !== standard,
    'v-tzid': Intl.DateTimeFormat().resolvedOptions().timeZone ?? '',
    'v-td': 'ontouchstart' in window,
    'v-pr': devicePixelRatio,
    'v-wn': window.name,
  };

  /** Says that nobody answers, in the empty page; answers the button that asks at once. */
  function wait() {
    const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const button = Object.assign(make('button', texts.again), { className: 'btn primary' });
    const box = Object.assign(make('div', ''), { className: 'b' });
    box.setAttribute('role', 'alert');
    box.append(make('h1', texts.title), make('p', texts.text), button);
    const page = Object.assign(make('main', ''), { className: 'empty' });
    page.style.cssText = 'position: fixed; inset: 0';
    page.append(box);
    document.body.append(page);
    return button;
  }

  let button;

  async function ask(pause = FIRST_PAUSE) {
    const answer = await fetch(`?${new URLSearchParams(details)}`, { redirect: 'manual' }).catch(() => null);
    if (answer?.ok && button) {
      // what the page asked for meanwhile did not come either
      location.reload();
      return new Promise(() => {});
    }
    if (answer?.ok) {
      return answer.json();
    }
    if (answer && ![502, 503, 504].includes(answer.status)) {
      if (answer.type === 'opaqueredirect') {
        // nobody is signed in any more: the page itself is led to the log-in
        location.reload();
      } else if (answer.status === 500) {
        // where failures are shown; the way on is this page
        location.assign('failed');
      } else {
        // what it says stands in the place of the page
        document.documentElement.innerHTML = await answer.text();
      }
      return new Promise(() => {});
    }
    // not to be reached for the moment
    if (pause > FIRST_PAUSE && document.body) {
      button ??= wait();
    }
    await new Promise((go) => {
      setTimeout(go, pause);
      if (button) {
        button.onclick = go;
      }
    });
    return ask(Math.min(LONGEST_PAUSE, pause * 2));
  }

  /** Where the view is made: in the outlet, which React has emptied by then. Flow.tsx would take it out and in again, and begin everything in it anew. */
  function place(answer) {
    const id = answer.appConfig.appId;
    const container = document.createElement(`flow-container-${id.toLowerCase()}`);
    container.id = id;
    const stand = document.createElement('div');
    stand.style.display = 'contents';
    // what can be seen is clicked, which would lead nowhere before the router knows of the view
    stand.style.visibility = 'hidden';
    addEventListener('vaadin-navigated', () => (stand.style.visibility = ''), { once: true });
    stand.append(container);
    const outlet = document.getElementById('outlet');
    outlet.append(stand);
    outlet.append = () => {};
    return answer;
  }

  const asked = ask();
  window.Vaadin.TypeScript.initial = { then: (take, fail) => asked.then(place).then(take, fail) };
})();
