import { expect } from "vitest";
import { faults } from "./faults";
import { test } from "./window";

test.for(["light", "dark"] as const)("no fault where unsaved text is asked about, in %s colours", async (colorScheme, { open }) => {
  const desk = await open({}, { colorScheme });
  const { folder, window } = desk;
  const file = "kazakhstan/signals.md";
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.select(signals, "whole country", "across the ");
  await window.page.keyboard.type("entire country");
  folder.write(file, folder.read(file).replace("whole country", "country"));
  await window.message("signals.md changed on disk while you were editing.").waitFor();
  await window.page.keyboard.press("Control+s");
  const own = window.page.getByRole("radio", { name: "Write it anew" });
  await own.check();
  expect(await faults(window.page), "a conflict").toEqual([]);

  const next = await desk.restart();
  await next.window.page.getByRole("dialog", { name: "Unsaved text was recovered" }).waitFor();
  expect(await faults(next.window.page), "recovered text").toEqual([]);
});

test.for(["light", "dark"] as const)("no fault of accessibility in %s colours", async (colorScheme, { open }) => {
  const { window } = await open({}, { colorScheme });
  await window.openPackage("Kazakhstan");
  const signals = await window.openLayer("Signals");
  await window.openProblems();
  await window.select(signals, "7", "the 1");
  await window.warningAfter("9", "19");
  expect(await faults(window.page), "a layer with a finding").toEqual([]);

  await window.openLayer("Evidence");
  expect(await faults(window.page), "the evidence").toEqual([]);

  await window.page.keyboard.press("Control+Shift+G");
  await window.commitPanel.waitFor();
  expect(await faults(window.page), "the commit dialog").toEqual([]);
});
