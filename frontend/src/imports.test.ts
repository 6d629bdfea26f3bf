import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(ts|svelte)$/.test(file))
  .map((file) => ({ file, source: readFileSync(join(root, file), "utf8") }));

/** What a file imports: a path below src, or the name of a package. */
function imports(file: string, source: string): string[] {
  const specifiers = [...source.matchAll(/(?:from\s+|import\s+|import\()"([^"]+)"/g)].map((match) => match[1] ?? "");
  return specifiers.map((name) => (name.startsWith(".") ? resolved(join(dirname(file), name)) : name));
}

/** "desk.svelte" may stand for the module desk.svelte.ts. */
function resolved(path: string): string {
  return files.some(({ file }) => file === `${path}.ts`) ? `${path}.ts` : path;
}

interface Rule {
  rule: string;
  applies: (file: string) => boolean;
  forbids: RegExp;
}

const inside = (folder: string) => (file: string) => file.startsWith(`lib/${folder}/`);
const product = (file: string) => !file.endsWith(".test.ts") && !file.startsWith("testing/");

const rules: Rule[] = [
  { rule: "only lib/backend imports the generated bindings", applies: (file) => !inside("backend")(file), forbids: /wailsjs/ },
  { rule: "lib/backend imports nothing else of the page", applies: inside("backend"), forbids: /^lib\/(editor|state|commands|panes|ui)\// },
  { rule: "lib/editor imports neither Svelte nor state", applies: inside("editor"), forbids: /^svelte|\.svelte$|^lib\/(state|commands|panes|ui)\// },
  { rule: "lib/state draws nothing", applies: inside("state"), forbids: /^lib\/(panes|commands)\/|\.svelte$/ },
  { rule: "lib/commands draws nothing", applies: inside("commands"), forbids: /^lib\/panes\/|\.svelte$/ },
  { rule: "lib/ui knows no state", applies: inside("ui"), forbids: /^lib\/(state|commands|panes)\// },
  { rule: "only lib/editor imports CodeMirror", applies: (file) => !inside("editor")(file), forbids: /^@codemirror|^@lezer/ },
  { rule: "nothing that ships imports what is made for tests", applies: product, forbids: /^testing\/|^vitest/ },
];

test("the sources were found", () => expect(files.length).toBeGreaterThan(50));

test.each(rules)("$rule", ({ applies, forbids }) => {
  const judged = files.filter(({ file }) => product(file) && applies(file));
  const wrong = judged.flatMap(({ file, source }) => imports(file, source).map((name) => ({ file, name }))).filter(({ name }) => forbids.test(name));
  expect(judged).not.toEqual([]);
  expect(wrong).toEqual([]);
});

test("no file is longer than 300 lines", () => {
  const long = files.filter(({ source }) => source.split("\n").length > 300).map(({ file }) => file);
  expect(long).toEqual([]);
});
