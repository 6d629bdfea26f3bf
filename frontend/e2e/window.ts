import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";
import { test as base, type TestContext } from "vitest";
import { Folder, type Start } from "./folder";
import { Program } from "./program";

const failures = resolve(import.meta.dirname, "../../build/bin/failed");

/** The program's page in a browser, with the words that a person would use. */
export class Window {
  readonly errors: string[] = [];
  readonly packages: Locator;
  readonly grid: Locator;
  readonly evidence: Locator;
  readonly problems: Locator;
  readonly commitPanel: Locator;

  constructor(readonly page: Page) {
    this.packages = page.getByRole("listbox", { name: "Packages" });
    this.grid = page.getByRole("grid", { name: "Packages" });
    this.evidence = page.getByRole("textbox", { name: "Evidence, read only" });
    this.problems = page.getByRole("region", { name: "Problems" });
    this.commitPanel = page.getByRole("dialog", { name: "Commit" });
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(`${message.text()} ${message.location().url}`);
    });
  }

  /** Errors of the page, without those that Wails' own development page makes. */
  get ownErrors(): string[] {
    return this.errors.filter((error) => !/reading '(nodes|EventsNotify)'|favicon\.ico/.test(error));
  }

  editor(title: string): Locator {
    return this.page.getByRole("textbox", { name: title, exact: true });
  }

  tab(title: string): Locator {
    return this.page.getByRole("tab", { name: title });
  }

  async openPackage(name: string): Promise<void> {
    await this.packages.getByRole("option", { name }).click();
  }

  async openLayer(title: string): Promise<Locator> {
    await this.tab(title).click();
    const editor = this.editor(title);
    await editor.waitFor();
    return editor;
  }

  async openProblems(): Promise<void> {
    await this.page.keyboard.press("Control+Shift+M");
    await this.problems.waitFor();
  }

  /** Whether the tab of a layer says that its text is not on the disk. */
  async unsaved(title: string): Promise<boolean> {
    return /unsaved/i.test(await this.tab(title).ariaSnapshot());
  }

  /** The text of the evidence that is lit and in view. */
  async lit(): Promise<string> {
    return this.evidence.evaluate((evidence) => {
      const frame = evidence.closest(".cm-scroller")!.getBoundingClientRect();
      const inView = (element: Element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top < frame.bottom && bottom > frame.top;
      };
      return [...evidence.querySelectorAll(".cm-lit")].filter(inView).map((element) => element.textContent).join("");
    });
  }

  /** Commits what the open dialog lists. */
  async commit(message: string): Promise<void> {
    await this.commitPanel.getByRole("textbox", { name: "Message" }).fill(message);
    await this.commitPanel.getByRole("button", { name: /^Commit/ }).click();
  }

  /** The text of the line that the caret stands in. */
  lineOfCaret(editor: Locator): Promise<string> {
    return editor.evaluate(() => getSelection()?.focusNode?.parentElement?.closest(".cm-line")?.textContent ?? "");
  }

  /** A message of the window about the layer that is open. */
  message(words: string): Locator {
    return this.page.getByRole("status").filter({ hasText: words });
  }

  /** Selects words that stand after others in an editor, with the mouse, scrolling to them first. */
  async select(editor: Locator, words: string, after = ""): Promise<void> {
    const { from, to } = await this.bring(editor, words, after);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 3 });
    await this.page.mouse.up();
    await this.page.mouse.move(0, 0); // a pointer that rests on the text opens a card over what comes next
  }

  /**
   * Presses a key and returns the milliseconds until the screen shows a
   * warning about the figure, as squiggle and as problem.
   */
  async warningAfter(key: string, figure: string): Promise<number> {
    const shown = await this.page.evaluateHandle(watchFor, figure);
    await this.page.keyboard.press(key);
    return shown.evaluate(({ delay }) => delay);
  }

  /** Scrolls an editor by the mouse wheel until the words are in view; returns where they stand. */
  async bring(editor: Locator, words: string, after = ""): Promise<Place> {
    const frame = (await this.page.locator(".cm-scroller", { has: editor }).boundingBox())!;
    await this.page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2);
    for (const step of [0, -100_000, ...Array<number>(40).fill(150)]) {
      await this.page.mouse.wheel(0, step);
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
      const place = await editor.evaluate(placeOf, { words, after });
      if (place) return place;
    }
    throw new Error(`"${after}${words}" was not found in the editor.`);
  }
}

interface Point {
  x: number;
  y: number;
}

interface Place {
  from: Point;
  to: Point;
}

/** Where words stand on the screen; runs in the page. */
function placeOf(editor: Element, { words, after }: { words: string; after: string }): Place | null {
  const frame = (editor.closest(".cm-scroller") ?? editor).getBoundingClientRect();
  for (const line of editor.querySelectorAll(".cm-line")) {
    const context = line.textContent.indexOf(after + words);
    if (context < 0) continue;
    const at = context + after.length;
    const range = document.createRange();
    range.setStart(...pointAt(line, at));
    range.setEnd(...pointAt(line, at + words.length));
    const first = range.getClientRects().item(0)!;
    const last = [...range.getClientRects()].at(-1)!;
    if (first.top < frame.top || last.bottom > frame.bottom) return null;
    return {
      from: { x: first.left, y: (first.top + first.bottom) / 2 },
      to: { x: last.right, y: (last.top + last.bottom) / 2 },
    };
  }
  return null;

  function pointAt(line: Element, offset: number): [Node, number] {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let text = texts.nextNode()!;
    for (; offset > text.nodeValue!.length; text = texts.nextNode()!) offset -= text.nodeValue!.length;
    return [text, offset];
  }
}

/** Begins to watch for a warning about a figure; runs in the page. */
function watchFor(figure: string): { delay: Promise<number> } {
  let pressed = 0;
  addEventListener("keydown", () => (pressed = performance.now()), { capture: true, once: true });
  const has = (selector: string) =>
    [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(figure));
  const delay = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!has(".cm-lintRange") || !has("[data-region=problems]")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return { delay };
}

/** What a journey needs: a folder, and the window on it. */
export interface Desk {
  folder: Folder;
  window: Window;
  /** Kills the program, as a crash would, and starts it again on the same folder or another path. */
  restart: (start?: Pick<Start, "path">) => Promise<Desk>;
}

interface Fixtures {
  browser: Browser;
  /** Starts the program on a new folder and shows its page. */
  open: (start?: Start, browser?: BrowserContextOptions) => Promise<Desk>;
}

export const test = base.extend<Fixtures>({
  browser: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
      });
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],

  open: async ({ browser, task }, use) => {
    const cleanups: (() => Promise<void>)[] = [];
    const run = async (folder: Folder, path?: string | null, options?: BrowserContextOptions): Promise<Desk> => {
      const program = await Program.start(folder, path);
      cleanups.push(() => program.stop());
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      cleanups.push(() => context.close());
      const window = new Window(await context.newPage());
      cleanups.push(() => conclude(task, window, program));
      await window.page.goto(program.address);
      const restart = async (start?: Pick<Start, "path">) => {
        await program.stop();
        await context.close();
        return run(folder, start?.path, options);
      };
      return { folder, window, restart };
    };
    await use((start, options) => {
      const folder = new Folder(start);
      cleanups.push(async () => folder.remove());
      return run(folder, start?.path, options);
    });
    for (const cleanup of cleanups.reverse()) await cleanup();
  },
});

/** Fails a test whose page had errors; of a failed one keeps what helps to see why. */
async function conclude(task: TestContext["task"], window: Window, program: Program): Promise<void> {
  if (window.page.isClosed()) return;
  const errors = window.ownErrors;
  if (!task.result?.errors?.length && !errors.length) return;
  mkdirSync(failures, { recursive: true });
  const picture = resolve(failures, `${task.name.replace(/\W+/g, "-")}.png`);
  await window.page.screenshot({ path: picture });
  console.error(`It looked like this: ${picture}\nThe program printed:\n${program.output}`);
  if (errors.length) throw new Error(`The page had errors:\n${errors.join("\n")}`);
}
