import { expect, test } from "vitest";
import { all, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

const ctrl = { ctrlKey: true };
const control = (label: string) => document.querySelector<HTMLElement>(`[aria-label="${label}"]`)!;
const rows = () => all(".setting .title").map((one) => one.textContent);

async function open() {
  await press(",", ctrl);
  await settle();
  await settle();
}

async function seek(words: string) {
  const input = control("Search the settings") as HTMLInputElement;
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

test("are searched, and what is chosen is written and can be reset", async () => {
  const { desk, backend } = await window_();
  await open();
  await seek("theme");
  expect(rows()).toEqual(["Theme"]);
  const select = document.querySelector("select")!;
  select.value = "light";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await settle(500);
  expect(desk.preferences.theme).toBe("light");
  expect(backend.settings.Write).toHaveBeenLastCalledWith(expect.objectContaining({ theme: "light" }));
  control("Reset Theme").click();
  await settle();
  expect(desk.preferences.theme).toBe("system");
}, 20_000); // the first to draw them all

test("a rule takes another severity in the workspace, and gives it back", async () => {
  const { backend } = await window_();
  await open();
  await seek("untraced-name");
  const select = document.querySelector("select")!;
  select.value = "off";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await settle();
  expect(backend.checks.SetSeverity).toHaveBeenLastCalledWith("trace/untraced-name", "off");
  control("Reset trace/untraced-name").click();
  await settle();
  expect(backend.checks.SetSeverity).toHaveBeenLastCalledWith("trace/untraced-name", "");
});

test("a command takes keys of the person, which count at once; a clash is told", async () => {
  const { desk, backend } = await window_();
  await open();
  await seek("keyboard help");
  control("Add keys for Keyboard help").click();
  await settle();
  await press("Control", ctrl);
  await press("k", {});
  expect(all("[role=alert]").map((one) => one.textContent)).toEqual([expect.stringContaining("alone are for typing")]);
  await press("s", ctrl);
  await settle();
  expect(backend.person.ownKeys.get("help.keys")).toEqual(["F1", "Mod+S"]);
  expect(all(".word").map((one) => one.textContent)).toEqual([expect.stringContaining("Ctrl+S also means “Save”")]);
  await press("s", ctrl);
  expect(desk.dialog).toEqual({ kind: "help" });
  desk.dialog = null;
  await settle();
  control("Reset Keyboard help").click();
  await settle();
  expect(backend.person.ownKeys.size).toBe(0);
});

test("trust is withdrawn", async () => {
  const { backend } = await window_((backend) => (backend.person.trusted = [{ folder: "/w", repository: "/w/.git" }]));
  await open();
  control("Withdraw trust in /w").click();
  await settle();
  expect(backend.settings.Withdraw).toHaveBeenCalled();
  expect(document.querySelector('[aria-label="Withdraw trust in /w"]')).toBeNull();
});

test("what changed in the file shows", async () => {
  const { desk, backend } = await window_();
  backend.person.look = { ...backend.person.look, zoom: 150 };
  backend.person.ownKeys.set("help.keys", ["F2"]);
  backend.emit("settings");
  await settle();
  expect(desk.preferences.zoom).toBe(150);
  await press("F2");
  expect(desk.dialog).toEqual({ kind: "help" });
});

test("who commits is not taken back while it is typed and the folder is looked at again", async () => {
  const { backend } = await window_();
  await open();
  const input = document.querySelector<HTMLInputElement>("[placeholder='Name']")!;
  input.value = "Ruritania Desk";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  backend.seq++;
  backend.emit("changed");
  await settle(500);
  await settle();
  expect(input.value).toBe("Ruritania Desk");
});

test("what is wrong in the file is named until it is mended, or read", async () => {
  const { backend } = await window_((backend) => (backend.person.fault = "In your settings, “keys › text.save” is 7."));
  expect(document.body.textContent).toContain("“keys › text.save” is 7.");
  backend.person.fault = "";
  backend.emit("settings");
  await settle();
  expect(document.body.textContent).not.toContain("“keys › text.save” is 7.");
});

test("a key that was given to two commands is named, and the row of each says which counts", async () => {
  const { desk } = await window_((backend) => (backend.person.ownKeys = new Map([["help.keys", ["F11"]], ["text.save", ["F11"]]])));
  const bar = "F11 is given to both “Save” and “Keyboard help”; it does the first where both can be done.";
  expect(document.body.textContent).toContain(bar);
  await open();
  const words = async (of: string) => (await seek(of), all(".word").map((one) => one.textContent.trim()));
  expect(await words("keyboard help")).toEqual(["F11 also means “Save”. The other counts."]);
  expect(desk.dialog).toBeNull();
  all(".bar button").at(-1)?.click();
  await settle();
  expect(document.body.textContent).not.toContain(bar);
});
