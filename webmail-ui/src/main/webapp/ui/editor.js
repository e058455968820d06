// <k-editor>: the text of a message, rich or plain. Rich text is what the browser edits by itself; what is pasted is first reduced to the few elements that a
// message needs. The quoted original stays as it is, tables and all. The server cleans the HTML once more before it sends it.

import { askFor } from './ask.js';
import { OURS, around, caretAsCount, caretMarks, keepingCaret, leave, setBlock, tidy, toggleQuote } from './blocks.js';
import { filled, icon, make } from './draw.js';
import { History, PlainHistory } from './history.js';
import { fromPlain, toPlain } from './plain.js';
import { WIDTHS, pictureAround, removePicture, resize, sizeOf } from './pictures.js';
import { cellAround, changeTable, insertTable, walk } from './tables.js';

const TABLE_TOOLS = {
  rowAbove: 'between-horizontal-end', rowBelow: 'between-horizontal-start', rowRemove: 'fold-vertical',
  columnBefore: 'between-vertical-end', columnAfter: 'between-vertical-start', columnRemove: 'fold-horizontal', tableRemove: 'trash-2',
};
const PICTURE_TOOLS = { small: '', fit: '', original: '', describe: 'pencil', pictureRemove: 'trash-2' };
const MOST_ROWS = 50;
const MOST_COLUMNS = 12;

const KEPT = new Set(['A', 'B', 'BLOCKQUOTE', 'BR', 'CODE', 'DIV', 'EM', 'H1', 'H2', 'H3', 'HR', 'I', 'IMG', 'LI', 'OL', 'P', 'PRE', 'S', 'SPAN', 'STRONG',
  'SUB', 'SUP', 'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'U', 'UL']);
const DROPPED = new Set(['O:P', 'XML', 'SCRIPT', 'STYLE', 'TITLE', 'META', 'LINK', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'NOSCRIPT', 'TEMPLATE', 'FORM', 'INPUT', 'BUTTON', 'TEXTAREA', 'SELECT']);

/** A signature as it stands in plain text. */
const block = (text) => (text ? `\n\n-- \n${text}` : '');

/** A document of its own, in which nothing is loaded. */
const inert = () => document.implementation.createHTMLDocument('');

class Editor extends HTMLElement {
  constructor() {
    super();
    this.labels ??= {};
    /** The bars of buttons for parts of the text, by part; made when one is needed. */
    this.bars = {};
  }

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
    this.more = document.createElement('button');
    Object.assign(this.more, { type: 'button', className: 'quote-toggle', textContent: '•••', hidden: true });
    this.more.setAttribute('aria-label', this.dataset.quote ?? '');
    this.more.setAttribute('aria-expanded', 'false');
    this.more.addEventListener('click', () => this.fold(!this.rich.classList.contains('folded')));
    this.append(this.rich, this.more, this.plain);
    document.execCommand('defaultParagraphSeparator', false, 'p');
    this.history = new History(this.rich);
    this.plainHistory = new PlainHistory(this.plain);
    this.addEventListener('input', () => this.changed());
    for (const text of [this.rich, this.plain]) {
      text.addEventListener('k-history', () => this.changed());
    }
    this.rich.addEventListener('keydown', (event) => this.pressed(event));
    this.plain.addEventListener('keydown', (event) => event.isComposing || this.tookBack(event, this.plainHistory));
    this.rich.addEventListener('paste', (event) => this.pasted(event));
    this.rich.addEventListener('keyup', () => this.mark());
    this.rich.addEventListener('pointerup', () => this.mark());
    this.rich.addEventListener('click', ({ target }) => target.nodeName === 'IMG' && this.choose(target));
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
    this.rich.replaceChildren(this.shown(html || '<p><br></p>'));
    this.plain.value = text ?? '';
    this.forget();
    this.left = undefined;
    this.setPlain(asPlain);
    this.fold(Boolean(this.quotation));
  }

  /** Nothing of what was done can be taken back. */
  forget() {
    this.history.forget();
    this.plainHistory.forget();
  }

  /** Takes over the text of another editor, where the caret was in it, and what can be taken back. */
  goOnFrom(former) {
    const [container, offset] = former.lastEnd ?? [];
    former.history.end();
    this.rich.replaceChildren(...former.rich.childNodes);
    this.history.goOnFrom(former.history);
    former.plainHistory.take();
    this.plain.value = former.plain.value;
    this.plainHistory.goOnFrom(former.plainHistory);
    this.plain.setSelectionRange(former.plain.selectionStart, former.plain.selectionEnd);
    this.left = former.left;
    this.setPlain(former.plain.hidden === false);
    this.fold(former.rich.classList.contains('folded'));
    if (container === former.rich || this.rich.contains(container)) {
      this.last = document.createRange();
      this.last.setStart(container === former.rich ? this.rich : container, offset);
      this.last.collapse(true);
    }
  }

  // ---- the quotation and the signature: the parts that nobody has written here ----

  get quotation() {
    return this.rich.querySelector(':scope > .mail-quotation');
  }

  /** Hides the quoted original behind a button, or shows it. */
  fold(on) {
    this.rich.classList.toggle('folded', on);
    this.more.hidden = this.isPlain || !this.quotation;
    this.more.setAttribute('aria-expanded', String(!on));
  }

  /**
   * Puts a signature in the place of the former one, wherever that stands now; below the text and above the quotation if there was none.
   * @param author who wrote until now, and does again when it is taken back
   */
  sign(now, before, author) {
    if (!this.rich) {
      return;
    }
    if (this.isPlain) {
      this.plainHistory.begin();
      this.signPlain(now.text, before.text);
      this.plainHistory.take();
      this.plainHistory.wrote(author);
    } else if (now.html !== before.html) {
      this.history.begin();
      this.signRich(now.html);
      this.history.take();
      this.history.wrote(author);
    }
  }

  signRich(html) {
    const old = this.rich.querySelector(':scope > .mail-signature');
    if (!html) {
      old?.remove();
      return;
    }
    const signature = old ?? document.createElement('div');
    signature.className = 'mail-signature';
    signature.replaceChildren(this.shown(html));
    if (!old) {
      if (!this.rich.firstElementChild) {
        const line = document.createElement('p');
        line.append(document.createElement('br'));
        this.rich.append(line);
      }
      this.rich.insertBefore(signature, this.quotation);
    }
  }

  signPlain(now, before) {
    const text = this.plain.value;
    const old = block(before);
    if (old && text.includes(old)) {
      this.plain.value = text.replace(old, () => block(now));
    } else if (now) {
      this.plain.value = text.startsWith('\n') ? `${block(now)}\n${text}` : text + block(now);
    }
  }

  /** The pictures of signatures, their addresses by their Content-IDs: whoever holds the editor has them. */
  get pictures() {
    return this.closest('k-composer, .identities')?.pictures ?? {};
  }

  /** What the server has, as nodes: pictures of signatures by their addresses; without those that are not there. */
  shown(html) {
    const { pictures } = this;
    const box = inert().createElement('div');
    box.innerHTML = html;
    for (const img of box.querySelectorAll('img[src^="cid:"]')) {
      img.dataset.cid = img.getAttribute('src').slice('cid:'.length);
      pictures[img.dataset.cid] ? img.setAttribute('src', pictures[img.dataset.cid]) : img.remove();
    }
    const nodes = new DocumentFragment();
    while (box.firstChild) {
      nodes.append(box.firstChild);
    }
    return nodes;
  }

  /** The text without signature and quotation. */
  get ownText() {
    if (this.isPlain) {
      return this.plain.value.split('\n').filter((line) => !line.startsWith('>')).join('\n').split('\n-- \n')[0];
    }
    return toPlain(this.own(), { html: '', text: '' });
  }

  /** The same as its reader sees it: without the addresses of links, and without what stands for pictures. */
  get ownWords() {
    if (this.isPlain) {
      return this.ownText;
    }
    const seen = this.own();
    seen.querySelectorAll('img').forEach((img) => img.remove());
    seen.querySelectorAll('a').forEach((link) => link.removeAttribute('href'));
    return toPlain(seen, { html: '', text: '' });
  }

  get ownHtml() {
    return this.isPlain ? fromPlain(this.ownText, { text: '' }).map((p) => p.outerHTML).join('') : this.own().innerHTML;
  }

  own() {
    const copy = this.rich.cloneNode(true);
    copy.querySelectorAll(`${OURS}, blockquote`).forEach((part) => part.remove());
    return copy;
  }

  /** Inserts a text at the caret. */
  insert(html) {
    if (this.isPlain) {
      const box = document.createElement('div');
      box.innerHTML = html;
      this.plain.focus();
      this.plainHistory.begin();
      document.execCommand('insertText', false, box.innerText);
    } else {
      this.caret();
      this.run('insertHTML', html);
    }
    this.changed();
  }

  /** Focuses the text with the caret where it last was. */
  caret() {
    if (this.isPlain) {
      this.plain.focus();
      return;
    }
    const last = this.last;
    this.rich.focus();
    if (last && this.rich.contains(last.startContainer)) {
      getSelection().removeAllRanges();
      getSelection().addRange(last);
    } else if (!this.rich.contains(getSelection().anchorNode)) {
      this.focusStart();
    }
  }

  /** In which language the browser checks the spelling. */
  spelling(language) {
    if (!this.rich) {
      return;
    }
    this.lang = language;
    this.rich.lang = language;
    this.plain.lang = language;
    this.rich.spellcheck = true;
  }

  get isPlain() {
    return !this.plain.hidden;
  }

  setPlain(on) {
    this.plain.hidden = !on;
    this.rich.hidden = on;
  }

  /**
   * Goes from rich to plain or back, with the text. A rich text comes back as it was if nothing was written since; what else would be lost with it is asked about.
   * @param signature {html, text} of who writes
   * @param author who writes
   */
  async toggle(signature = { html: '', text: '' }, author = '') {
    const end = block(signature.text);
    const signed = () => this.plain.value.includes(end);
    const unsigned = () => this.plain.value.replace(end, '').trim();
    if (!this.isPlain) {
      const text = toPlain(this.rich, signature);
      // room to write in above what is quoted
      this.plain.value = this.ownText.trim() ? text : `\n\n${text}`;
      this.left = { unsigned: unsigned(), signed: signed(), signature, author };
      this.plainHistory.forget();
      this.setPlain(true);
    } else {
      const untouched = unsigned() === this.left?.unsigned && signed() === this.left.signed;
      if (!untouched && this.left && this.isFormatted && !(await this.ask({ title: this.labels.richAgain, text: this.labels.richAgainText, verb: this.labels.richAgainDo }))) {
        return;
      }
      this.setPlain(false);
      this.history.begin();
      if (!untouched) {
        this.rich.replaceChildren(...fromPlain(this.plain.value, { text: signature.text, nodes: this.shown(signature.html) }));
      } else if (signature.html !== this.left.signature.html) {
        this.signRich(signature.html);
      }
      this.history.take();
      // somebody else may write since the rich text was left
      this.history.wrote(this.left && this.left.author !== author ? this.left.author : '');
    }
    this.fold(false);
    this.changed();
    this.focusStart();
  }

  /** Whether more than paragraphs and a signature would be lost with the rich text. */
  get isFormatted() {
    return [...this.rich.querySelectorAll('*')].some((element) => !/^(P|BR)$/.test(element.tagName) && !element.closest('.mail-signature'));
  }

  /** The body as it will be sent: our pictures under their Content-IDs. */
  get html() {
    // no browser can load what is named by a Content-ID
    const copy = inert().importNode(this.rich, true);
    tidy(copy);
    copy.querySelectorAll('img[data-cid]').forEach((img) => {
      img.setAttribute('src', `cid:${img.dataset.cid}`);
      img.removeAttribute('data-cid');
    });
    return copy.innerHTML;
  }

  get text() {
    return this.isPlain ? this.plain.value : toPlain(this.rich, { html: '', text: '' });
  }

  get empty() {
    return this.isPlain ? !this.plain.value.trim() : !this.rich.innerText.trim() && !this.rich.querySelector('img');
  }

  changed() {
    this.history.take();
    this.plainHistory.take();
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

  command(name, value) {
    this.caret();
    if (name === 'block') {
      this.change(() => setBlock(this.rich, value));
      return;
    }
    if (name === 'quote') {
      this.change(() => toggleQuote(this.rich));
      return;
    }
    if (name === 'colour') {
      document.execCommand('styleWithCSS', false, true);
      value ? this.run('foreColor', value) : this.uncolour();
      document.execCommand('styleWithCSS', false, false);
      this.changed();
      return;
    }
    if (name === 'table') {
      this.askTable();
      return;
    }
    if (name === 'link') {
      this.askLink();
      return;
    }
    if (/^[uo]l$/.test(name) && around(this.rich, 'pre')) {
      // a list of its lines
      this.change(() => setBlock(this.rich, 'p'));
    }
    const back = caretAsCount(this.rich);
    this.run({ ul: 'insertUnorderedList', ol: 'insertOrderedList', plain: 'removeFormat' }[name] ?? name);
    if (/^[uo]l$/.test(name)) {
      // Chromium goes to the beginning of the line
      back();
    }
    if (this.rich.querySelector('p :is(p, ul, ol), :is(ul, ol) > :is(ul, ol)')) {
      keepingCaret(this.rich, () => tidy(this.rich));
    }
    this.changed();
  }

  /** Changes the text as one step, and keeps the caret where it was. */
  change(act) {
    this.history.begin();
    keepingCaret(this.rich, act);
    this.changed();
  }

  /** Has the browser do one of its commands, as one step. */
  run(name, value) {
    this.history.begin();
    document.execCommand(name, false, value);
  }

  /** Asks in a small dialog, and puts the caret back to where it was. */
  async ask(question) {
    const { last } = this;
    const said = await askFor({ cancel: this.labels.cancel, ...question });
    this.last = last;
    this.caret();
    return said;
  }

  /** How large a table is to be. */
  async askTable() {
    const { labels } = this;
    const number = { type: 'number', min: 1, required: true };
    const size = await this.ask({
      title: labels.table, verb: labels.insert,
      fields: [{ name: 'rows', label: labels.rows, value: '3', max: MOST_ROWS, ...number }, { name: 'columns', label: labels.columns, value: '3', max: MOST_COLUMNS, ...number }],
    });
    if (size) {
      this.change(() => insertTable(this.rich, Number(size.rows), Number(size.columns)));
    }
  }

  /** Asks where a link leads and what it is called; the link with the caret can be changed and removed. */
  async askLink() {
    const { labels } = this;
    this.caret();
    const link = around(this.rich, 'a[href]');
    const chosen = link ? link.textContent : getSelection().toString();
    const words = chosen.trim();
    const address = link ? link.getAttribute('href') : linkAddress(words) || '';
    const said = await this.ask({
      title: labels.link, verb: link ? labels.change : labels.insert, other: link && labels.unlink,
      fields: [{ name: 'address', label: labels.address, value: address, inputMode: 'url', spellcheck: false, dir: 'ltr' }, { name: 'text', label: labels.words, value: words }],
      check: (values) => (linkAddress(values.address) ? '' : filled(labels.noLink, values.address.trim())),
    });
    if (said === 'other') {
      this.change(() => link.replaceWith(...link.childNodes));
    } else if (said && link) {
      this.change(() => {
        link.setAttribute('href', linkAddress(said.address));
        if (said.text.trim() && said.text.trim() !== words) {
          link.replaceChildren(said.text.trim(), ...caretMarks(this.rich).filter((mark) => link.contains(mark)));
        }
      });
    } else if (said && words && said.text.trim() === words) {
      this.run('createLink', linkAddress(said.address));
      this.changed();
    } else if (said) {
      this.run('insertHTML', anchor(linkAddress(said.address), said.text.trim() || said.address.trim()));
      this.changed();
    }
  }

  /** What can be done with the table that the caret is in. */
  tableTools() {
    return this.toolbar(TABLE_TOOLS, 'table', (name) => this.change(() => changeTable(this.rich, name)));
  }

  /** What can be done with a picture. */
  pictureTools() {
    return this.toolbar(PICTURE_TOOLS, 'picture', (name) => {
      const { picture } = this;
      switch (name) {
        case 'describe': this.askDescription(picture); break;
        case 'pictureRemove': this.change(() => removePicture(picture)); break;
        default: this.change(() => resize(picture, name, this.widths));
      }
    });
  }

  get widths() {
    return WIDTHS[this.closest('k-signature') ? 'signature' : 'message'];
  }

  /** A picture that is clicked. */
  choose(picture) {
    const range = document.createRange();
    range.selectNode(picture);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    this.mark();
  }

  /** Asks what is told of a picture where it is not seen. */
  async askDescription(picture) {
    const { labels } = this;
    const said = await this.ask({ title: labels.describe, verb: labels.change, fields: [{ name: 'words', label: labels.description, value: picture.alt }] });
    said && this.change(() => picture.setAttribute('alt', said.words.trim()));
  }

  /**
   * A bar of buttons for a part of the text.
   * @param tools their icons by name; without one it is a word
   * @param part what it is for
   * @param act given the name of a button, does what it says
   */
  toolbar(tools, part, act) {
    const { labels } = this;
    const bar = make('div', 'part-tools');
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', labels[`${part}Tools`] ?? '');
    for (const [name, sign] of Object.entries(tools)) {
      const button = make('button', sign ? 'ib sm' : 'ib sm word', sign ? icon(sign) : labels[name] ?? '');
      Object.assign(button, { type: 'button', title: labels[name] ?? '', tabIndex: bar.childElementCount ? -1 : 0 });
      button.setAttribute('aria-label', button.title);
      button.dataset[part] = name;
      bar.append(button);
    }
    bar.addEventListener('pointerdown', (event) => event.preventDefault());
    bar.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) {
        this.caret();
        act(button.dataset[part]);
      }
    });
    bar.addEventListener('keydown', (event) => {
      const buttons = [...bar.children];
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
      } else if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        this.caret();
      }
    });
    return bar;
  }

  /** The bar for what the caret is at: a picture before the table that it stands in. */
  showTools() {
    const { labels, rich, isPlain } = this;
    this.picture = labels.small && !isPlain ? pictureAround(rich) : null;
    const inTable = Boolean(labels.table && !isPlain && !this.picture && cellAround(rich));
    for (const [part, on] of [['picture', this.picture], ['table', inTable]]) {
      if (on && !this.bars[part]) {
        this.bars[part] = this[`${part}Tools`]();
        this.append(this.bars[part]);
      }
      this.bars[part]?.toggleAttribute('hidden', !on);
    }
    const size = this.picture && sizeOf(this.picture, this.widths);
    this.bars.picture?.querySelectorAll('.word').forEach((button) => {
      button.classList.toggle('on-accent', button.dataset.picture === size);
      button.setAttribute('aria-pressed', String(button.dataset.picture === size));
    });
  }

  /** The bar that is there. */
  get tools() {
    return Object.values(this.bars).find((bar) => !bar.hidden);
  }

  /** Takes something back, or does it again, if that is what the key means; answers whether it is. */
  tookBack(event, history) {
    const held = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = held ? `${event.shiftKey ? 'shift ' : ''}${event.key.toLowerCase()}` : '';
    if (!['z', 'shift z', 'y'].includes(key)) {
      return false;
    }
    event.preventDefault();
    key === 'z' ? history.undo() : history.redo();
    return true;
  }

  pressed(event) {
    if (event.isComposing) {
      return;
    }
    const held = event.ctrlKey || event.metaKey;
    if (this.tookBack(event, this.history)) {
      return;
    }
    if (held && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k' && this.labels.link) {
      event.preventDefault();
      this.mark();
      this.askLink();
    } else if (event.key === 'Tab' && !held && !event.altKey && walk(this.rich, event.shiftKey, (act) => this.change(act))) {
      event.preventDefault();
      this.mark();
    } else if (event.key === 'F10' && event.altKey && this.tools) {
      event.preventDefault();
      this.tools.firstElementChild.focus();
    } else if (event.key === 'Enter' && !held && !event.shiftKey && !event.altKey) {
      this.history.begin();
      leave(this.rich, (act) => this.change(act)) && event.preventDefault();
    }
  }

  /** Tells the tools which of them are on where the caret is. */
  mark() {
    const on = {};
    const selection = getSelection();
    if (selection.rangeCount && this.rich.contains(selection.anchorNode)) {
      this.last = selection.getRangeAt(0).cloneRange();
      // the range itself leaves the text when that leaves the page
      this.lastEnd = [this.last.endContainer, this.last.endOffset];
    }
    this.showTools();
    const element = selection.anchorNode?.nodeType === Node.TEXT_NODE ? selection.anchorNode.parentElement : selection.anchorNode;
    const block = this.rich.contains(element) ? element.closest?.('h1, h2, h3, pre') : null;
    on.block = block && this.rich.contains(block) ? block.tagName.toLowerCase() : 'p';
    for (const [name, command] of Object.entries({ bold: 'bold', italic: 'italic', underline: 'underline', ul: 'insertUnorderedList', ol: 'insertOrderedList' })) {
      on[name] = document.queryCommandState(command);
    }
    this.dispatchEvent(new CustomEvent('k-marks', { detail: on, bubbles: true }));
  }

  /** Takes the colour from what is chosen: the text's own colour follows the reader's scheme. */
  uncolour() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const root = range?.commonAncestorContainer;
    this.history.begin();
    const box = root?.nodeType === Node.ELEMENT_NODE ? root : root?.parentElement;
    for (const element of [box, ...(box?.querySelectorAll('[style*="color"], font[color]') ?? [])]) {
      if (element && element !== this.rich && this.rich.contains(element) && range.intersectsNode(element)) {
        element.style?.removeProperty('color');
        element.removeAttribute('color');
      }
    }
  }

  /** Puts a picture where the caret last was, whatever is being done elsewhere meanwhile. @param width in CSS pixels; its own if left out */
  insertPicture(id, url, name, width) {
    const img = document.createElement('img');
    img.src = url;
    img.alt = name;
    img.dataset.cid = id;
    if (width) {
      img.width = width;
    }
    this.history.begin();
    const at = this.place();
    at.insertNode(img);
    at.setStartAfter(img);
    at.collapse(true);
    // what keeps an empty line open
    img.nextSibling?.nodeName === 'BR' && !img.nextSibling.nextSibling && img.nextSibling.remove();
    const writing = document.activeElement === this.rich;
    writing && getSelection().setPosition(at.startContainer, at.startOffset);
    this.changed();
    if (!writing) {
      // that of the page stays where it is: it would bring the focus
      this.last = at;
    }
  }

  /** Where the caret is, or was last; the beginning if it has not been anywhere. */
  place() {
    const at = document.createRange();
    const last = document.activeElement === this.rich ? getSelection().getRangeAt(0) : this.last;
    const [container, offset] = this.rich.contains(last?.endContainer) ? [last.endContainer, last.endOffset] : [this.rich, 0];
    at.setStart(container, offset);
    const line = container === this.rich && (this.rich.childNodes[offset] ?? this.rich.lastChild);
    if (line && line.nodeName === 'P') {
      at.selectNodeContents(line);
      at.collapse(offset < this.rich.childNodes.length);
    }
    return at;
  }

  /** From the server: one of the pictures of signatures. */
  insertSigned(id, name, width) {
    this.caret();
    this.insertPicture(id, this.pictures[id], name, width);
  }

  // ---- paste ----

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    const given = event.clipboardData?.getData('text/html');
    const html = clean(given ?? '');
    // office programs lay a picture of the text and tables beside these; a picture comes with an <img> and no words
    if (given && (says(html) || !files.length)) {
      event.preventDefault();
      this.run('insertHTML', html);
    } else if (files.length) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('k-files', { detail: { files, inline: true }, bubbles: true }));
    }
  }
}

/**
 * Only the elements of a message, without styles, classes and handlers. What word processors write as styles (bold, italic, lists made of paragraphs) becomes
 * elements; their own name spaces, comments and empty spans go.
 */
export function clean(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  lists(page.body);
  const out = document.createElement('div');
  copy(page.body, out);
  return out.innerHTML;
}

/** Whether there are words, a line or a table in it. */
function says(html) {
  const box = document.createElement('template');
  box.innerHTML = html;
  return box.content.textContent.trim() !== '' || box.content.querySelector('td, th, hr') !== null;
}

function copy(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      to.append(child.data);
    } else if (child.nodeType === Node.ELEMENT_NODE && !DROPPED.has(child.tagName.toUpperCase()) && !hidden(child)) {
      const target = wanted(child, to);
      copy(child, target);
    }
  }
}

/** The element to go on in: a new one, or the same where this one says nothing. */
function wanted(child, to) {
  let target = to;
  const add = (name) => {
    const element = document.createElement(name);
    target.append(element);
    target = element;
    return element;
  };
  const name = child.tagName;
  const wrapper = /^(B|STRONG|I|EM)$/.test(name) && /normal|400/.test(name[0] === 'I' || name === 'EM' ? child.style.fontStyle : child.style.fontWeight);
  if (KEPT.has(name) && name !== 'IMG' && name !== 'SPAN' && !wrapper) {
    const element = add(name);
    const address = child.getAttribute('href') ?? '';
    if (name === 'A' && /^(https?|mailto):/i.test(address)) {
      element.setAttribute('href', address);
    }
    if (name === 'TD' || name === 'TH') {
      element.setAttribute('style', 'border:1px solid #b9c4c9;padding:4px 8px');
      for (const span of ['colspan', 'rowspan']) {
        if (/^[1-9][0-9]?$/.test(child.getAttribute(span) ?? '')) {
          element.setAttribute(span, child.getAttribute(span));
        }
      }
    }
    if (name === 'OL' && START.test(child.getAttribute('start') ?? '')) {
      element.setAttribute('start', child.getAttribute('start'));
    }
    if (name === 'TABLE') {
      element.setAttribute('style', 'border-collapse:collapse');
    }
  }
  if (name === 'SPAN' || name === 'FONT') {
    const { fontWeight, fontStyle, textDecorationLine } = child.style;
    if (fontWeight === 'bold' || Number(fontWeight) >= 600) {
      add('b');
    }
    if (fontStyle === 'italic') {
      add('i');
    }
    if (textDecorationLine.includes('underline')) {
      add('u');
    }
    if (textDecorationLine.includes('line-through')) {
      add('s');
    }
  }
  return target;
}

function hidden(element) {
  return element.style?.display === 'none' || /mso-hide:\s*all/i.test(element.getAttribute('style') ?? '');
}

/** A bullet or a number, with what keeps it off the words; bullets of Word's own fonts are in Unicode's private use area. */
const MARK = /^\s*(?:[·•§▪‣\ue000-\uf8ff]\s*|(?:o|\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})[.)])\s+)/;

/** The number in front of the first line of a list, in one of many levels its last; and what a list may begin with. */
const NUMBER = /([0-9]{1,4})[.)]?\s*$/;
const START = /^[1-9][0-9]{0,3}$/;

/** Takes the bullet or number from the front of a paragraph of one of Word's lists; answers its text. */
function unmarked(p) {
  const mark = [...p.querySelectorAll('span')].find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? ''));
  if (mark) {
    mark.remove();
    return mark.textContent;
  }
  const [text] = MARK.exec(p.textContent) ?? [''];
  const words = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  for (let left = text.length; left > 0 && words.nextNode();) {
    const { length } = words.currentNode;
    words.currentNode.deleteData(0, left);
    left -= length;
  }
  return text;
}

/** Word's lists are paragraphs with a bullet or a number in front: made into lists, one in the other by their level; another number of the list or kind of mark is another list. One that goes on after something else goes on with its number. */
function lists(body) {
  let open = [];
  for (const p of [...body.querySelectorAll('p')]) {
    const style = /mso-list:\s*(\S+)\s+level([1-9])/i.exec(p.getAttribute('style') ?? '');
    if (!style) {
      open = [];
      continue;
    }
    const id = style[1];
    const depth = Number(style[2]);
    const mark = unmarked(p);
    const name = /^[\s(]*[0-9a-z]{1,4}[.)]/i.test(mark) ? 'OL' : 'UL';
    const item = document.createElement('li');
    item.append(...p.childNodes);
    if (open.length && open[0].list.nextElementSibling !== p && open[0].list.parentElement === p.parentElement) {
      open = [];
    }
    const same = open[depth - 1]?.id === id && (!mark || open[depth - 1].list.tagName === name);
    open = open.slice(0, same ? depth : depth - 1);
    while (open.length < depth) {
      const list = document.createElement(name);
      const parent = open.at(-1);
      parent ? (parent.list.lastElementChild ?? parent.list).append(list) : p.before(list);
      open.push({ list, id });
    }
    const { list } = open.at(-1);
    const number = Number(NUMBER.exec(mark)?.[1]);
    if (!list.childElementCount && name === 'OL' && number > 1) {
      list.setAttribute('start', number);
    }
    list.append(item);
    p.remove();
  }
}

function anchor(address, words) {
  const a = document.createElement('a');
  a.href = address;
  a.textContent = words;
  return a.outerHTML;
}

/** The address that a link to this has: a page, with https:// where nothing is said, or a person; nothing if it can be no link. */
function linkAddress(given) {
  const text = given.trim();
  if (!text || /\s/.test(text)) {
    return null;
  }
  const address = /^(https?:\/\/|mailto:)/i.test(text) ? text : /^[^@/:?#]+@[^@/:?#]+\.[^@/:?#]+$/.test(text) ? `mailto:${text}` : /^[^@/:?#.]+(\.[^@/:?#.]+)+(:\d+)?([/?#].*)?$/.test(text) ? `https://${text}` : '';
  return address && URL.canParse(address) ? address : null;
}

customElements.define('k-editor', Editor);
