// The application's face in the frames of messages. Their policy lets them load no font, and stays so: the page fetches the files that its own style sheet names, once, and
// gives their octets to the frame's document.

const FAMILY = 'Inter';
/** Message text and what is strong in it. */
const WEIGHTS = ['400', '600'];

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
    .map(({ style, base }) => ({
      weight: style.getPropertyValue('font-weight'),
      range: style.getPropertyValue('unicode-range'),
      address: new URL(/url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))[1], base).href,
    }));
}

function covers(range, points) {
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

/**
 * Gives a document in a frame those of the faces that its text needs.
 * @param {Document} page of the same origin
 * @returns {Promise} when they are there, or cannot be had
 */
export function lendFonts(page) {
  const points = [...new Set(page.body.textContent)].map((character) => character.codePointAt(0));
  const put = ({ weight, range }, read) => read && page.fonts.add(new page.defaultView.FontFace(FAMILY, read, { weight, unicodeRange: range }));
  return Promise.all(faces().filter((face) => covers(face.range, points)).map((face) => {
    const read = octets(face.address);
    return read instanceof Promise ? read.then((late) => put(face, late)) : put(face, read);
  })).catch(() => {});
}
