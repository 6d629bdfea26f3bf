import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
}

/**
 * A throwaway folder that holds a copy of the Kazakhstan package, with a home
 * folder of its own, so that nothing of the tester's settings is read or
 * written.
 */
export class Folder {
  readonly home: string;
  readonly path: string;
  constructor(start: Start = {}) {
    const top = mkdtempSync(join(tmpdir(), "atlas-desk-"));
    this.home = join(top, "home");
    this.path = join(top, "jurisdictions");
    mkdirSync(this.home);
    writeFileSync(join(top, "note.txt"), "a note");
    cpSync(join(jurisdictions, "kazakhstan"), join(this.path, "kazakhstan"), { recursive: true });
    if (start.invented) this.invent(start.invented);
    if (start.repository ?? true) this.commitAll(start.identity ?? true);
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

  /** Writes a file as another program would. */
  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  remove(): void {
    rmSync(resolve(this.path, ".."), { recursive: true, force: true, maxRetries: 5 });
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
