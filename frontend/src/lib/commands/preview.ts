import type { Desk } from "../state/desk.svelte";
import type { CommandGroup } from "./command";
import { kilobytes } from "./coverage";

/** The page as its readers will see it. */
export const preview: CommandGroup = {
  title: "Preview",
  commands: [
    { id: "preview.statement", label: "Go to the statement in the text", keys: ["Enter"] },
    { id: "preview.whole", label: "Preview of the whole page", keys: [], run: (desk) => void desk.preview.show(""), enabled: isShown },
    { id: "preview.footnotes", label: "Evidence footnotes in the preview", keys: [], run: (desk) => void desk.preview.toggle("footnotes"), enabled: isShown },
    { id: "preview.findings", label: "Findings in the preview", keys: [], run: (desk) => void desk.preview.toggle("findings"), enabled: isShown },
    { id: "preview.export", label: "Export…", keys: ["Mod+Shift+E"], run: (desk) => void openExport(desk), enabled: ({ pkg }) => !!pkg },
  ],
};

function isShown({ screen }: Desk): boolean {
  return screen === "preview";
}

/** Asks what is to be exported. */
export async function openExport(desk: Desk): Promise<void> {
  const { exporting, notices } = desk;
  await notices.attempt(() => exporting.ready());
  if (exporting.formats.length) desk.dialog = { kind: "export" };
}

/** Makes the file that was chosen, and says where it is; tells whether it was written. */
export async function exportChosen({ exporting, notices }: Desk): Promise<boolean> {
  const saved = await exporting.save();
  if (!saved) return false;
  const what = [`${exporting.chosen?.title} exported to ${saved.path} (${kilobytes(saved.size)}).`, ...saved.notes];
  notices.show({ kind: "info", text: what.join(" "), act: { label: "Open folder", run: () => void notices.attempt(() => exporting.show()) } });
  return true;
}
