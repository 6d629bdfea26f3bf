// A package that is being begun, as a scripted stand-in for Go answers for it.
import { vi } from "vitest";
import type { NewPackage, NewPackageLook } from "../lib/backend";

const nothing: NewPackage = { name: "", folder: "", sources: [], layers: [], step: 0, at: "" };

export class FakeNewPackages {
  /** What an earlier run has left. */
  begun: NewPackage = nothing;
  /** What is special in every look. */
  look: Partial<NewPackageLook> = {};
  kept: NewPackage[] = [];

  readonly Begun = vi.fn(async () => this.begun);
  readonly GiveUp = vi.fn(async () => "/kept/new-package.json");
  readonly Make = vi.fn(async (_made: NewPackage) => "p");
  readonly ChooseFiles = vi.fn(async () => ({ sources: [], faults: [] }));
  readonly ReadFiles = vi.fn(async (paths: string[]) => ({
    sources: paths.map((path) => ({ file: path, title: "", heading: "", institution: "", date: "", address: "", text: `Text of ${path}.` })),
    faults: [] as string[],
  }));
  readonly Look = vi.fn(async (said: NewPackage, _check: boolean): Promise<NewPackageLook> => {
    this.kept.push(said);
    const sources = said.sources.map((source) => ({ source: { ...source, text: "" }, statements: 1, notes: [], field: "", fault: "" }));
    const counts = { errors: 0, warnings: 0, infos: 0, waived: 0 };
    return { folder: said.folder || said.name.toLowerCase(), root: "/w", path: "/w/p", nameFault: "", folderFault: "", fault: "", sources, files: [], findings: [], counts, choices, unkept: "", ...this.look };
  });
}

const choices = [
  { layer: "evidence", title: "Evidence", file: "evidence.md", needs: [], headings: [] },
  { layer: "signals", title: "Signals", file: "signals.md", needs: ["evidence"], headings: ["Signals summary statement"] },
  { layer: "profile", title: "Profile", file: "profile.md", needs: ["evidence", "signals"], headings: [] },
  { layer: "change-log", title: "Change log", file: "change-log.md", needs: [], headings: [] },
];
