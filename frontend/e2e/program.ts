import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import type { Folder } from "./folder";

const binary = resolve(import.meta.dirname, "../../build/bin/atlas-desk-dev");
const page = resolve(import.meta.dirname, "../dist");

/** The program on a folder, serving its page on an address. */
export class Program {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcess,
    private readonly printed: string[],
  ) {}

  /** Starts the program and waits until its page answers. */
  static async start(folder: Folder, path: string | null = ""): Promise<Program> {
    if (!existsSync(binary)) throw new Error(`${binary} is missing: build/test makes it.`);
    const host = `127.0.0.1:${await freePort()}`;
    const child = spawn(binary, path === null ? [] : [resolve(folder.path, path)], {
      env: { ...folder.environment, assetdir: page, devserver: host, loglevel: "Info" },
      detached: true, // a process group of its own, so that the webview's processes end with it
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed: string[] = [];
    child.stdout.on("data", (bytes) => printed.push(String(bytes)));
    child.stderr.on("data", (bytes) => printed.push(String(bytes)));
    const program = new Program(`http://${host}/`, child, printed);
    await program.answers();
    return program;
  }

  /** What the program has printed so far. */
  get output(): string {
    return this.printed.join("");
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    process.kill(-this.child.pid!, "SIGKILL");
    await once(this.child, "close");
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async answers(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline && !this.ended) {
      const answer = await fetch(this.address).catch(() => undefined);
      if (answer?.ok) return;
      await after(50);
    }
    await this.stop();
    throw new Error(`The program did not serve its page. It printed:\n${this.output}`);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
