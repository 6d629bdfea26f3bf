/** Opens a dialog over everything else; when it goes, the focus returns to where it was. */
export function modal(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement;
  dialog.showModal();
  dialog.querySelector<HTMLElement>("[data-entry]")?.focus();
  return () => {
    if (before instanceof HTMLElement) before.focus();
  };
}
