import type { Desk } from "../state/desk.svelte";
import { formats } from "../state/preview.svelte";
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
    { id: "preview.export", label: "Export…", keys: ["Mod+Shift+E"], run: (desk) => void exportPage(desk), enabled: isShown },
  ],
};

function isShown({ screen }: Desk): boolean {
  return screen === "preview";
}

export async function exportPage({ preview, notices }: Desk): Promise<void> {
  const saved = await notices.attempt(() => preview.save());
  if (saved?.path) notices.show({ kind: "info", text: `${formats.find(({ value }) => value === preview.format)?.label} exported to ${saved.path} (${kilobytes(saved.size)}).` });
}
