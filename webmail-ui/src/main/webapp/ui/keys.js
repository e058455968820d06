// The page of keys, on "?": its texts come with the page, in the viewer's language.
export function showKeys() {
  document.querySelector('dialog.keys')?.showModal();
}

document.addEventListener('click', (event) => {
  const dialog = event.target.closest?.('dialog.keys');
  if (dialog && (event.target === dialog || event.target.closest('.close'))) {
    dialog.close();
  }
});
