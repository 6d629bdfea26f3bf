import { expect, test, vi } from "vitest";
import { Fault } from "./lib/backend";
import { all, button, click, dialog, inWindow, settle, window_ } from "./testing/window";

inWindow();

test("the menu tells what the program is, and gives it to copy", async () => {
  const written = vi.fn(async (_text: string) => {});
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: written } });
  const { backend } = await window_();
  for (const chosen of backend.commands) chosen("help.about");
  await settle();
  expect(all("dialog dd").map((one) => one.textContent)).toEqual(["devel", "0123456789ab", "go linux/amd64", expect.stringContaining("MIT")]);
  await click("Copy diagnostics");
  await settle();
  expect(written).toHaveBeenCalledWith(expect.stringMatching(/^Atlas Desk devel \(go linux\/amd64\)\nCommit: 0123456789ab\n[^]*Settings: \/c\/settings.json$/));
  expect(button("Copied")).toBeTruthy();
  Reflect.deleteProperty(navigator, "clipboard");
});

test("the licences of others are shown, or where they would be", async () => {
  const { desk, backend } = await window_();
  desk.dialog = { kind: "about" };
  await settle();
  await click("Licences of others");
  await settle();
  expect(dialog()?.querySelector("pre")?.textContent).toBe("Nodes 1.0\n\nMIT");
  await click("About Atlas Desk");
  backend.settings.Licences.mockRejectedValueOnce(new Fault("", "none beside this program"));
  await click("Licences of others");
  await settle();
  expect(all("[role=alert]").map((one) => one.textContent?.trim())).toEqual(["None beside this program."]);
});
