// <k-message-frame src>: the sandboxed frame of a message. Its height follows its content, observed from here; keys pressed in it act as on the page; a link to
// an address opens the composer. No script runs inside.
import { key, taken } from './shell.js';

class MessageFrame extends HTMLElement {
  connectedCallback() {
    if (this.frame) {
      return;
    }
    this.frame = document.createElement('iframe');
    this.frame.setAttribute('sandbox', this.dataset.sandbox);
    this.frame.title = this.dataset.title ?? '';
    this.frame.addEventListener('load', () => this.loaded());
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.again = () => this.load();
    this.scheme.addEventListener('change', this.again);
    this.watch = new MutationObserver(this.again);
    this.watch.observe(document.documentElement, { attributes: true, attributeFilter: ['theme'] });
    this.load();
    this.append(this.frame);
  }

  disconnectedCallback() {
    this.observer?.disconnect();
    this.watch?.disconnect();
    this.scheme?.removeEventListener('change', this.again);
  }

  get dark() {
    const theme = document.documentElement.getAttribute('theme') ?? '';
    return theme.includes('dark') || (!theme.includes('light') && this.scheme.matches);
  }

  load() {
    const source = this.getAttribute('src');
    const wanted = this.dark ? source + (source.includes('?') ? '&' : '?') + 'dark' : source;
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
    const fit = () => {
      const body = page.body;
      const wide = page.documentElement.scrollWidth > page.documentElement.clientWidth;
      const height = Math.ceil(body.getBoundingClientRect().height + parseFloat(getComputedStyle(body).marginTop) + parseFloat(getComputedStyle(body).marginBottom));
      this.frame.style.height = `${Math.max(height, 24) + (wide ? 16 : 0)}px`;
    };
    this.observer = new ResizeObserver(fit);
    this.observer.observe(page.body);
    page.addEventListener('keydown', (event) => {
      if (!taken(event)) {
        key(event);
      }
    });
    page.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href^="mailto:" i]');
      if (link) {
        event.preventDefault();
        this.dispatchEvent(new CustomEvent('k-mailto', { detail: { address: link.getAttribute('href') }, bubbles: true }));
      }
    });
    fit();
    this.classList.add('ready');
  }
}

customElements.define('k-message-frame', MessageFrame);
