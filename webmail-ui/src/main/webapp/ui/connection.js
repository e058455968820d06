// The connection: a bar while the server cannot be reached, and what happens when it answers but has forgotten us (it was started anew, or the session ended).
// A page on which nothing was begun is loaded again, which leads to the log-in if there must be one; else that is left to whoever wrote there.

const EVERY = 2000;
const BEGUN = 'k-composer, .evform, .pform, dialog.ask';
let timer;

function bar(words) {
  const element = document.querySelector('.connection');
  if (element) {
    element.hidden = !words;
    element.classList.toggle('over', words === 'over');
    element.querySelector('.grow').textContent = words ? element.dataset[words] : '';
  }
}

/** Vaadin's own sign of life: without a session the answer leads to the log-in, or is a refusal. */
async function forgotten() {
  try {
    const answer = await fetch('?v-r=heartbeat&v-uiId=0', { method: 'POST', redirect: 'manual', cache: 'no-store' });
    return answer.type === 'opaqueredirect' || [401, 403, 404, 410].includes(answer.status);
  } catch {
    return false;
  }
}

async function look() {
  if (await forgotten()) {
    if (document.querySelector(BEGUN)) {
      bar('over');
    } else {
      location.reload();
    }
    return;
  }
  timer = setTimeout(look, EVERY);
}

function changed(now) {
  clearTimeout(timer);
  if (now === 'reconnecting' || now === 'connection-lost') {
    if (document.querySelector('.connection')?.hidden) {
      bar('lost');
    }
    look();
  } else if (!document.querySelector('.connection.over')) {
    bar('');
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('.connection .again')) {
    location.reload();
  }
}, true);

addEventListener('load', () => {
  const state = window.Vaadin?.connectionState;
  state?.addStateChangeListener((before, now) => changed(now));
});
