import type { Committing } from "./committing.svelte";
import type { OpenDocument } from "./document.svelte";
import type { Restoring } from "./restoring.svelte";
import type { FindingDialog } from "./triage.svelte";

/** A dialog that is open, with what it is about. */
export type Dialog =
  | { kind: "new" | "import" | "help" | "about" | "licences" | "recovery" | "share" | "sample" | "recent" | "kept" | "finish" | "export" }
  | { kind: "palette"; prefix: string }
  | { kind: "commit"; committing: Committing }
  | { kind: "restore"; restoring: Restoring }
  | FindingDialog
  | { kind: "conflict" | "brought"; doc: OpenDocument }
  | { kind: "unsaved"; verb: string; proceed: () => void };

/** Asks again for what a dialog shows of the repository. */
export async function refreshDialog(dialog: Dialog | null): Promise<void> {
  if (dialog?.kind === "commit") await dialog.committing.refresh();
}

/** What closes the dialog that is open now; called late, it leaves another one that has taken its place. */
export function closer(desk: { dialog: Dialog | null }): () => void {
  const { dialog } = desk;
  return () => {
    if (desk.dialog === dialog) desk.dialog = null;
  };
}
