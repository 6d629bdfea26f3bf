import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as after } from "node:timers/promises";
import { freePort } from "./program";

/** The browser of WebKitGTK, which Debian installs with the library. */
const browser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** The keys of WebDriver that are no letters (W3C WebDriver, 17.4.2). */
const named: Record<string, string> = { Control: "\uE009", Shift: "\uE008", Enter: "\uE007", Escape: "\uE00C", Backspace: "\uE003", Home: "\uE011", End: "\uE010", F8: "\uE038" };

/** A page in real WebKitGTK, driven by WebKitWebDriver. */
export class WebKit {
  private constructor(
    private readonly driver: ChildProcess,
    private readonly session: string,
  ) {}

  static async open(address: string): Promise<WebKit> {
    const port = await freePort();
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], { detached: true, stdio: "ignore" });
    const base = `http://127.0.0.1:${port}`;
    await answers(base, driver);
    const wanted = { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } };
    const { sessionId } = await send<{ sessionId: string }>(`${base}/session`, { capabilities: { alwaysMatch: wanted } });
    const page = new WebKit(driver, `${base}/session/${sessionId}`);
    await send(`${page.session}/url`, { url: address });
    return page;
  }

  /** Runs the body of a function in the page. */
  evaluate<T>(body: string, ...args: unknown[]): Promise<T> {
    return send<T>(`${this.session}/execute/sync`, { script: body, args });
  }

  /** The text of what a selector finds in the page, joined. */
  text(selector: string): Promise<string> {
    return this.evaluate("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent).join(' ')", selector);
  }

  /** Presses a combination such as "Control+Shift+G". */
  async press(combination: string): Promise<void> {
    const values = combination.split("+").map((name) => named[name] ?? name.toLowerCase());
    const down = values.map((value) => ({ type: "keyDown", value }));
    const up = values.toReversed().map((value) => ({ type: "keyUp", value }));
    await this.keys([...down, ...up]);
  }

  async type(words: string): Promise<void> {
    await this.keys(Array.from(words).flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
  }

  async close(): Promise<void> {
    await fetch(this.session, { method: "DELETE" }).catch(() => undefined);
    process.kill(-this.driver.pid!, "SIGKILL");
    await once(this.driver, "close");
  }

  private async keys(actions: object[]): Promise<void> {
    await send(`${this.session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

async function answers(base: string, driver: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && driver.exitCode === null; tries++) {
    const answer = await fetch(`${base}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await after(50);
  }
  throw new Error("WebKitWebDriver does not answer. The Debian package webkit2gtk-driver brings it.");
}

async function send<T>(address: string, body: object): Promise<T> {
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`WebKitWebDriver: ${value.error}: ${value.message}`);
  return value;
}
