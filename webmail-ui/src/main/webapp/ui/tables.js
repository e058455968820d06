// Tables in a text that is being edited: made, walked through cell by cell, with rows and columns added and removed. Cells that span others keep doing so.
import { OURS, around, caretMarks, tidy } from './blocks.js';

const CELL = 'border:1px solid #b9c4c9;padding:4px 8px';

function cell(name = 'td') {
  const made = document.createElement(name);
  made.setAttribute('style', CELL);
  made.append(document.createElement('br'));
  return made;
}

/** The cell that the caret is in; none in what is quoted. */
export function cellAround(root) {
  const found = around(root, 'td, th');
  return found && !found.closest('.mail-quotation') ? found : null;
}

function tableOf(one) {
  return one.closest('table');
}

/** Puts one below the block with the caret, and the caret into its first cell. */
export function insertTable(root, rows, columns) {
  tidy(root);
  const marks = caretMarks(root);
  let block = marks[0];
  while (block.parentElement !== root && !/^(BLOCKQUOTE|DIV)$/.test(block.parentElement.tagName)) {
    block = block.parentElement;
  }
  const table = document.createElement('table');
  table.setAttribute('style', 'border-collapse:collapse');
  for (let i = 0; i < rows; i++) {
    table.insertRow().append(...Array.from({ length: columns }, () => cell()));
  }
  table.rows[0].cells[0].prepend(...marks);
  const empty = block.tagName === 'P' && !block.textContent.trim() && !block.querySelector('img');
  block.after(table);
  if (empty) {
    block.remove();
  }
  if (!table.nextElementSibling || table.nextElementSibling.matches(OURS)) {
    table.after(line());
  }
}

function line() {
  const p = document.createElement('p');
  p.append(document.createElement('br'));
  return p;
}

/** The cells by row and column, one that spans several at each of its places. */
function grid(table) {
  const rows = [...table.rows];
  const places = rows.map(() => []);
  rows.forEach((row, r) => {
    let c = 0;
    for (const one of row.cells) {
      while (places[r][c]) {
        c++;
      }
      for (let down = 0; down < one.rowSpan && r + down < rows.length; down++) {
        for (let right = 0; right < one.colSpan; right++) {
          places[r + down][c + right] = one;
        }
      }
      c += one.colSpan;
    }
  });
  return places;
}

/** Goes to the next cell, or the one before. Behind the last one a row is added. @return whether there was somewhere to go */
export function walk(root, back, change) {
  const here = cellAround(root);
  if (!here) {
    return false;
  }
  const table = tableOf(here);
  const cells = () => [...table.rows].flatMap((row) => [...row.cells]);
  const next = cells().indexOf(here) + (back ? -1 : 1);
  if (next < 0) {
    return false;
  }
  if (next === cells().length) {
    change(() => addRow(table, table.rows.length));
  }
  const target = cells()[next];
  target.textContent ? getSelection().selectAllChildren(target) : getSelection().collapse(target, 0);
  return true;
}

/** Changes the table with the caret. @param what rowAbove, rowBelow, columnBefore, columnAfter, rowRemove, columnRemove or tableRemove */
export function changeTable(root, what) {
  const marks = caretMarks(root);
  const here = marks[0].closest('td, th');
  const table = tableOf(here);
  const places = grid(table);
  const row = places.findIndex((line) => line.includes(here));
  const column = places[row].indexOf(here);
  const after = line();
  switch (what) {
    case 'rowAbove': addRow(table, row); break;
    case 'rowBelow': addRow(table, row + here.rowSpan); break;
    case 'columnBefore': addColumn(table, column); break;
    case 'columnAfter': addColumn(table, column + here.colSpan); break;
    case 'rowRemove': removeRow(table, row); break;
    case 'columnRemove': removeColumn(table, column); break;
    default: table.replaceChildren();
  }
  if (!table.rows.length) {
    table.replaceWith(after);
    after.prepend(...marks);
  } else if (!root.contains(marks[0]) || !root.contains(marks[1])) {
    const now = grid(table);
    const line = now[Math.min(row, now.length - 1)];
    line[Math.min(column, line.length - 1)].prepend(...marks);
  }
}

function addRow(table, at) {
  const places = grid(table);
  const made = document.createElement('tr');
  const width = Math.max(...places.map((line) => line.length));
  for (let c = 0; c < width; c++) {
    const above = places[at - 1]?.[c];
    if (above && above === places[at]?.[c]) {
      above.rowSpan += places[at].indexOf(above) === c ? 1 : 0;
    } else {
      made.append(cell());
    }
  }
  at < table.rows.length ? table.rows[at].before(made) : table.rows[at - 1].after(made);
}

function addColumn(table, at) {
  const widened = new Set();
  grid(table).forEach((line, r) => {
    const left = line[at - 1];
    if (left && left === line[at]) {
      widened.add(left);
      return;
    }
    const row = table.rows[r];
    const next = line.slice(at).find((one) => one?.parentElement === row);
    row.insertBefore(cell((line[at] ?? left)?.tagName), next ?? null);
  });
  widened.forEach((one) => one.colSpan++);
}

function removeRow(table, at) {
  const places = grid(table);
  const row = table.rows[at];
  const below = table.rows[at + 1];
  for (const one of new Set(places[at])) {
    if (one.rowSpan > 1) {
      one.rowSpan--;
      if (one.parentElement === row) {
        const column = places[at].indexOf(one);
        const next = places[at + 1].slice(column).find((other) => other !== one && other?.parentElement === below);
        below.insertBefore(one, next ?? null);
      }
    }
  }
  row.remove();
}

function removeColumn(table, at) {
  for (const one of new Set(grid(table).map((line) => line[at]))) {
    if (one?.colSpan > 1) {
      one.colSpan--;
    } else {
      one?.remove();
    }
  }
  [...table.rows].filter((row) => !row.cells.length).forEach((row) => row.remove());
}
