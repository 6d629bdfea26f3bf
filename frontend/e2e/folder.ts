import { execFileSync } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const jurisdictions = resolve(import.meta.dirname, "../../jurisdictions");

/** How a folder of packages starts out. */
export interface Start {
  /** Whether it is a git repository with the packages committed. Default: yes. */
  repository?: boolean;
  /** Whether the repository knows who commits. Default: yes. */
  identity?: boolean;
  /** How many packages about invented places stand beside. Default: none. */
  invented?: number;
  /** What the program is started on: nothing, or a path, from the folder. Default: the folder. */
  path?: string | null;
  /** Whether the packages and the home folder are on a small disk of their own, which only root can have mounted. Default: no. */
  disk?: boolean;
  /** What happens in the folder before the program starts. Default: nothing. */
  before?: (folder: Folder) => void;
}

/** Whether folders can be on a disk of their own. */
export const disks = process.platform === "linux" && process.getuid?.() === 0;

/**
 * A throwaway folder that holds a copy of the Kazakhstan package, with a home
 * folder of its own, so that nothing of the tester's settings is read or
 * written.
 */
export class Folder {
  readonly home: string;
  readonly path: string;
  private readonly mounted: boolean;

  constructor(start: Start = {}) {
    const top = mkdtempSync(join(tmpdir(), "atlas-desk-"));
    this.home = join(top, "home");
    this.path = join(top, "jurisdictions");
    this.mounted = !!start.disk;
    if (this.mounted) execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", top]);
    mkdirSync(this.home);
    writeFileSync(join(top, "note.txt"), "a note");
    cpSync(join(jurisdictions, "kazakhstan"), join(this.path, "kazakhstan"), { recursive: true });
    if (start.invented) this.invent(start.invented);
    if (start.repository ?? true) this.commitAll(start.identity ?? true);
    start.before?.(this);
  }

  /** The environment of a program that must not see the tester's settings. */
  get environment(): NodeJS.ProcessEnv {
    const environment = { ...process.env, HOME: this.home, GIT_CONFIG_NOSYSTEM: "1" };
    const personal = /^(XDG_(CONFIG|DATA|STATE|CACHE)_HOME|GIT_(AUTHOR|COMMITTER)_.*|EMAIL)$/;
    return Object.fromEntries(Object.entries(environment).filter(([name]) => !personal.test(name)));
  }

  /** Runs git in the folder and returns what it printed. */
  git(...args: string[]): string {
    const options = { cwd: this.path, env: this.environment, encoding: "utf8", stdio: "pipe" } as const;
    return execFileSync("git", args, options).trimEnd();
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), "utf8");
  }

  /** What the program keeps of the person's settings; empty before it has kept any. */
  get settings(): string {
    const file = join(this.home, ".config/atlas-desk/settings.json");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Writes a file as another program would. */
  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  /** Writes a file in one step, as careful programs do: nobody reads half of it. */
  replace(file: string, text: string): void {
    const beside = join(this.path, "..", "beside");
    writeFileSync(beside, text);
    renameSync(beside, join(this.path, file));
  }

  /** Takes what room the disk of the folder has left. */
  fill(): void {
    const file = openSync(this.filler, "w");
    try {
      for (const bytes of [1 << 16, 1 << 12, 1]) fillWith(file, Buffer.alloc(bytes));
    } finally {
      closeSync(file);
    }
  }

  /** Gives the room back. */
  makeRoom(): void {
    rmSync(this.filler);
  }

  remove(): void {
    const top = resolve(this.path, "..");
    if (this.mounted) execFileSync("umount", ["--lazy", top]);
    rmSync(top, { recursive: true, force: true, maxRetries: 5 });
  }

  private get filler(): string {
    return join(this.home, "filler");
  }

  private invent(count: number): void {
    execFileSync("go", ["run", "./build/packages", "-n", String(count), this.path], { cwd: resolve(jurisdictions, ".."), stdio: "pipe" });
  }

  private commitAll(identity: boolean): void {
    const author = ["-c", "user.name=A. Author", "-c", "user.email=author@example.org"];
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("add", ".");
    this.git(...author, "commit", "--quiet", "--message=Kazakhstan");
    if (!identity) return;
    this.git("config", "user.name", "A. Author");
    this.git("config", "user.email", "author@example.org");
  }
}

/** Writes the same bytes to a file until the disk has no room for them. */
function fillWith(file: number, bytes: Uint8Array): void {
  try {
    while (writeSync(file, bytes) === bytes.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
