import type { Page } from "playwright-core";
import { type Desk, test } from "./window";

const count = Number(process.env.ACTS ?? 300);
const first = Number(process.env.SEED ?? 1);

const keys = (
  "F1 F2 F3 F4 F5 F6 F7 F8 F9 Shift+F4 Shift+F6 Shift+F7 Shift+F8 Shift+F10 Escape Enter Space Tab Shift+Tab Backspace Delete Home End PageUp PageDown " +
  "ArrowUp ArrowDown ArrowLeft ArrowRight Shift+ArrowDown Alt+ArrowLeft Alt+ArrowRight Control+Home Control+End Control+Enter Control+Shift+Enter Control+Tab " +
  "Control+. Control+a Control+c Control+e Control+f Control+h Control+j Control+l Control+p Control+s Control+y Control+z Control+= Control+- Control+0 Control+1 " +
  "Control+2 Control+3 Control+4 Control+Shift+A Control+Shift+B Control+Shift+D Control+Shift+F Control+Shift+G Control+Shift+H Control+Shift+I Control+Shift+J " +
  "Control+Shift+M Control+Shift+O Control+Shift+P Control+Shift+R Control+Shift+S Control+Shift+T Control+Shift+X a c d f j k n s u w z"
).split(" ");
const words = ["data centers ", "19", "Kazakhtelecom ", "a leading country ", "review", "\n"];
const controls = "button:enabled, select, input, summary, .cm-line, [role=tab], [role=option], [role=treeitem], [role=menuitem], [role=gridcell]";
/** What opens a dialog of the system, which nobody here can answer, or leaves the folder. */
const outside = /folder|import|export|sample|save as|csv|quit|leave|show in|log file|settings file/i;
const sizes = [[1280, 800], [1600, 1000], [800, 600], [700, 900]] as const;
const layers = ["evidence", "signals", "profile", "change-log"].map((name) => `kazakhstan/${name}.md`);

/** Numbers from 0 to 1 that a seed decides: what was found once is found again (Numerical Recipes, 3rd ed., section 7.1). */
function numbers(seed: number): () => number {
  return () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32;
}

test(`random acts from seed ${first}`, async ({ open }) => {
  const number = numbers(first);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(number() * all.length)]!;
  const desk = await open({ invented: 3 });
  const { page } = desk.window;
  await page.getByText("Kazakhstan").first().waitFor();

  const acts: [share: number, act: () => Promise<string>][] = [
    [50, async () => press(page, pick(keys))],
    [10, async () => page.keyboard.type(pick(words)).then(() => "type")],
    [32, async () => click(page, number)],
    [4, async () => edit(desk, pick(layers))],
    [3, async () => page.setViewportSize(sized(pick(sizes))).then(() => "resize")],
    [1, async () => page.waitForTimeout(1000).then(() => "rest")],
  ];
  const done: string[] = [];
  let lost = false;
  for (let i = 0; i < count; i++) {
    let share = number() * 100;
    const [, act] = acts.find(([part]) => (share -= part) < 0)!;
    done.push(await act());
    const wrong = await whatIsWrong(desk, done.at(-1)!, lost);
    if (wrong) throw new Error(`${wrong}, after ${i + 1} acts:\n${done.slice(-12).join("\n")}`);
    lost = await isLost(page);
  }
});

const sized = ([width, height]: readonly [number, number]) => ({ width, height });

async function press(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  return key;
}

async function click(page: Page, number: () => number): Promise<string> {
  const all = page.locator(controls).and(page.locator(":visible"));
  const one = all.nth(Math.floor(number() * (await all.count())));
  const name = await one.evaluate((element) => `${element.ariaLabel ?? ""} ${element.getAttribute("title") ?? ""} ${element.textContent}`.trim(), null, { timeout: 500 }).catch(() => "");
  if (!name || outside.test(name)) return "nothing";
  const reached = await one.click({ timeout: 500 }).then(() => true, () => false); // something may stand over it
  return reached ? `click ${name.slice(0, 80)}` : "nothing";
}

/** Somebody else edits a layer. */
async function edit({ folder }: Desk, file: string): Promise<string> {
  folder.write(file, `${folder.read(file)}\n- The 19 data centers signal it.\n`);
  return `edit ${file}`;
}

const isLost = (page: Page) => page.evaluate(() => document.activeElement === document.body);

/** What must not be, whatever a person does; `lost` says that nothing had the focus before. */
async function whatIsWrong({ window }: Desk, act: string, lost: boolean): Promise<string> {
  const { page } = window;
  await page.waitForTimeout(50);
  if (window.ownErrors.length) return `the page had the error ${window.ownErrors.join("; ")}`;
  if (!(await page.evaluate(() => document.body.innerText.trim()))) return "the page is empty";
  if (lost || /Tab|F6/.test(act)) return ""; // the last Tab leads out of the page
  for (let waited = 0; await isLost(page); waited += 100) {
    if (waited > 3000) return "nothing has the focus";
    await page.waitForTimeout(100);
  }
  return "";
}
