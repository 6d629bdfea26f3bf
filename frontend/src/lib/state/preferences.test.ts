import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { Preferences } from "./preferences.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function preferences(stored = {}) {
  const { settings } = new FakeBackend();
  settings.Read.mockResolvedValue({ theme: "dark", zoom: 100, evidence: 42, sidebar: 18, problems: 28, follow: true, inline: false, beside: {}, packages: { sort: "name", reversed: true, state: "errors" }, text: 15, line: 48, motion: "system", spelling: true, ...stored });
  const made = new Preferences(settings, (write) => write());
  await made.load();
  return { settings, made };
}

test.each([
  [{ theme: "mauve" }, { theme: "system" }],
  [{ zoom: 500 }, { zoom: 200 }],
  [{ zoom: 0 }, { zoom: 100 }],
  [{ evidence: 99 }, { evidence: 75 }],
  [{ sidebar: 3, problems: 0 }, { sidebar: 12, problems: 28 }],
  [{ follow: false }, { follow: false }],
  [{}, { packages: { sort: "name", reversed: true, state: "errors" } }],
  [{ packages: { sort: "luck", reversed: false, state: "odd" } }, { packages: { sort: "attention", reversed: false, state: "all" } }],
])("%j is read as %j", async (stored, expected) => {
  expect((await preferences(stored)).made).toMatchObject(expected);
});

test("zoom goes by steps between its bounds, and back", async () => {
  const { made } = await preferences({ zoom: 190 });
  made.zoomBy(1);
  made.zoomBy(1);
  expect(made.zoom).toBe(200);
  made.zoomBy(-1);
  expect(made.zoom).toBe(190);
  made.zoomBy(0);
  expect(made.zoom).toBe(100);
});

test("many changes are written once", async () => {
  const { made, settings } = await preferences();
  made.setTheme("light");
  made.setFollow(false);
  made.setSize("evidence", 30.04);
  made.setSize("sidebar", 25);
  made.setSize("problems", 40);
  made.setBeside("p", "signals");
  await vi.advanceTimersByTimeAsync(300);
  expect(settings.Write).toHaveBeenCalledExactlyOnceWith({
    theme: "light",
    zoom: 100,
    evidence: 30,
    sidebar: 25,
    problems: 40,
    follow: false,
    inline: false,
    beside: { p: "signals" },
    packages: { sort: "name", reversed: true, state: "errors" },
    text: 15,
    line: 48,
    motion: "system",
    spelling: true,
  });
});

test("what is chosen while the file is read stays, and is what is written", async () => {
  const { made, settings } = await preferences();
  const loading = made.load();
  made.setTheme("light");
  await loading;
  expect(made.theme).toBe("light");
  await vi.advanceTimersByTimeAsync(300);
  expect(settings.Write).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ theme: "light" }));
});

test("loading writes nothing, nor does a pane that kept its width", async () => {
  const { made, settings } = await preferences();
  made.setSize("evidence", 42);
  await vi.advanceTimersByTimeAsync(3000);
  expect(settings.Write).not.toHaveBeenCalled();
});
