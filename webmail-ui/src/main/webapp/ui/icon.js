// <k-icon name="archive">: an icon of the sprite, drawn in the page so that it takes the text's colour.
const SPRITE = new URL('icons.svg', import.meta.url).href;

class Icon extends HTMLElement {
  static observedAttributes = ['name'];

  attributeChangedCallback() {
    this.draw();
  }

  draw() {
    const name = this.getAttribute('name');
    if (!name) {
      return;
    }
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', `${SPRITE}#${name}`);
    svg.append(use);
    svg.setAttribute('viewBox', '0 0 24 24');
    this.replaceChildren(svg);
  }
}

customElements.define('k-icon', Icon);
