// Files shown in their place: pictures, PDFs, texts and messages of a message (or of a list of files), one after the other with the arrow keys. Nothing here reads what the
// files hold: pictures are img elements, PDFs have the browser's own viewer in a frame, texts a frame in a sandbox, and messages what every message has.
import { icon, iconButton, make } from './draw.js';
import { messageInside } from './inside.js';
import { text } from './keyboard.js';

class Preview {
  constructor(links, at) {
    this.links = links;
    this.dialog = make('dialog', 'preview');
    this.dialog.tabIndex = -1;
    // marked in a message as in the one around it
    this.dialog.dataset.words = links[at].closest('[data-words]')?.dataset.words ?? '';
    this.name = make('b', 'trunc');
    this.name.dir = 'auto';
    this.position = make('span', 'num');
    this.save = make('a', 'ib', icon('download'));
    this.save.setAttribute('router-ignore', '');
    this.save.download = '';
    const gap = make('span', 'grow');
    const bar = make('div', 'h');
    this.previous = button('chevron-left', text('preview.previous'), () => this.go(-1));
    this.next = button('chevron-right', text('preview.next'), () => this.go(1));
    bar.append(this.name, this.position, gap, this.previous, this.next, this.save, button('x', text('close'), () => this.dialog.close()));
    this.stage = make('div', 'stage');
    this.dialog.append(bar, this.stage);
    this.dialog.addEventListener('keydown', (event) => this.key(event));
    this.dialog.addEventListener('click', (event) => event.target === this.stage && this.dialog.close());
    this.dialog.addEventListener('close', () => {
      this.dialog.remove();
      this.links[this.at].focus();
    });
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.show(at);
  }

  key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.dialog.close();
    }
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    // with another key they are the browser's, and extend a selection
    if (['ArrowLeft', 'ArrowRight'].includes(event.key) && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      this.go(event.key === forward ? 1 : -1);
    }
    event.stopPropagation();
  }

  go(by) {
    const to = this.at + by;
    if (to >= 0 && to < this.links.length) {
      this.show(to);
    }
  }

  show(at) {
    this.at = at;
    const link = this.links[at];
    const name = link.dataset.name;
    this.dialog.setAttribute('aria-label', name);
    this.name.textContent = name;
    this.position.textContent = this.links.length > 1 ? text('preview.of', at + 1, this.links.length) : '';
    this.previous.disabled = at === 0;
    this.next.disabled = at === this.links.length - 1;
    this.save.href = `${link.href}?save`;
    this.save.setAttribute('aria-label', `${text('preview.save')}: ${name}`);
    this.save.title = text('preview.save');
    this.stage.replaceChildren(content(link, name));
    // the button that was pressed may be off now, and the keys must stay the dialog's
    (this.stage.querySelector('.inside') ?? this.dialog).focus();
  }
}

function content(link, name) {
  if (link.dataset.preview === 'message') {
    return messageInside(link.dataset.about, name);
  }
  if (link.dataset.preview === 'image') {
    const image = document.createElement('img');
    image.alt = name;
    image.src = link.href;
    return image;
  }
  const frame = document.createElement('iframe');
  frame.title = name;
  if (link.dataset.preview === 'text') {
    frame.setAttribute('sandbox', '');
  }
  frame.src = link.href;
  return frame;
}

function button(name, label, act) {
  const made = iconButton(name, label, 'ib');
  made.addEventListener('click', act);
  return made;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-preview]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
    return;
  }
  event.preventDefault();
  const links = [...link.closest('.att, .results').querySelectorAll('a[data-preview]')];
  new Preview(links, links.indexOf(link));
}, true);
