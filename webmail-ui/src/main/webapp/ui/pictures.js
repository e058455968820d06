// Pictures in a text that is being edited: which one is meant, and how wide it is. Where it is read, a page that is narrower shows all of it all the same (OwnHtml).

/** In CSS pixels: what most programs have room for, and for a signature a phone. What is narrower by itself is not widened. */
export const WIDTHS = { message: { small: 240, fit: 600 }, signature: { small: 120, fit: 320 } };

/** The width that a picture has by itself; 0 for what is none. */
export function widthOf(address) {
  const picture = new Image();
  picture.src = address;
  return picture.decode().then(() => picture.naturalWidth, () => 0);
}

/** The picture that is chosen, or that the caret stands behind or before; none in what is quoted. */
export function pictureAround(root) {
  const selection = getSelection();
  if (!selection.rangeCount || !root.contains(selection.anchorNode)) {
    return null;
  }
  const { startContainer, startOffset, endContainer, endOffset, collapsed } = selection.getRangeAt(0);
  const before = beside(endContainer, endOffset, -1);
  const after = beside(startContainer, startOffset, 1);
  const found = collapsed ? [before, after].find(isPicture) : before === after && isPicture(before) && before;
  return found && !found.closest('.mail-quotation') ? found : null;
}

/** What is on that side of a place in the text. */
function beside(container, offset, way) {
  if (container.nodeType === Node.ELEMENT_NODE) {
    return container.childNodes[way < 0 ? offset - 1 : offset];
  }
  const atEdge = offset === (way < 0 ? 0 : container.length);
  return atEdge ? container[way < 0 ? 'previousSibling' : 'nextSibling'] : null;
}

function isPicture(node) {
  return node?.nodeName === 'IMG';
}

/** Which of the sizes it has: original, fit or small; none after another one. */
export function sizeOf(picture, widths) {
  return ['original', 'fit', 'small'].find((size) => shownWidth(picture) === widthFor(picture, size, widths));
}

function shownWidth(picture) {
  return Number(picture.getAttribute('width')) || picture.naturalWidth;
}

function widthFor(picture, size, widths) {
  const own = picture.naturalWidth;
  return size === 'original' ? own : Math.min(widths[size], own || widths[size]);
}

/** @param size original, fit or small */
export function resize(picture, size, widths) {
  size === 'original' ? picture.removeAttribute('width') : picture.setAttribute('width', widthFor(picture, size, widths));
}

/** Takes one out; a line with nothing else stays one. */
export function removePicture(picture) {
  const { parentElement } = picture;
  picture.remove();
  if (!parentElement.textContent && !parentElement.querySelector('img, br')) {
    parentElement.append(document.createElement('br'));
  }
}
