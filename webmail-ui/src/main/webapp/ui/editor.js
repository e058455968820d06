// <k-editor>: the text of a message, rich or plain. Rich text is what the browser edits by itself; what is pasted is first reduced to the few elements that a
// message needs. The quoted original stays as it is, tables and all. The server cleans the HTML once more before it sends it.

const KEPT = new Set(['A', 'B', 'BLOCKQUOTE', 'BR', 'CODE', 'DIV', 'EM', 'H1', 'H2', 'H3', 'HR', 'I', 'IMG', 'LI', 'OL', 'P', 'PRE', 'S', 'SPAN', 'STRONG',
  'SUB', 'SUP', 'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'U', 'UL']);
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TITLE', 'META', 'LINK', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'NOSCRIPT', 'TEMPLATE', 'FORM', 'INPUT', 'BUTTON', 'TEXTAREA', 'SELECT']);

class Editor extends HTMLElement {
  connectedCallback() {
    if (this.rich) {
      return;
    }
    this.rich = document.createElement('div');
    this.rich.className = 'rich';
    this.rich.contentEditable = 'true';
    this.rich.dir = 'auto';
    this.rich.setAttribute('role', 'textbox');
    this.rich.setAttribute('aria-multiline', 'true');
    this.rich.setAttribute('aria-label', this.dataset.label ?? '');
    this.plain = document.createElement('textarea');
    this.plain.className = 'plain';
    this.plain.dir = 'auto';
    this.plain.setAttribute('aria-label', this.dataset.label ?? '');
    this.plain.hidden = true;
    this.append(this.rich, this.plain);
    document.execCommand('defaultParagraphSeparator', false, 'p');
    this.addEventListener('input', () => this.changed());
    this.rich.addEventListener('paste', (event) => this.pasted(event));
    this.rich.addEventListener('keyup', () => this.mark());
    this.rich.addEventListener('pointerup', () => this.mark());
    this.rich.addEventListener('click', (event) => (event.ctrlKey || event.metaKey) && event.target.closest('a[href]') && window.open(event.target.closest('a').href, '_blank', 'noopener'));
    if (this.pending) {
      this.load(...this.pending);
    }
  }

  /** From the server: a body in HTML (already made safe) or plain text. */
  load(html, text, asPlain) {
    if (!this.rich) {
      this.pending = [html, text, asPlain];
      return;
    }
    this.rich.innerHTML = html ?? '';
    this.plain.value = text ?? '';
    this.setPlain(asPlain);
  }

  get isPlain() {
    return !this.plain.hidden;
  }

  setPlain(on) {
    this.plain.hidden = !on;
    this.rich.hidden = on;
  }

  /** Goes from rich to plain or back, with the text. */
  toggle() {
    if (this.isPlain) {
      this.rich.replaceChildren(...this.plain.value.split('\n').map((line) => {
        const p = document.createElement('p');
        line ? p.append(line) : p.append(document.createElement('br'));
        return p;
      }));
      this.setPlain(false);
    } else {
      this.plain.value = this.text;
      this.setPlain(true);
    }
    this.changed();
    this.focusStart();
  }

  /** The body as it will be sent: our pictures under their Content-IDs. */
  get html() {
    const copy = this.rich.cloneNode(true);
    copy.querySelectorAll('img[data-cid]').forEach((img) => {
      img.setAttribute('src', `cid:${img.dataset.cid}`);
      img.removeAttribute('data-cid');
    });
    return copy.innerHTML;
  }

  get text() {
    return this.isPlain ? this.plain.value : this.rich.innerText.replace(/ /g, ' ').replace(/\n{3,}/g, '\n\n');
  }

  get empty() {
    return this.isPlain ? !this.plain.value.trim() : !this.rich.innerText.trim() && !this.rich.querySelector('img');
  }

  changed() {
    this.dispatchEvent(new CustomEvent('k-changed', { bubbles: true }));
    this.mark();
  }

  focusStart() {
    if (this.isPlain) {
      this.plain.focus();
      this.plain.setSelectionRange(0, 0);
      return;
    }
    this.rich.focus();
    const range = document.createRange();
    range.setStart(this.rich.firstElementChild ?? this.rich, 0);
    range.collapse(true);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  focusEnd() {
    if (this.isPlain) {
      this.plain.focus();
      return;
    }
    this.rich.focus();
    getSelection().selectAllChildren(this.rich);
    getSelection().collapseToEnd();
  }

  // ---- commands ----

  command(name) {
    this.rich.focus();
    if (name === 'link') {
      const chosen = getSelection().toString();
      const address = prompt(this.dataset.link ?? 'https://', /^https?:\/\//.test(chosen) ? chosen : 'https://');
      if (address && /^(https?:|mailto:)/i.test(address)) {
        chosen ? document.execCommand('createLink', false, address) : document.execCommand('insertHTML', false, anchor(address));
      }
    } else if (name === 'quote') {
      document.execCommand('formatBlock', false, getSelection().anchorNode?.parentElement?.closest('blockquote') ? 'p' : 'blockquote');
    } else {
      document.execCommand({ ul: 'insertUnorderedList', ol: 'insertOrderedList', plain: 'removeFormat' }[name] ?? name, false);
    }
    this.changed();
  }

  /** Tells the tools which of them are on where the caret is. */
  mark() {
    const on = {};
    for (const [name, command] of Object.entries({ bold: 'bold', italic: 'italic', underline: 'underline', ul: 'insertUnorderedList', ol: 'insertOrderedList' })) {
      on[name] = document.queryCommandState(command);
    }
    this.dispatchEvent(new CustomEvent('k-marks', { detail: on, bubbles: true }));
  }

  insertPicture(id, url, name) {
    this.rich.focus();
    const img = document.createElement('img');
    img.src = url;
    img.alt = name;
    img.dataset.cid = id;
    document.execCommand('insertHTML', false, img.outerHTML);
    this.changed();
  }

  // ---- paste ----

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('k-files', { detail: { files, inline: true }, bubbles: true }));
      return;
    }
    const html = event.clipboardData?.getData('text/html');
    if (html) {
      event.preventDefault();
      document.execCommand('insertHTML', false, clean(html));
    }
  }
}

/** Only the elements of a message, without styles, classes and handlers. */
export function clean(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const copy = (node, to) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        to.append(child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE && !DROPPED.has(child.tagName.toUpperCase())) {
        if (!KEPT.has(child.tagName)) {
          copy(child, to);
          continue;
        }
        const element = document.createElement(child.tagName);
        if (child.tagName === 'A' && /^(https?|mailto):/i.test(child.getAttribute('href') ?? '')) {
          element.setAttribute('href', child.getAttribute('href'));
        }
        if (child.tagName === 'IMG') {
          continue;
        }
        copy(child, element);
        to.append(element);
      }
    }
  };
  const out = document.createElement('div');
  copy(page.body, out);
  return out.innerHTML;
}

function anchor(address) {
  const a = document.createElement('a');
  a.href = address;
  a.textContent = address;
  return a.outerHTML;
}

customElements.define('k-editor', Editor);
