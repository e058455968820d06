// Words that were searched for, in a row, a message and its subject. In a message they are ranges that a style sheet colours (::highlight): its document stays as the server made it, no
// script is in it, and nothing is said to a screen reader. Where the browser knows no such ranges, nothing is marked there.

/** Of the ranges, in the page's style sheet and in that of messages. */
const NAME = 'found';

/** A message is marked as far as its words are indexed. */
const MOST_CHARACTERS = 500_000;
const MOST_NODES = 50_000;
const MOST_MARKS = 2_000;

/** As the index has it: a Latin word that is shorter is no beginning of others. */
const SHORTEST_BEGINNING = 3;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const LATIN = /^[a-z]/;

/** Words go on in these, and end where any other element begins or ends, as in the text that is indexed. */
const INLINE = 'a, abbr, b, bdi, bdo, big, cite, code, em, font, i, mark, q, s, small, span, strong, sub, sup, tt, u, wbr';

/** Without case and accents, as words are compared. A sigma at the end is one as any other. */
const plain = (word) => word.normalize('NFKD').replace(/\p{Script=Inherited}/gu, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ');

const begins = (word, wanted) => word.startsWith(wanted) && (word === wanted || wanted.length >= SHORTEST_BEGINNING || !LATIN.test(wanted));

/** The words of a text that begin with one of those that are looked for. @param {string[]} words without case and accents @returns {{from: number, to: number}[]} */
export function found(text, words) {
  return [...text.matchAll(WORD)].filter(({ 0: word }) => {
    const letters = plain(word);
    return words.some((wanted) => begins(letters, wanted));
  }).map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

/** The text nodes in an element, those in one array in which a word may go on from one to the next. */
function* runs(root) {
  const nodes = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let block = null;
  let run = [];
  for (let count = 0; count < MOST_NODES && nodes.nextNode(); count++) {
    const node = nodes.currentNode;
    const around = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest(`:not(${INLINE})`) : node.matches(INLINE) ? block : null;
    if (around !== block) {
      yield run;
      run = [];
      block = around;
    }
    node.nodeType === Node.TEXT_NODE && run.push(node);
  }
  yield run;
}

/** Where the words of a run are, at most so many. @param {string} text of the run, or its beginning */
function places(run, text, words, most) {
  let at = 0;
  let passed = 0;
  // each lies behind the one before
  const place = (offset, after) => {
    while (offset + after > passed + run[at].length) {
      passed += run[at].length;
      at++;
    }
    return [run[at], offset - passed];
  };
  return found(text, words).slice(0, most).map(({ from, to }) => {
    const [startContainer, startOffset] = place(from, 1);
    const [endContainer, endOffset] = place(to, 0);
    return { startContainer, startOffset, endContainer, endOffset };
  });
}

/**
 * Marks words in an element, which may be in a frame of the same origin, in the place of those that were marked in it. Beyond half a million characters, fifty
 * thousand elements and pieces of text or two thousand marks nothing is marked, so that it takes a seventh of a second at most.
 * @param {Element} root whose text stays as it is
 * @param {string[]} words without case and accents; none take the marks away
 */
export function markFound(root, words) {
  const view = root.ownerDocument.defaultView;
  const marks = view.CSS?.highlights;
  if (!marks) {
    return;
  }
  const kept = [...(marks.get(NAME) ?? [])].filter(({ startContainer }) => startContainer.isConnected && !root.contains(startContainer));
  const fresh = [];
  let left = MOST_CHARACTERS;
  for (const run of words.length ? runs(root) : []) {
    const text = run.map((node) => node.data).join('').slice(0, left);
    left -= text.length;
    fresh.push(...places(run, text, words, MOST_MARKS - fresh.length));
    if (!left || fresh.length === MOST_MARKS) {
      break;
    }
  }
  marks.set(NAME, new view.Highlight(...kept, ...fresh.map((place) => new view.StaticRange(place))));
}
