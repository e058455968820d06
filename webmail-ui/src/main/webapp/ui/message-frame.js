// <k-message-frame src>: the sandboxed frame of a message. Its height follows its content, observed from here; keys pressed in it act as on the page; a link to
// an address opens the composer; the words that the place around it names (data-words) are marked. No script runs inside, and it loads no font: the page gives it its own.
import { button, inFront } from './ask.js';
import { key, taken } from './keys.js';
import { isHere } from './conversation.js';
import { make } from './draw.js';
import { markFound } from './found.js';
import { lendFonts } from './frame-fonts.js';

const SMALLEST = 0.7;

const scheme = matchMedia('(prefers-color-scheme: dark)');

function isDark() {
  const theme = document.documentElement.getAttribute('theme') ?? '';
  return theme.includes('dark') || (!theme.includes('light') && scheme.matches);
}

function address(source) {
  return isDark() ? `${source}${source.includes('?') ? '&' : '?'}dark` : source;
}

// ---- the frame of a message that was asked for is loaded while the server makes what stands around it ----

/** Of the last frame that was shown: what a frame may do is the server's to say. */
let sandbox = '';
/** {address, frame, loaded}, in a place where nobody sees it. */
let ahead = null;

/** Loads the frame of a message that is going to be shown, where browsers can move a frame without loading it anew. @param {string} source as the server will say it */
export function expectMessage(source) {
  ahead?.frame.remove();
  ahead = null;
  if (!sandbox || !document.body.moveBefore) {
    return;
  }
  const coming = { address: address(source), frame: document.createElement('iframe'), loaded: false };
  coming.frame.className = 'coming';
  coming.frame.setAttribute('sandbox', sandbox);
  coming.frame.setAttribute('aria-hidden', 'true');
  coming.frame.tabIndex = -1;
  coming.frame.addEventListener('load', () => (coming.loaded = true), { once: true });
  coming.frame.src = coming.address;
  document.body.append(coming.frame);
  ahead = coming;
}

class MessageFrame extends HTMLElement {
  connectedCallback() {
    if (this.frame) {
      return;
    }
    sandbox = this.dataset.sandbox;
    const coming = ahead?.address === address(this.getAttribute('src')) && ahead.frame.getAttribute('sandbox') === sandbox ? ahead : null;
    this.frame = coming?.frame ?? document.createElement('iframe');
    this.frame.setAttribute('sandbox', sandbox);
    this.frame.title = this.dataset.title ?? '';
    this.frame.addEventListener('load', () => this.loaded());
    this.again = () => this.load();
    scheme.addEventListener('change', this.again);
    this.watch = new MutationObserver(this.again);
    this.watch.observe(document.documentElement, { attributes: true, attributeFilter: ['theme'] });
    if (coming) {
      ahead = null;
      this.shown = coming.address;
      this.frame.className = '';
      this.frame.removeAttribute('aria-hidden');
      this.frame.removeAttribute('tabindex');
      this.moveBefore(this.frame, null);
      coming.loaded && this.loaded();
    } else {
      this.load();
      this.append(this.frame);
    }
  }

  disconnectedCallback() {
    this.observer?.disconnect();
    this.watch?.disconnect();
    scheme.removeEventListener('change', this.again);
  }

  /** The button in the message's header that turns its paper; only there when the page is dark. */
  get turner() {
    return this.closest('.msg')?.querySelector('.turn');
  }

  load() {
    const wanted = address(this.getAttribute('src'));
    if (this.shown !== wanted) {
      this.shown = wanted;
      this.frame.src = wanted;
    }
  }

  loaded() {
    const page = this.frame.contentDocument;
    if (!page?.documentElement) {
      return;
    }
    this.observer?.disconnect();
    lendFonts(page);
    this.fitted = 0;
    const fit = () => {
      const body = page.body;
      this.fitWidth(page);
      const wide = page.documentElement.scrollWidth > page.documentElement.clientWidth;
      const height = Math.ceil(body.getBoundingClientRect().height + parseFloat(getComputedStyle(body).marginTop) + parseFloat(getComputedStyle(body).marginBottom));
      this.frame.style.height = `${Math.max(height, 24) + (wide ? 16 : 0)}px`;
    };
    this.observer = new ResizeObserver(fit);
    this.observer.observe(page.body);
    page.addEventListener('keydown', (event) => {
      const dialog = this.closest('dialog');
      if (dialog) {
        // none of the page's keys
        dialog.dispatchEvent(new KeyboardEvent('keydown', event)) || event.preventDefault();
      } else if (!taken(event)) {
        key(event);
      }
    });
    page.addEventListener('pointerdown', () => isHere(this.closest('.msg')));
    page.addEventListener('click', (event) => this.clicked(event));
    page.addEventListener('auxclick', (event) => this.clicked(event));
    page.querySelectorAll('.k-quote > summary').forEach((summary) => {
      summary.title = this.dataset.quoted ?? '';
      summary.setAttribute('aria-label', summary.title);
    });
    if (this.turner) {
      this.turner.hidden = !isDark();
      this.turner.setAttribute('aria-pressed', String(page.documentElement.classList.contains('k-dark')));
    }
    fit();
    this.markFound(page);
    this.classList.add('ready');
  }

  /** What was searched for, in the text and in the subject above it. */
  markFound(page) {
    const place = this.closest('[data-words], .reader');
    const words = place?.dataset.words?.split(' ').filter(Boolean) ?? [];
    const subject = place?.querySelector('.rsub');
    subject && markFound(subject, words);
    markFound(page.body, words);
  }

  /** What is too wide loses its fixed widths; where that is not enough it is made smaller, as far as it can still be read. The rest scrolls. */
  fitWidth(page) {
    const width = this.frame.clientWidth;
    if (width === this.fitted) {
      return;
    }
    this.fitted = width;
    const root = page.documentElement;
    const bodies = [...page.querySelectorAll('.k-msg')];
    root.classList.remove('k-fit');
    bodies.forEach((body) => (body.style.zoom = ''));
    const tooWide = () => bodies.filter((body) => body.scrollWidth > body.clientWidth + 1);
    if (tooWide().length) {
      root.classList.add('k-fit');
      tooWide().forEach((body) => (body.style.zoom = Math.max(SMALLEST, body.clientWidth / body.scrollWidth)));
    }
  }

  clicked(event) {
    const link = event.target.closest?.('a[href]');
    const address = link?.getAttribute('href') ?? '';
    if (/^mailto:/i.test(address)) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('k-mailto', { detail: { address }, bubbles: true }));
    } else if (link?.classList.contains('k-elsewhere')) {
      event.preventDefault();
      this.askElsewhere(link);
    }
  }

  /** The text of the link names another place than it leads to: that is said before it is followed. */
  async askElsewhere(link) {
    const text = this.dataset.elsewhere.replace('{text}', () => link.textContent.trim()).replace('{host}', () => link.title);
    await inFront(text, (close) => {
      const address = make('p', 'small muted', link.href);
      address.dir = 'ltr';
      const go = make('a', 'btn danger', this.dataset.openElsewhere.replace('{host}', () => link.title));
      Object.assign(go, { href: link.href, target: '_blank', rel: 'noopener noreferrer' });
      go.setAttribute('router-ignore', '');
      go.addEventListener('click', () => close(true));
      return [make('p', '', text), address, make('div', 'h', button(this.dataset.cancel, '', () => close(false)), go)];
    });
    link.focus();
  }

  /** From dark to white paper and back. What brought colours of its own is turned as a whole. */
  turn() {
    const classes = this.frame.contentDocument?.documentElement.classList;
    if (!classes) {
      return;
    }
    const plain = classes.contains('k-dark') || this.whitened;
    this.whitened = plain && classes.contains('k-dark');
    const dark = classes.toggle(plain ? 'k-dark' : 'k-turned');
    this.turner?.setAttribute('aria-pressed', String(dark));
  }
}

customElements.define('k-message-frame', MessageFrame);

// ---- printing: a document of its own in a hidden frame without scripts, whose printer's dialogue is asked for from here ----

function print(source) {
  document.querySelector('iframe.print')?.remove();
  const frame = document.createElement('iframe');
  frame.className = 'print';
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.addEventListener('load', () => lendFonts(frame.contentDocument).then(() => frame.contentWindow.print()));
  frame.src = source;
  document.body.append(frame);
}

document.addEventListener('click', (event) => {
  const printing = event.target.closest?.('[data-print]');
  if (printing) {
    print(printing.dataset.print);
  }
  const turner = event.target.closest?.('.msg .turn');
  if (turner) {
    turner.closest('.msg').querySelector('k-message-frame')?.turn();
  }
});
