import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

const themes = ["light", "dark", "contrast"];

/**
 * What axe finds wrong with the page as it stands, with the elements
 * concerned: everything in the theme that it is in, and in the other themes
 * what is a matter of colours.
 */
export async function faults(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => document.documentElement.dataset.theme ?? "");
  const found = await broken(new AxeBuilder({ page }), shown);
  for (const theme of themes.filter((name) => name !== shown)) {
    await paint(page, theme);
    found.push(...(await broken(new AxeBuilder({ page }).withRules(["color-contrast"]), theme)));
  }
  await paint(page, shown);
  return found;
}

async function broken(axe: AxeBuilder, theme: string): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => `${theme}: ${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Puts the page into a theme as the settings do, without what else a choice there does. */
function paint(page: Page, theme: string): Promise<string> {
  return page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
}
