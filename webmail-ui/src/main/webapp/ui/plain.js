// A message's text as people write it in plain text, and back: quotations with "> ", the signature below "-- ", lists, tables with their columns below each other.
// As the server writes the plain text beside what is sent as HTML (HtmlToText).
const BLOCK = /^(ADDRESS|ARTICLE|BLOCKQUOTE|CENTER|DD|DIV|DL|DT|FIGURE|FOOTER|H[1-6]|HEADER|LI|OL|P|PRE|SECTION|TABLE|TR|UL)$/;
const APART = /^(BLOCKQUOTE|H[1-6]|OL|P|PRE|TABLE|UL)$/;
const WIDEST = 72;
const BETWEEN = ' | ';

/** @param signature {html, text} as it was put in; one that was changed is written as it stands */
export function toPlain(root, signature) {
  const writer = new Writer(signature);
  writer.children(root, false);
  return writer.text;
}

class Writer {
  constructor(signature) {
    this.out = '';
    this.signature = signature;
  }

  get text() {
    return this.out.replace(/^\n+/, '').trimEnd();
  }

  inside(element, pre) {
    const writer = new Writer(this.signature);
    writer.children(element, pre);
    return writer.text;
  }

  children(element, pre) {
    element.childNodes.forEach((node) => (node.nodeType === Node.TEXT_NODE ? this.words(node.data, pre) : node.nodeType === Node.ELEMENT_NODE && this.element(node, pre)));
  }

  words(text, pre) {
    for (const sign of pre ? text : text.replace(/[ \t\r\n\f]+/g, ' ')) {
      const begins = !this.out || this.out.endsWith('\n');
      if (pre || sign !== ' ' || (!begins && !this.out.endsWith(' '))) {
        // a line that begins with it would be a quotation
        this.out += (begins && sign === '>' ? ' ' : '') + (sign === '\u00a0' ? ' ' : sign);
      }
    }
  }

  /** So many line ends at the end; none at the very beginning. */
  lines(wanted) {
    this.out = this.out.replace(/ +$/, '');
    const have = /\n*$/.exec(this.out)[0].length;
    if (this.out) {
      this.out += '\n'.repeat(Math.max(0, wanted - have));
    }
  }

  element(element, pre) {
    const name = element.tagName;
    if (name === 'BR') {
      this.out = `${this.out.replace(/ +$/, '')}\n`;
    } else if (name === 'HR') {
      this.lines(1);
      this.out += '----\n';
    } else if (name === 'IMG') {
      this.picture(element);
    } else if (name === 'A') {
      this.link(element, pre);
    } else if (name === 'BLOCKQUOTE') {
      this.quotation(element);
    } else if (name === 'LI') {
      this.item(element);
    } else if (name === 'TABLE') {
      this.table(element);
    } else if (element.classList.contains('mail-signature')) {
      this.signed(element);
    } else if (!/^(STYLE|SCRIPT|TEMPLATE)$/.test(name)) {
      const inItem = element.parentElement?.tagName === 'LI' && /^[OU]L$/.test(name);
      const ends = BLOCK.test(name) ? (APART.test(name) && !inItem ? 2 : 1) : 0;
      ends && this.lines(ends);
      this.children(element, pre || name === 'PRE');
      ends && this.lines(ends);
    }
  }

  picture(element) {
    const alt = element.alt.trim();
    if (alt) {
      this.out += `${/[^\s]$/.test(this.out) ? ' ' : ''}[${alt}] `;
    }
  }

  link(element, pre) {
    const start = this.out.length;
    this.children(element, pre);
    const shown = this.out.slice(start).trim();
    const target = (element.getAttribute('href') ?? '').replace(/^mailto:/, '');
    if (target && !target.startsWith('#') && shown && shown !== target) {
      this.out += ` <${target}>`;
    }
  }

  quotation(element) {
    // as the line above a quotation stands in an answer to plain text
    this.lines(2);
    if (element.parentElement?.matches('.mail-quotation') && element.previousElementSibling?.tagName === 'P') {
      this.out = this.out.replace(/\n+$/, '\n');
    }
    for (const line of this.inside(element, false).split('\n')) {
      this.out += `${line.startsWith('>') || !line ? '>' : '> '}${line}\n`;
    }
    this.out += '\n';
  }

  item(element) {
    this.lines(1);
    const list = element.parentElement;
    const mark = list?.tagName === 'OL' ? `${(list.start || 1) + [...list.children].indexOf(element)}. ` : '- ';
    this.out += `${mark}${this.inside(element, false).replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`)}\n`;
  }

  signed(element) {
    const given = document.createElement('template');
    given.innerHTML = this.signature.html;
    const same = given.content.textContent === element.textContent;
    this.lines(2);
    this.out += `-- \n${same && this.signature.text ? this.signature.text : this.inside(element, false)}\n`;
  }

  table(table) {
    this.lines(2);
    const rows = [...table.rows].map((row) => [...row.cells].map((cell) => this.inside(cell, false)));
    if (rows.flat().some((text) => text.includes('\n'))) {
      this.out += rows.flat().filter(Boolean).join('\n');
    } else {
      const widths = [];
      rows.forEach((row) => row.forEach((text, i) => (widths[i] = Math.max(widths[i] ?? 0, [...text].length))));
      const aligned = widths.reduce((sum, width) => sum + width + BETWEEN.length, -BETWEEN.length) <= WIDEST;
      this.out += rows.map((row) => row.map((text, i) => text + ' '.repeat(aligned ? widths[i] - [...text].length : 0)).join(BETWEEN).replace(/[ |]+$/, '')).join('\n');
    }
    this.lines(2);
  }
}

/** Paragraphs, quotations and the signature of a plain text, as nodes. @param signature {nodes, text} */
export function fromPlain(text, signature) {
  const block = signature.text ? `\n\n-- \n${signature.text}` : '';
  const at = block ? text.indexOf(block) : -1;
  if (at < 0) {
    return paragraphs(text.split('\n'));
  }
  const signed = document.createElement('div');
  signed.className = 'mail-signature';
  signed.append(signature.nodes);
  const rest = text.slice(at + block.length).replace(/^\n/, '');
  return [...paragraphs(text.slice(0, at).split('\n')), signed, ...(rest ? paragraphs(rest.split('\n')) : [])];
}

function paragraphs(lines) {
  const nodes = [];
  let quoted = null;
  const end = () => {
    if (quoted) {
      const quote = document.createElement('blockquote');
      quote.append(...paragraphs(quoted));
      nodes.push(quote);
      quoted = null;
    }
  };
  for (const line of lines) {
    if (line.startsWith('>')) {
      (quoted ??= []).push(line.replace(/^> ?/, ''));
    } else {
      end();
      const p = document.createElement('p');
      p.append(line || document.createElement('br'));
      nodes.push(p);
    }
  }
  end();
  return nodes;
}
