import { resolve } from "node:path";
import { expect, test } from "vitest";
import { written } from "../ui/keys";
import { groups } from "./index";

const intro = `# Keys

Everything that the window does can be done with the keyboard. This page is made from the commands themselves;
the window shows the same with <kbd>F1</kbd>. On a Mac, Ctrl is ⌘ and Alt is ⌥.

- <kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>P</kbd> finds any command by its name, with its keys beside it.
- Settings › Keys gives a command other keys, and says when another one has them already. What a person chose is in
  \`atlas-desk/settings.json\` of the user's configuration folder, under the name in the last column:
  \`"keys": {"text.save": ["Mod+S"]}\`, where Mod is Ctrl, or ⌘ on a Mac. What is wrong in that file the window names; that command
  keeps its usual keys, and everything else of the file counts and stays.
- <kbd>Tab</kbd> leads from part to part, the arrows within one; in lists, the first letters of a name lead to it. In the text,
  Tab leads on too: indenting has keys of its own.
- Rows of lists have menus with what can be done about them: <kbd>Shift</kbd>+<kbd>F10</kbd> or the menu key, <kbd>Ctrl</kbd>+<kbd>Enter</kbd>
  on a Mac, or the right button of the mouse.
`;

/** The commands as Markdown tables, a group each. */
function page(): string {
  const tables = groups.map(({ title, commands }) => {
    const rows = commands.map(({ label, keys, id }) => `| ${label} | ${keys.map((key) => `\`${written(key)}\``).join(" ")} | ${id} |`);
    return `## ${title}\n\n| What | Keys | Name |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return [intro, ...tables].join("\n");
}

test("docs/keys.md lists the commands as they are (vitest -u writes it anew)", async () => {
  await expect(page()).toMatchFileSnapshot(resolve(import.meta.dirname, "../../../../docs/keys.md"));
});
