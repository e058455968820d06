// What was done to a text that is being edited, to be taken back and done again in one order: what is typed, what the browser's commands do, what ours do. Of rich text it
// is kept as the changes of its nodes, which stay the same ones, of plain text as what went and what came, so that a step costs what it changes, and the caret finds its
// place again.

const MOST_STEPS = 1000;
const RUNS = { insertText: 'write', insertCompositionText: 'write', deleteContentBackward: 'back', deleteContentForward: 'forward', deleteByDrag: 'drag', insertFromDrop: 'drop' };
/** What each kind goes on with, if that ended where the caret is: what is dropped, with what was dragged away for it, wherever that was. */
const FORMER = { write: 'write', back: 'back', forward: 'forward', drop: 'drag' };

class Steps {
  /** @param root the element whose text it is; it stays, its contents change */
  constructor(root) {
    this.root = root;
    this.reset();
    root.addEventListener('beforeinput', (event) => this.before(event));
  }

  reset() {
    this.done = [];
    this.undone = [];
    this.open = { changes: [] };
  }

  /** Nothing was done: the text was put there. */
  forget() {
    this.changes();
    this.reset();
  }

  /** Goes on with what another one knows, whose text is this one's now. */
  goOnFrom(former) {
    this.forget();
    this.done = former.done;
    this.undone = former.undone;
  }

  /** What comes is a step of its own; or, with a kind, goes on with the last one if that was of the kind before it. */
  begin(kind) {
    this.add();
    const caret = this.caret();
    const goesOn = FORMER[kind] && FORMER[kind] === this.open.kind && (kind === 'drop' || same(caret, this.open.after));
    if (!goesOn) {
      this.open = { kind, before: caret, changes: [] };
    }
  }

  /** Everything until now belongs to the step that was begun, and the caret is where it is to be after it. */
  take() {
    this.add();
    this.open.after = this.caret();
  }

  /** Who writes became another with the step that was just taken, if that changed anything. @param {string} author who it was */
  wrote(author) {
    author && this.open.changes.length && this.open.changes.push({ author });
  }

  before(event) {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      event.inputType === 'historyUndo' ? this.undo() : this.redo();
      return;
    }
    const kind = RUNS[event.inputType];
    const space = event.inputType === 'insertText' && /^\s/.test(event.data ?? '');
    // word by word
    this.begin(kind === 'write' && this.open.space && !space ? undefined : kind);
    this.open.kind = kind;
    this.open.space = space;
  }

  add(changes = this.changes()) {
    if (!changes.length) {
      return;
    }
    if (!this.open.changes.length) {
      this.done.push(this.open);
      this.done.splice(0, this.done.length - MOST_STEPS);
    }
    this.undone = [];
    this.open.changes.push(...changes);
  }

  undo() {
    return this.go(-1);
  }

  redo() {
    return this.go(1);
  }

  /** @return whether there was a step to go */
  go(way) {
    this.take();
    // which it may just have changed
    const [from, to] = way < 0 ? [this.done, this.undone] : [this.undone, this.done];
    const step = from.pop();
    if (!step) {
      return false;
    }
    for (const change of way < 0 ? step.changes.toReversed() : step.changes) {
      'author' in change ? this.swapAuthor(change) : this.swap(change);
    }
    this.changes();
    to.push(step);
    this.open = { changes: [] };
    const caret = way < 0 ? step.before : step.after;
    caret && this.show(caret);
    this.root.dispatchEvent(new CustomEvent('k-history'));
    return true;
  }

  /** Who wrote writes again; the one who hears it says who did. */
  swapAuthor(change) {
    const detail = { author: change.author };
    this.root.dispatchEvent(new CustomEvent('k-author', { detail, bubbles: true }));
    change.author = detail.former;
  }
}

export class History extends Steps {
  constructor(root) {
    super(root);
    /** What was in the nodes that are out of the text now, by the topmost of them: while they are out nobody says what becomes of it. */
    this.inside = new WeakMap();
    this.observer = new MutationObserver((records) => this.add(this.changesOf(records)));
    this.observer.observe(root, { subtree: true, childList: true, characterData: true, characterDataOldValue: true, attributes: true, attributeOldValue: true });
  }

  goOnFrom(former) {
    super.goOnFrom(former);
    this.inside = former.inside;
    const here = (node) => (node === former.root ? this.root : node);
    for (const step of [...this.done, ...this.undone]) {
      step.changes.forEach((change) => (change.target = here(change.target)));
      for (const caret of [step.before, step.after].filter(Boolean)) {
        [caret[0], caret[2]] = [here(caret[0]), here(caret[2])];
      }
    }
  }

  /** Another one is to go on. */
  end() {
    this.take();
    this.observer.disconnect();
  }

  /** What has changed since the last time. */
  changes() {
    return this.changesOf(this.observer.takeRecords());
  }

  changesOf(records) {
    return records.filter((one) => one.type !== 'attributes' || one.target !== this.root).map(changeOf);
  }

  /** Takes a change back, or does it again: it is the other way round then. */
  swap(change) {
    const { target } = change;
    if (change.name !== undefined) {
      const now = target.getAttribute(change.name);
      change.value === null ? target.removeAttribute(change.name) : target.setAttribute(change.name, change.value);
      change.value = now;
    } else if (change.text !== undefined) {
      [target.data, change.text] = [change.text, target.data];
    } else {
      const { came, went, next, previous } = change;
      for (const node of came) {
        this.inside.set(node, insides(node));
        node.remove();
      }
      const at = next?.parentNode === target ? next : previous?.parentNode === target ? previous.nextSibling : null;
      for (const node of went) {
        this.inside.get(node)?.forEach(([element, nodes]) => {
          element.replaceChildren(...nodes);
          // they are back with it, and what was noted of them when they were the topmost is no longer so
          nodes.forEach((one) => this.inside.delete(one));
        });
        this.inside.delete(node);
        target.insertBefore(node, at);
      }
      [change.came, change.went] = [went, came];
    }
  }

  show(caret) {
    if (this.root.contains(caret[0]) && this.root.contains(caret[2])) {
      getSelection().setBaseAndExtent(...caret);
    }
  }

  caret() {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
    return this.root.contains(anchorNode) && this.root.contains(focusNode) ? [anchorNode, anchorOffset, focusNode, focusOffset] : null;
  }
}

/** That of a textarea. */
export class PlainHistory extends Steps {
  constructor(area) {
    super(area);
    this.known = area.value;
  }

  /** What came in the place of what. */
  changes() {
    const { known, root: { value } } = this;
    if (value === known) {
      return [];
    }
    this.known = value;
    const least = Math.min(value.length, known.length);
    let at = 0;
    while (at < least && value[at] === known[at]) {
      at++;
    }
    let end = 0;
    while (end < least - at && value.at(-1 - end) === known.at(-1 - end)) {
      end++;
    }
    return [{ at, went: known.slice(at, known.length - end), came: value.slice(at, value.length - end) }];
  }

  swap(change) {
    const { at, went, came } = change;
    const { value } = this.root;
    this.root.value = value.slice(0, at) + went + value.slice(at + came.length);
    [change.went, change.came] = [came, went];
  }

  show(caret) {
    this.root.setSelectionRange(...caret);
  }

  caret() {
    return [this.root.selectionStart, this.root.selectionEnd, this.root.selectionDirection];
  }
}

function changeOf({ type, target, oldValue, attributeName, addedNodes, removedNodes, nextSibling, previousSibling }) {
  switch (type) {
    case 'attributes': return { target, name: attributeName, value: oldValue };
    case 'characterData': return { target, text: oldValue };
    default: return { target, came: [...addedNodes], went: [...removedNodes], next: nextSibling, previous: previousSibling };
  }
}

function insides(node) {
  return node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll('*')].map((element) => [element, [...element.childNodes]]) : [];
}

function same(one, other) {
  return Boolean(one && other) && one.every((part, i) => part === other[i]);
}
