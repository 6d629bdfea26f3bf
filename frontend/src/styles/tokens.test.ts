import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const sheet = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const themes = ["light", "dark", "contrast"] as const;

/** The colours that a theme gives to tokens, as "#rrggbb". */
function colours(theme: string): Map<string, string> {
  const rules = sheet.split(`:root[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
  return new Map([...rules.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]));
}

/** Relative luminance of a colour, from 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["page", "panel", "raised"];
const rows = [...grounds, "hover", "selected"];
const texts = [...rows, "active", "selection", "lit", "added", "added-strong", "removed", "removed-strong"];

/** What stands on what, and the least contrast it may have. */
const pairs: { on: string[]; least: number; tokens: string[] }[] = [
  { tokens: ["text"], on: texts, least: 4.5 },
  { tokens: ["muted"], on: [...rows, "active", "lit"], least: 4.5 },
  { tokens: ["accent", "danger"], on: grounds, least: 4.5 },
  { tokens: ["on-accent"], on: ["accent"], least: 4.5 },
  { tokens: ["on-danger"], on: ["danger"], least: 4.5 },
  { tokens: ["border", "focus"], on: rows, least: 3 },
  { tokens: ["error", "warning", "info", "waived", "unchecked"], on: [...rows, "active", "lit"], least: 3 },
  { tokens: ["traced"], on: [...grounds, "active"], least: 3 },
  // A row under the pointer or selected has a darker ground, which asks for a darker mark.
  { tokens: ["traced-on-row"], on: rows, least: 3 },
  { tokens: ["lit-bar"], on: grounds, least: 3 },
];

describe.each(themes)("in the %s theme", (theme) => {
  const of = colours(theme);

  test("every token has a colour", () => expect([...of.keys()]).toEqual([...colours("light").keys()]));

  test.each(pairs)("$tokens have $least : 1 on $on", ({ tokens, on, least }) => {
    const low = tokens.flatMap((token) =>
      on.map((ground) => ({ token, ground, ratio: contrast(of.get(token)!, of.get(ground)!) })).filter(({ ratio }) => !(ratio >= least)),
    );
    expect(low).toEqual([]);
  });
});

test("contrast is WCAG's", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

/** Colours of levels that no kind of colour vision confuses, as the study found them: in light, dark and high contrast. */
const levels = {
  error: ["#68030a", "#e1687c", "#e6778d"],
  warning: ["#a0731b", "#f2e07d", "#e4ce54"],
  info: ["#143aa8", "#6d85ef", "#60afe5"],
  traced: ["#059d8d", "#48f9f0", "#c5f3f3"],
};

test.each(Object.entries(levels))("%s has the colours that were searched for", (level, expected) => {
  expect(themes.map((theme) => colours(theme).get(level))).toEqual(expected);
});

describe("the page", () => {
  const root = join(import.meta.dirname, "..");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(css|svelte)$/.test(file))
    .map((file) => ({ file, source: readFileSync(join(root, file), "utf8") }));

  test("has no colours but the tokens", () => {
    const own = sources.filter(({ file }) => !file.endsWith("tokens.css")).map(({ file, source }) => [file, style(file, source).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi)]);
    expect(own.filter(([, found]) => found)).toEqual([]);
  });

  test("uses no variable that nothing sets", () => {
    const set = new Set(sources.flatMap(({ source }) => [...source.matchAll(/(?:style:)?(--[\w-]+)(?:\s*:|=)/g)].map((match) => match[1])));
    const unset = sources.flatMap(({ file, source }) =>
      [...source.matchAll(/var\((--[\w-]+)(,?)/g)].filter(([, name, fallback]) => !fallback && !set.has(name)).map(([, name]) => `${file}: ${name}`),
    );
    expect(unset).toEqual([]);
  });
});

/** What of a source is CSS. */
function style(file: string, source: string): string {
  return file.endsWith(".css") ? source : (source.split("<style>")[1] ?? "");
}
