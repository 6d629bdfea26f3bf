// Makes the pictures of the program's icon from the two drawings beside this
// file, in the browser that the journeys use:
//
//   node build/icon/make.mjs
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;
const { chromium } = createRequire(join(here, "../../frontend/package.json"))("playwright-core");

/** Which drawing is used up to which size, in pixels. */
const drawings = [
  { file: "atlas-desk-small.svg", upTo: 32 },
  { file: "atlas-desk.svg", upTo: Infinity },
];
const sizes = [16, 24, 32, 48, 64, 128, 256, 512];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();

async function draw(size, path) {
  const { file } = drawings.find(({ upTo }) => size <= upTo);
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${readFileSync(join(here, file), "utf8")}`);
  await page.screenshot({ path, omitBackground: true });
}

for (const size of sizes) await draw(size, join(here, `${size}.png`));
await draw(1024, join(here, "../appicon.png")); // where Wails looks for it
await browser.close();
