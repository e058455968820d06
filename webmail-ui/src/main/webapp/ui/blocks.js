// The blocks of a text that is being edited, where the browser's own commands put one into another: paragraphs, headings, code, quotations. All of it moves the nodes
// themselves, so that nothing written in them is lost, and the caret stays where it was.

const BLOCKS = new Set(['ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'CENTER', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'FIGURE', 'FOOTER', 'FORM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HEADER',
  'HR', 'LI', 'MAIN', 'NAV', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TBODY', 'TD', 'TFOOT', 'TH', 'THEAD', 'TR', 'UL']);
const MARK = 'caret-mark';
/** The signature and the quotation, which nobody wrote here. A message is sent with their names, so that one that is taken back still knows them. */
export const OURS = '.mail-signature, .mail-quotation';

function isBlock(node) {
  return BLOCKS.has(node.tagName);
}

function holdsBlocks(element) {
  return [...element.children].some(isBlock);
}

/** Neither words nor a picture, nor the caret. */
function blank(element) {
  return element.textContent.trim() === '' && !element.querySelector(`img, hr, .${MARK}`);
}

/** What was there before that name, in an element of this one. */
function renamed(element, name) {
  const other = document.createElement(name);
  other.append(...element.childNodes);
  for (const attribute of ['dir', 'style']) {
    if (element.hasAttribute(attribute)) {
      other.setAttribute(attribute, element.getAttribute(attribute));
    }
  }
  element.replaceWith(other);
  return other;
}

// ---- the caret ----

/**
 * Does something to the text, and puts the caret or the selection back to where it was in it. While it is done, marks stand there.
 */
export function keepingCaret(root, act) {
  const selection = getSelection();
  const chosen = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!chosen || !root.contains(chosen.commonAncestorContainer)) {
    return;
  }
  for (const toStart of [false, true]) {
    const mark = document.createElement('span');
    mark.className = MARK;
    const at = chosen.cloneRange();
    at.collapse(toStart);
    at.insertNode(mark);
  }
  act();
  restoreCaret(root);
}

/** The marks around what is chosen, while something is done to the text. */
export function caretMarks(root) {
  return [...root.querySelectorAll(`.${MARK}`)];
}

/** What is chosen, while the marks stand around it. */
function between(root) {
  const [start, end] = root.querySelectorAll(`.${MARK}`);
  const range = document.createRange();
  range.setStartBefore(start);
  range.setEndAfter(end);
  return range;
}

/** Where the marks are. */
function restoreCaret(root) {
  const [start, end] = root.querySelectorAll(`.${MARK}`);
  if (!end) {
    start?.remove();
    return;
  }
  const range = document.createRange();
  range.setStartAfter(start);
  range.setEndBefore(end);
  const parents = [start.parentNode, end.parentNode];
  start.remove();
  end.remove();
  parents.forEach((parent) => parent.normalize());
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

/** For what makes the text's nodes anew and keeps its words: answers a function that puts the caret behind the same letter as now. */
export function caretAsCount(root) {
  const { anchorNode, anchorOffset, isCollapsed } = getSelection();
  if (!isCollapsed || anchorNode?.nodeType !== Node.TEXT_NODE || !anchorOffset || !root.contains(anchorNode)) {
    return () => {};
  }
  const before = document.createRange();
  before.selectNodeContents(root);
  before.setEnd(anchorNode, anchorOffset);
  let left = before.toString().length;
  return () => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && left > texts.currentNode.length) {
      left -= texts.currentNode.length;
    }
    if (texts.currentNode !== root && left <= texts.currentNode.length) {
      getSelection().collapse(texts.currentNode, left);
    }
  };
}

/** The nearest such element around the caret, inside the text. */
export function around(root, selector) {
  const node = getSelection().anchorNode;
  const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const found = root.contains(element) ? element.closest(selector) : null;
  return found && found !== root && root.contains(found) ? found : null;
}

// ---- valid nesting ----

/** Puts words that stand in no block into paragraphs. */
function wrapLoose(container) {
  let run = null;
  for (const node of [...container.childNodes]) {
    if (isBlock(node) || node.nodeType === Node.COMMENT_NODE) {
      run = null;
    } else if (run) {
      run.append(node);
    } else if (node.nodeType !== Node.TEXT_NODE || node.data.trim()) {
      run = document.createElement('p');
      node.before(run);
      run.append(node);
    }
  }
}

/** Takes blocks out of a paragraph, a heading or code; what stands beside them stays such a one. */
function takenApart(element) {
  const parts = [];
  const runs = new Set();
  let run = null;
  for (const node of [...element.childNodes]) {
    if (isBlock(node)) {
      run = null;
      parts.push(node);
    } else {
      if (!run) {
        run = element.cloneNode(false);
        runs.add(run);
        parts.push(run);
      }
      run.append(node);
    }
  }
  element.replaceWith(...parts.filter((part) => !runs.has(part) || !blank(part)));
}

/** No block in a paragraph, no list directly in a list, no words outside of a block: as HTML has it, and as every reader shows it alike. */
export function tidy(root) {
  for (const list of root.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const item = list.previousElementSibling?.tagName === 'LI' ? list.previousElementSibling : document.createElement('li');
    if (!item.parentNode) {
      list.before(item);
    }
    item.append(list);
  }
  for (const element of [...root.querySelectorAll('p, h1, h2, h3, pre')].reverse()) {
    if (holdsBlocks(element) && (element.tagName === 'P' || !element.closest('.mail-quotation'))) {
      takenApart(element);
    }
  }
  wrapLoose(root);
}

// ---- block styles ----

/** Makes what is chosen paragraphs, headings or code. @param name p, h1, h2, h3 or pre */
export function setBlock(root, name) {
  tidy(root);
  const range = between(root);
  for (const box of root.querySelectorAll('blockquote, div, td, th, li')) {
    if (range.intersectsNode(box) && (holdsBlocks(box) || (name !== 'p' && !/^DIV$/.test(box.tagName)) || box.tagName === 'BLOCKQUOTE' || box.className)) {
      wrapLoose(box);
    }
  }
  const whole = between(root);
  const chosen = [...root.querySelectorAll('p, h1, h2, h3, pre, div')].filter((block) => !holdsBlocks(block) && !block.className && whole.intersectsNode(block));
  if (name === 'pre') {
    toCode(chosen);
    return;
  }
  for (const block of chosen) {
    if (block.tagName === 'PRE') {
      fromCode(block, name);
    } else if (block.tagName !== name.toUpperCase()) {
      renamed(block, name);
    }
  }
}

/** Blocks below each other become the lines of one. */
function toCode(blocks) {
  let code = null;
  for (const block of blocks) {
    if (code && code.nextElementSibling === block) {
      code.append('\n', ...lineOf(block));
      block.remove();
    } else if (block.tagName === 'PRE') {
      code = block;
    } else {
      code = document.createElement('pre');
      block.before(code);
      code.append(...lineOf(block));
      block.remove();
    }
    if (!code.textContent && !code.querySelector('br')) {
      code.append(document.createElement('br'));
    }
  }
}

function lineOf(block) {
  const last = [...block.childNodes].findLast((node) => node.className !== MARK && (node.nodeType !== Node.TEXT_NODE || node.data));
  if (last?.tagName === 'BR') {
    last.remove();
  }
  block.querySelectorAll('br').forEach((line) => line.replaceWith('\n'));
  return block.childNodes;
}

/** Each line of code becomes a block. */
function fromCode(code, name) {
  const lines = [document.createElement(name)];
  const next = () => lines.push(document.createElement(name));
  for (const node of [...code.childNodes]) {
    if (node.tagName === 'BR') {
      next();
    } else if (node.nodeType === Node.TEXT_NODE) {
      node.data.split('\n').forEach((text, i) => {
        if (i) {
          next();
        }
        lines.at(-1).append(...(text ? [text] : []));
      });
    } else {
      lines.at(-1).append(node);
    }
  }
  if (lines.length > 1 && !lines.at(-1).hasChildNodes()) {
    lines.pop();
  }
  for (const line of lines) {
    if (!line.textContent && !line.querySelector('img, br')) {
      line.append(document.createElement('br'));
    }
  }
  code.replaceWith(...lines);
}

// ---- quotations ----

/** Puts what is chosen into a quotation, or takes it out of the one it is in. */
export function toggleQuote(root) {
  tidy(root);
  const [start] = root.querySelectorAll(`.${MARK}`);
  const quote = start.closest('blockquote');
  if (quote && root.contains(quote)) {
    wrapLoose(quote);
    takeOut(quote, [...quote.children].filter((block) => between(root).intersectsNode(block)));
    return;
  }
  const common = between(root).commonAncestorContainer;
  const box = (common.nodeType === Node.TEXT_NODE ? common.parentElement : common).closest(`td, th, ${OURS}`);
  const container = box && box !== root && root.contains(box) ? box : root;
  wrapLoose(container);
  const range = between(root);
  const chosen = [...container.children].filter((block) => range.intersectsNode(block) && !block.matches(OURS));
  if (chosen.length) {
    const made = document.createElement('blockquote');
    chosen[0].before(made);
    made.append(...chosen);
  }
}

function takeOut(quote, blocks) {
  const children = [...quote.childNodes];
  const rest = quote.cloneNode(false);
  rest.append(...children.slice(children.indexOf(blocks.at(-1)) + 1));
  quote.after(...blocks, ...(blank(rest) ? [] : [rest]));
  if (blank(quote)) {
    quote.remove();
  }
}

/**
 * What Enter does where the browser would never let the caret out: on an empty last line of code, on an empty line of a quotation.
 * @param change runs what it is given as one change of the text
 * @return whether it did something
 */
export function leave(root, change) {
  const code = around(root, 'pre');
  if (code) {
    return leaveCode(code, change);
  }
  const quote = around(root, 'blockquote');
  const block = quote && around(root, 'p, div, h1, h2, h3, li, td, th, blockquote');
  if (!block || block.parentElement !== quote || !getSelection().isCollapsed || !blank(block)) {
    return false;
  }
  change(() => takeOut(quote, [block]));
  return true;
}

function leaveCode(code, change) {
  const selection = getSelection();
  const before = document.createRange();
  before.selectNodeContents(code);
  before.setEnd(selection.anchorNode, selection.anchorOffset);
  const after = document.createRange();
  after.selectNodeContents(code);
  after.setStart(selection.focusNode, selection.focusOffset);
  const above = textOf(before.cloneContents());
  const below = textOf(after.cloneContents());
  if (!selection.isCollapsed || below.replace(/\n/, '') || (above && !above.endsWith('\n'))) {
    document.execCommand('insertLineBreak');
    return true;
  }
  change(() => {
    const line = document.createElement('p');
    line.append(...code.querySelectorAll(`.${MARK}`), document.createElement('br'));
    code.after(line);
    dropLineEnds(code, below.length + (above ? 1 : 0));
    if (blank(code)) {
      code.remove();
    }
  });
  return true;
}

/** So many line ends fewer at its end. */
function dropLineEnds(code, count) {
  code.normalize();
  while (count > 0 && code.lastChild) {
    const last = code.lastChild;
    if (last.nodeType === Node.TEXT_NODE && last.data.endsWith('\n')) {
      last.data = last.data.slice(0, -1);
      count--;
    } else if (last.nodeType === Node.TEXT_NODE && !last.data) {
      last.remove();
    } else if (last.tagName === 'BR') {
      last.remove();
      count--;
    } else {
      return;
    }
  }
}

function textOf(fragment) {
  fragment.querySelectorAll('br').forEach((line) => line.replaceWith('\n'));
  return fragment.textContent;
}
