// The bar of buttons with which a text is given a form: they do what they say in the editor beside them, and show what is on where the caret is.

/** @param box what the bar and the editor stand in */
export function formats(box, editor) {
  // the caret stays in the text
  box.addEventListener('pointerdown', (event) => event.target.closest('.tool button') && event.preventDefault());
  box.addEventListener('click', (event) => {
    const [verb, value] = event.target.closest('[data-do]')?.dataset.do.split(':') ?? [];
    verb === 'command' && editor.command(value);
  });
  for (const name of ['block', 'colour']) {
    box.querySelector(`select.${name}`)?.addEventListener('change', (event) => editor.command(name, event.target.value));
  }
  box.addEventListener('k-marks', ({ detail: { block, ...on } }) => {
    const select = box.querySelector('select.block');
    if (select) {
      select.value = block;
    }
    for (const [name, state] of Object.entries(on)) {
      const tool = box.querySelector(`[data-do="command:${name}"]`);
      tool?.classList.toggle('on-accent', state);
      tool?.setAttribute('aria-pressed', String(state));
    }
  });
}
