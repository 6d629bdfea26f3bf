import type { Author, Backend, CheckSettings, Diagnostics, TrustedFolder } from "../backend";

/** What the settings screen shows besides how the window looks: the file of the workspace, git, and the program itself. */
export class Setting {
  checks = $state.raw<CheckSettings | null>(null);
  author = $state.raw<Author | null>(null);
  trusted = $state.raw<TrustedFolder[]>([]);
  diagnostics = $state.raw<Diagnostics | null>(null);

  constructor(private readonly backend: Pick<Backend, "checks" | "commits" | "findings" | "settings">) {}

  /** Reads what the files say now. What cannot be read stays as it was, and is told of. */
  async load(): Promise<void> {
    const { checks, findings, settings } = this.backend;
    const reads = [
      async () => (this.checks = await checks.Read()),
      async () => (this.author = await findings.Author().catch(() => null)),
      async () => (this.trusted = await settings.Trusted()),
      () => this.about(),
    ];
    const ended = await Promise.allSettled(reads.map((read) => read()));
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  }

  /** Gives a rule a severity in the workspace; the usual one where it is empty. */
  async setSeverity(rule: string, severity: string): Promise<void> {
    await this.backend.checks.SetSeverity(rule, severity);
    this.checks = await this.backend.checks.Read();
  }

  async addAlias(name: string, also: string): Promise<void> {
    await this.backend.checks.AddAlias(name, also);
    this.checks = await this.backend.checks.Read();
  }

  async removeAlias(name: string, also: string): Promise<void> {
    await this.backend.checks.RemoveAlias(name, also);
    this.checks = await this.backend.checks.Read();
  }

  async setAuthor(author: Author): Promise<void> {
    await this.backend.commits.SetAuthor(author);
    this.author = author;
  }

  async withdraw(folder: TrustedFolder): Promise<void> {
    await this.backend.settings.Withdraw(folder);
    this.trusted = await this.backend.settings.Trusted();
  }

  /** Opens one of the places of the program in the file manager. */
  show(path: string): Promise<void> {
    return this.backend.settings.Show(path);
  }

  /** Reads what the program is. */
  async about(): Promise<Diagnostics> {
    return (this.diagnostics = await this.backend.settings.Diagnostics());
  }

  /** The licences of everything by others in the program. */
  licences(): Promise<string> {
    return this.backend.settings.Licences();
  }

  /** What the reference says of a rule. */
  rule(name: string): ReturnType<Backend["findings"]["Rule"]> {
    return this.backend.findings.Rule(name);
  }
}
