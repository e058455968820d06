// The folder picker: type a few letters, Enter. Used to move messages and to go to a folder.
let dialog;

function build() {
  dialog = document.createElement('dialog');
  dialog.className = 'picker';
  dialog.innerHTML = `<div class="q"><k-icon name="search" aria-hidden="true"></k-icon><input type="text" role="combobox" aria-expanded="true"
    aria-controls="picker-list" autocomplete="off" spellcheck="false"></div><div id="picker-list" role="listbox"></div>`;
  document.body.append(dialog);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
}

/**
 * @param folders {id, name, icon}
 * @param list gives the texts
 * @param then called with the folder that was chosen
 */
export function pickFolder(folders, list, then) {
  if (!dialog) {
    build();
  }
  const opener = document.activeElement;
  const input = dialog.querySelector('input');
  const box = dialog.querySelector('[role=listbox]');
  input.value = '';
  input.placeholder = list.labels.folder ?? '';
  input.setAttribute('aria-label', input.placeholder);
  let shown = [];
  let at = 0;
  const draw = () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    shown = folders.filter((folder) => folder.name.toLocaleLowerCase().includes(wanted));
    at = Math.min(at, Math.max(0, shown.length - 1));
    box.replaceChildren(...shown.map((folder, i) => {
      const line = document.createElement('div');
      line.className = i === at ? 'si on' : 'si';
      line.id = `picker-${i}`;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', String(i === at));
      const icon = document.createElement('k-icon');
      icon.setAttribute('name', folder.icon);
      const name = document.createElement('span');
      name.textContent = folder.name;
      name.dir = 'auto';
      name.className = 'trunc';
      line.append(icon, name);
      line.addEventListener('click', () => choose(i));
      return line;
    }));
    input.setAttribute('aria-activedescendant', shown.length ? `picker-${at}` : '');
    box.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (i) => {
    const folder = shown[i];
    dialog.close();
    if (folder) {
      then(folder);
    }
  };
  input.oninput = () => {
    at = 0;
    draw();
  };
  input.onkeydown = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      at = Math.max(0, Math.min(shown.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
      draw();
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      choose(at);
    }
  };
  dialog.onclose = () => opener?.isConnected && opener.focus?.();
  draw();
  dialog.showModal();
  input.focus();
}
