// In the head of the page, before any other script: asks the server for the page's UI while the scripts are still being read. Vaadin takes what is promised there instead of
// asking itself. The view comes with it, so it needs a place in the page before Vaadin would make one. What is told of the browser is what Flow.js tells and the server reads.
(() => {
  const AGAIN_MILLIS = 2_000;
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

  async function ask() {
    const answer = await fetch(`?${new URLSearchParams(details)}`, { redirect: 'manual' }).catch(() => null);
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
    await new Promise((go) => setTimeout(go, AGAIN_MILLIS));
    return ask();
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
