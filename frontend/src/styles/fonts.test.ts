import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const folder = import.meta.dirname;
const faces = readFileSync(join(folder, "fonts.css"), "utf8").split("@font-face").slice(1);
const licences = resolve(folder, "../../public/licences");
const packages = resolve(folder, "../../node_modules/@fontsource-variable");

test.each([
  ["Inter", "inter", "Inter.txt"],
  ["JetBrains Mono", "jetbrains-mono", "JetBrains-Mono.txt"],
])("%s ships with its licence, in Latin, Cyrillic and Greek", (family, name, licence) => {
  const own = faces.filter((face) => face.includes(`"${family}"`));
  const scripts = own.map((face) => new RegExp(`files/${name}-([a-z-]+)-wght-normal`).exec(face)?.[1]);
  expect(scripts).toEqual(expect.arrayContaining(["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"]));
  expect(readFileSync(join(licences, licence), "utf8")).toEqual(readFileSync(join(packages, name, "LICENSE"), "utf8"));
});

test("no other font is shown first, and none is fetched", () => {
  for (const face of faces) {
    expect(face).toContain("font-display: block");
    expect(face).not.toMatch(/https?:|local\(/);
  }
});
