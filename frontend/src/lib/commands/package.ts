import { undoCommit } from "../state/concluding";
import { beginPackage, openFolder } from "../state/opening";
import type { CommandGroup } from "./command";
import { copyPath, showFolder } from "./disk";

/** What is done with a package, or with the folder that holds them. */
export const packageCommands: CommandGroup = {
  title: "Package",
  commands: [
    { id: "package.new", label: "New package…", keys: [], run: (desk) => void beginPackage(desk, "new") },
    { id: "package.import", label: "Import page…", keys: [], run: (desk) => void beginPackage(desk, "import") },
    { id: "folder.open", label: "Open folder…", keys: ["Mod+O"], run: (desk) => void openFolder(desk) },
    { id: "folder.recent", label: "Open recent…", keys: ["Mod+Shift+R"], run: (desk) => void (desk.dialog = { kind: "recent" }) },
    { id: "folder.sample", label: "Open the sample…", keys: [], run: (desk) => void (desk.dialog = { kind: "sample" }) },
    { id: "commit.open", label: "Commit…", keys: ["Mod+Shift+G"], run: (desk) => desk.commit(), enabled: ({ pkg }) => !!pkg },
    { id: "commit.make", label: "Make the commit, in its dialog", keys: ["Mod+Enter"] },
    { id: "commit.undo", label: "Undo commit", keys: [], run: (desk) => void undoCommit(desk), enabled: ({ pkg, workspace }) => !!pkg && workspace.overview.repository },
    { id: "package.folder", label: "Show the folder of the package", keys: [], run: (desk) => void showFolder(desk), enabled: ({ pkg }) => !!pkg },
    { id: "package.path", label: "Copy the path of the package", keys: [], run: (desk) => void copyPath(desk), enabled: ({ pkg }) => !!pkg },
    { id: "share.open", label: "Sync…", keys: ["Mod+Shift+Y"], run: (desk) => desk.share() },
  ],
};
