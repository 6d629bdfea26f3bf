import { describe, expect, test } from "vitest";
import { fuzzy, marksOf } from "./fuzzy";

const names = ["Ruritania › Signals", "Ruritania › Evidence", "Sylvania › Signals", "Côte d'Or › Profile", "Signal Hill › Trust dimensions"];
const found = (query: string) => fuzzy(query, names, (name) => name).map(({ item }) => item);

describe("fuzzy", () => {
  test.each([
    ["everything for nothing", " ", names],
    ["words in any order", "sig rur", ["Ruritania › Signals"]],
    ["letters apart", "rusig", ["Ruritania › Signals"]],
    ["capitals and accents aside", "COTE prof", ["Côte d'Or › Profile"]],
    ["the beginning of a name before its middle", "signal", ["Signal Hill › Trust dimensions", "Sylvania › Signals", "Ruritania › Signals"]],
    ["nothing", "xyz", []],
  ])("%s", (_case, query, expected) => expect(found(query)).toEqual(expected));

  test("marks what answers", () => {
    const [hit] = fuzzy("rur sig", names, (name) => name);
    expect(hit?.marks).toEqual([0, 3, 12, 15]);
  });
});

test.each([
  ["data off", "The Data Office", [4, 8, 9, 12]],
  ["data ata", "Data", [0, 4]],
  ["none", "Data", []],
])("%s in “%s”", (query, text, expected) => expect(marksOf(query, text)).toEqual(expected));
