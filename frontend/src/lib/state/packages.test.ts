import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { finding, noCounts, row } from "../../testing/values";
import { Packages } from "./packages.svelte";
import { Preferences } from "./preferences.svelte";
import { Workspace } from "./workspace.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const unchecked = { checked: false, layers: [] };
const faulty = { counts: { ...noCounts, errors: 1 } };

/** A list sorted by what needs attention, of packages that are still being checked. */
async function list(ids = ["a", "b", "c"]) {
  const backend = new FakeBackend();
  const workspace = new Workspace(backend.workspaces);
  const packages = new Packages(workspace, new Preferences(backend.settings, (write) => write()), backend.documents.Findings);
  const show = async (rows: ReturnType<typeof row>[]) => {
    Object.assign(backend, { seq: backend.seq + 1, rows });
    await workspace.refresh();
    packages.follow();
  };
  await show(ids.map((id) => row(id, unchecked)));
  return { backend, packages, show, order: () => packages.rows.map(({ id }) => id).join("") };
}

test("rows keep their places while they are checked, and are sorted when that ends", async () => {
  const { packages, show, order } = await list();
  await show([row("a"), row("b", faulty), row("c", unchecked)]);
  expect(order()).toBe("abc");
  expect(packages.outOfDate).toBe(true);
  expect(packages.rows[1]?.counts.errors).toBe(1);
  await show([row("a"), row("b", faulty), row("c")]);
  expect(order()).toBe("bac");
  expect(packages.outOfDate).toBe(false);
});

test("rows stay where they are while somebody is at the list, until that person sorts", async () => {
  const { packages, show, order } = await list();
  packages.busy = true;
  await show([row("a"), row("b", faulty), row("c")]);
  expect(order()).toBe("abc");
  packages.settle();
  expect(order()).toBe("bac");
});

test("a package that comes stands at the end, and one that goes leaves no gap", async () => {
  const { packages, show, order } = await list();
  packages.busy = true;
  await show([row("b"), row("c"), row("0", faulty)]);
  expect(order()).toBe("bc0");
});

test("what is chosen stays chosen while the order changes", async () => {
  const { packages } = await list();
  packages.selected = "c";
  packages.sortBy("name");
  packages.sortBy("name");
  expect(packages.at).toBe(0);
  expect(packages.row?.id).toBe("c");
  packages.setFilter("b");
  expect(packages.row?.id).toBe("b");
  packages.clear();
  expect(packages.row?.id).toBe("c");
});

test("the folder is told where a name does not tell packages apart", async () => {
  const { packages, show } = await list();
  const rows = [row("a", { name: "Zenda" }), row("b", { name: "Zenda" }), row("c"), row("islands/d")];
  await show(rows);
  expect(rows.map((one) => packages.folder(one))).toEqual(["a", "b", "", "islands/d"]);
});

test("the next step is looked up soon after a package is chosen, and again when it has changed", async () => {
  const { backend, packages, show } = await list();
  backend.documents.Findings.mockResolvedValue([finding(0, 1, { message: "One" })]);
  await show([row("a", faulty)]);
  packages.look();
  expect(packages.next?.text).toBe("1 error");
  await vi.advanceTimersByTimeAsync(400);
  expect(packages.next?.text).toBe("One");
  packages.look();
  backend.documents.Findings.mockResolvedValue([finding(0, 1, { message: "Two" })]);
  await show([row("a", faulty)]);
  packages.look();
  expect(packages.next?.text).toBe("One");
  await vi.advanceTimersByTimeAsync(400);
  expect(packages.next?.text).toBe("Two");
  expect(backend.documents.Findings).toHaveBeenCalledTimes(2);
});
