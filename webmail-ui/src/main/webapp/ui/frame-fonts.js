// The application's face in the frames of messages. Their policy lets them load no font, and stays so: the page fetches the files that its own style sheet names, once, and
// gives their octets to the frame's document.

const FAMILY = 'Inter';
/** Message text and what is strong in it. */
const WEIGHTS = ['400', '600'];
const PATIENCE_MILLIS = 1_000;

/** By address: the octets, and while they are on their way the promise of them. */
const files = new Map();

/** The faces of the page's style sheets: {weight, ranges, address, range}. */
function faces() {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => ({ style: rule.style, base: sheet.href }));
    } catch {
      // the rules of another origin's sheet are not ours to read
      return [];
    }
  }).filter(({ style }) => style.getPropertyValue('font-family').replace(/["']/g, '') === FAMILY && WEIGHTS.includes(style.getPropertyValue('font-weight')))
    .flatMap(({ style, base }) => {
      const [, address] = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src')) ?? [];
      // a face of the reader's own machine has no file
      return address ? [{ weight: style.getPropertyValue('font-weight'), range: style.getPropertyValue('unicode-range'), address: new URL(address, base ?? document.baseURI).href }] : [];
    });
}

/** @param {string} range empty for all characters */
function covers(range, points) {
  if (!range) {
    return true;
  }
  const parts = range.split(',').map((part) => /U\+([0-9a-f]+)(?:-([0-9a-f]+))?/i.exec(part)).filter(Boolean)
    .map(([, from, to]) => [parseInt(from, 16), parseInt(to ?? from, 16)]);
  return points.some((point) => parts.some(([from, to]) => point >= from && point <= to));
}

/** Octets that are there already are answered as they are, so that a second message is never drawn in another face first. */
function octets(address) {
  if (!files.has(address)) {
    files.set(address, fetch(address).then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(answer.statusText)))).then((read) => {
      files.set(address, read);
      return read;
    }).catch(() => files.delete(address) && null));
  }
  return files.get(address);
}

async function lend(page) {
  try {
    const points = [...new Set(page.body.textContent)].map((character) => character.codePointAt(0));
    const put = ({ weight, range }, read) => read && page.fonts.add(new page.defaultView.FontFace(FAMILY, read, { weight, unicodeRange: range || 'U+0-10FFFF' }));
    const lent = Promise.all(faces().filter((face) => covers(face.range, points)).map((face) => {
      const read = octets(face.address);
      return read instanceof Promise ? read.then((late) => put(face, late)) : put(face, read);
    }));
    await Promise.race([lent, new Promise((enough) => setTimeout(enough, PATIENCE_MILLIS))]);
  } catch {
    // drawn in the face that the frame has
  }
}

/**
 * Gives a document in a frame those of the faces that its text needs. What is wrong with them is nobody's trouble: the text is drawn in another face then.
 * @param {Document} page of the same origin
 * @returns {Promise} when they are there, or cannot be had, or after a second; those that come later are given, too
 */
export function lendFonts(page) {
  return lend(page);
}
