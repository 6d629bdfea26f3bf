import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

const pictures = process.env.ATLAS_PICTURES;

test.for(["light", "dark", "contrast"] as const)("the program says what it is, in %s colours", async (theme, { open }) => {
  const { window } = await open({}, theme === "contrast" ? { contrast: "more" } : { colorScheme: theme });
  const { page } = window;
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("about atlas");
  await page.keyboard.press("Enter");
  const about = page.getByRole("dialog", { name: "About Atlas Desk" });
  await about.getByText(/^go1\./).waitFor();
  expect(await faults(page), "about").toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/about-${theme}.png` });
  await about.getByRole("button", { name: "Licences of others" }).press("Enter");
  const licences = page.getByRole("dialog", { name: "Licences of others" });
  await licences.getByText(/^The licences come with a release/).waitFor(); // this is none
  expect(await faults(page), "the licences").toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/licences-${theme}.png` });
  await page.keyboard.press("Escape");
  await licences.waitFor({ state: "detached" });
});
