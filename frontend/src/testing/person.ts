// The settings of a person and of a workspace, in memory.
import { vi } from "vitest";
import type { CheckSettings, Preferences, TrustedFolder } from "../lib/backend";

export class FakePerson {
  /** How the window looks, and the keys of the person. */
  look: Preferences = { theme: "dark", zoom: 100, evidence: 42, sidebar: 18, problems: 28, follow: true, inline: false, beside: {}, packages: { sort: "name", reversed: false, state: "all" }, text: 15, line: 48, motion: "system", spelling: true };
  ownKeys = new Map<string, string[]>();
  /** What is wrong in the file of the settings. */
  fault = "";
  trusted: TrustedFolder[] = [];
  checkSettings: CheckSettings = {
    file: "/w/.atlas-desk/config.yaml",
    problem: "",
    rules: [{ name: "trace/untraced-name", usual: "error", own: "", family: "", summary: "A name is in no layer above." }],
    aliases: [],
  };

  readonly checks = {
    Read: vi.fn(async () => this.checkSettings),
    SetSeverity: vi.fn(async (rule: string, own: string) => {
      const rules = this.checkSettings.rules.map((one) => (one.name === rule ? { ...one, own } : one));
      this.checkSettings = { ...this.checkSettings, rules };
    }),
    AddAlias: vi.fn(async (name: string, also: string) => {
      this.checkSettings = { ...this.checkSettings, aliases: [...this.checkSettings.aliases, { name, also: [also] }] };
    }),
    RemoveAlias: vi.fn(async (name: string, _also: string) => {
      this.checkSettings = { ...this.checkSettings, aliases: this.checkSettings.aliases.filter((one) => one.name !== name) };
    }),
  };

  readonly settings = {
    Read: vi.fn(async () => this.look),
    Fault: vi.fn(async () => this.fault),
    Write: vi.fn(async () => {}),
    Keys: vi.fn(async () => [...this.ownKeys].map(([command, keys]) => ({ command, keys }))),
    SetKeys: vi.fn(async ({ command, keys }: { command: string; keys: string[] }) => void this.ownKeys.set(command, keys)),
    ResetKeys: vi.fn(async (commands: string[]) => commands.forEach((one) => this.ownKeys.delete(one))),
    Diagnostics: vi.fn(async () => ({ version: "devel", commit: "0123456789ab", toolchain: "go linux/amd64", places: [{ name: "Settings", path: "/c/settings.json", here: true }] })),
    Licences: vi.fn(async () => "Nodes 1.0\n\nMIT"),
    Show: vi.fn(async (_path: string) => {}),
    Trusted: vi.fn(async () => this.trusted),
    Withdraw: vi.fn(async (gone: TrustedFolder) => void (this.trusted = this.trusted.filter((one) => one.folder !== gone.folder))),
    Quit: vi.fn(async () => {}),
  };
}
