// A message inside a message, drawn in the preview of files: its header, its text in the frame that every message has, and its files, which are shown in front of it in turn. What it says of
// itself is text here and never markup.
import { button, inFront } from './ask.js';
import { fileFace, sizeText } from './attachments.js';
import { called, face, icon, iconButton, make } from './draw.js';
import { keyboard, text } from './keyboard.js';
import { zone } from './when.js';

/** @param {string} address where the server says what there is to draw @param {string} name of its file @returns what shows the message, or later why it cannot be shown */
export function messageInside(address, name) {
  const article = make('article', 'msg inside');
  // it scrolls, also by keys
  article.tabIndex = 0;
  article.setAttribute('aria-label', name);
  article.setAttribute('aria-busy', 'true');
  article.addEventListener('k-mailto', (event) => write(event.detail.address));
  read(address)
    .then((message) => draw(article, message))
    .catch(() => {
      const failure = make('p', 'muted', text('preview.failed'));
      failure.setAttribute('role', 'alert');
      article.replaceChildren(failure);
    })
    .finally(() => article.removeAttribute('aria-busy'));
  return article;
}

async function read(address) {
  const asked = new URLSearchParams({ lang: document.documentElement.lang, zone: zone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone });
  const answer = await fetch(`${address}&${asked}`, { redirect: 'manual' });
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return answer.json();
}

function draw(article, message) {
  const heading = isolated('h2', 'rsub', message.subject);
  const sender = make('div', 'h', isolated('b', 'trunc', message.from.name), isolated('span', 'muted trunc small', message.from.address, 'ltr'));
  const lines = message.lines.filter(({ people }) => people.length).flatMap(({ name, people }) => [make('dt', '', name), make('dd', '', ...people.map(person))]);
  const turn = iconButton('moon', message.labels.turn, 'ib sm turn');
  turn.hidden = true;
  const header = make('div', 'mh', face(message.from), make('div', 'who', sender, make('dl', 'dl', ...lines)), make('time', '', message.sent), turn);
  const frame = make('div', 'body', framed(message.frame));
  article.setAttribute('aria-label', message.subject);
  article.replaceChildren(heading, header, bar('circle-alert', text('preview.unchecked')));
  message.blocked && article.append(blocked(message, frame));
  article.append(frame);
  message.files.length && article.append(files(message));
}

function isolated(tag, className, words, dir = 'auto') {
  const made = make(tag, className, words);
  made.dir = dir;
  return made;
}

/** A name, and the address, which is written from the left in every script. */
function person({ name, address }) {
  return name ? make('div', '', isolated('span', '', name), ' ', isolated('span', '', `<${address}>`, 'ltr')) : make('div', '', isolated('span', '', address, 'ltr'));
}

function framed(attributes) {
  const frame = document.createElement('k-message-frame');
  Object.entries(attributes).forEach(([name, value]) => frame.setAttribute(name, value));
  return frame;
}

function bar(name, ...words) {
  const made = make('div', 'bar', icon(name), ...words);
  made.setAttribute('role', 'note');
  return make('div', 'ind', made);
}

/** Pictures from elsewhere come only when they are asked for, this once. */
function blocked(message, frame) {
  const show = make('button', 'linkbtn', message.labels.show);
  const made = bar('image-off', make('span', 'grow', message.blocked), show);
  show.type = 'button';
  show.addEventListener('click', () => {
    const article = made.closest('.inside');
    frame.replaceChildren(framed({ ...message.frame, src: `${message.frame.src}?images` }));
    made.remove();
    article.focus();
  });
  return made;
}

function files(message) {
  const list = make('div', 'att', ...message.files.map((file) => card(file, message.labels)));
  list.setAttribute('role', 'list');
  return make('div', 'ind', list);
}

function card(file, labels) {
  const item = make('div', 'file', ...(file.risk ? [risky(file, labels)] : whole(file)));
  item.setAttribute('role', 'listitem');
  return item;
}

function whole(file) {
  const link = make('a', '', fileFace(file.name), make('span', 'v grow', isolated('b', 'trunc', file.name), make('small', '', sizeText(file.octets))));
  Object.assign(link, { href: file.href, title: file.name });
  link.setAttribute('router-ignore', '');
  if (file.preview) {
    Object.assign(link.dataset, { preview: file.preview, name: file.name, about: file.about });
  }
  if (file.opens) {
    Object.assign(link, { target: '_blank', rel: 'noopener' });
  }
  const save = make('a', 'ib sm', icon('download'));
  Object.assign(save, { href: `${file.href}?save`, download: '' });
  save.setAttribute('router-ignore', '');
  called(save, file.save);
  return [link, save];
}

/** A file that is saved only after a second step, which says why. */
function risky(file, labels) {
  const made = make('button', 'risky', icon('triangle-alert'), make('span', 'v grow', isolated('b', 'trunc', file.name), make('small', 'warn', file.risk)));
  Object.assign(made, { type: 'button', title: `${file.name}: ${file.risk}` });
  made.addEventListener('click', async () => {
    await inFront(file.name, (close) => {
      const save = make('a', 'btn danger', labels.save);
      Object.assign(save, { href: `${file.href}?save`, download: '' });
      save.setAttribute('router-ignore', '');
      save.addEventListener('click', () => close(true));
      const leave = button(labels.leave, '', () => close(false));
      leave.autofocus = true;
      return [isolated('h2', '', file.name), make('p', '', file.risk), make('p', '', labels.think), make('div', 'h', leave, save)];
    });
    made.focus();
  });
  return made;
}

/** To the first address of a mailto link; what else it says is the sender's, and left out. */
function write(link) {
  const address = link.replace(/^mailto:/i, '').replace(/[?,].*/, '');
  [...document.querySelectorAll('dialog.preview')].reverse().forEach((dialog) => dialog.close());
  keyboard().send('k-write', { name: '', address: address.includes('%') ? decoded(address) : address });
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
