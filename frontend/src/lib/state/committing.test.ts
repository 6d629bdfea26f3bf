import { describe, expect, test, vi } from "vitest";
import { FakeBackend } from "../../testing/backend";
import { finding, layerChange } from "../../testing/values";
import type { CommitPlan } from "../backend";
import { Fault } from "../backend";
import { Committing } from "./committing.svelte";

const layer = layerChange();
const ready: Partial<CommitPlan> = { layers: [layer], entry: "generated", message: "Signals: change" };

async function committing(plan: Partial<CommitPlan> = {}) {
  const backend = new FakeBackend();
  backend.plan = { ...ready, ...plan };
  const made = new Committing("p", backend.commits);
  await made.refresh();
  return { backend, made, calls: backend.commits };
}

describe("what stands in the way", () => {
  test.each<[string, Partial<CommitPlan>, RegExp]>([
    ["no repository", { repository: false }, /no git repository/],
    ["no change", { layers: [] }, /Nothing has changed/],
    ["what git is in the middle of", { obstacle: "Git is in the middle of a merge." }, /above it says why/],
    ["no author", { author: { name: "", email: "" } }, /who commits/],
    ["no message", { message: " " }, /needs a message/],
    ["errors without a reason", { blocking: [finding(0, 1)] }, /give a reason/],
    ["nothing", {}, /^$/],
  ])("%s", async (_case, plan, obstacle) => {
    expect((await committing(plan)).made.obstacle).toMatch(obstacle);
  });

  test("a commit is not even tried", async () => {
    const { made, calls } = await committing({ blocking: [finding(0, 1)] });
    expect(await made.commit()).toBeUndefined();
    expect(calls.Commit).not.toHaveBeenCalled();
  });
});

test("nothing is committed while the entry is still that of another choice", async () => {
  const both = [layer, layerChange({ layer: "profile" })];
  const { made, backend, calls } = await committing({ layers: both });
  backend.plan.layers = both.map((change) => ({ ...change, leftOut: change.layer === "profile" }));
  const chosen = made.leaveOut("profile", true);
  expect(made.obstacle).toMatch(/being written/);
  expect(await made.commit()).toBeUndefined();
  await chosen;
  expect(made.obstacle).toBe("");
  await made.commit();
  expect(calls.Commit).toHaveBeenCalledTimes(1);
  expect(calls.Commit).toHaveBeenCalledWith(expect.objectContaining({ without: ["profile"] }));
});

test("commits what the author decided, of the plan that was shown", async () => {
  const { made, calls } = await committing({ blocking: [finding(0, 1)] });
  made.reason = " The source is being corrected. ";
  made.entry = "my words";
  expect(await made.commit()).toMatchObject({ short: "4f2a19c" });
  expect(calls.Commit).toHaveBeenCalledWith({
    package: "p",
    message: "Signals: change",
    entry: "my words",
    override: "The source is being corrected.",
    without: [],
    noWaivers: false,
    noReviews: false,
    plan: "print",
  });
});

test("a reason that no error asks for is not sent", async () => {
  const { made, calls } = await committing();
  made.reason = "left over";
  await made.commit();
  expect(calls.Commit).toHaveBeenCalledWith(expect.objectContaining({ override: "" }));
});

test("a refusal stays in sight, beside the plan as it is now", async () => {
  const { backend, made, calls } = await committing();
  calls.Commit.mockRejectedValueOnce(new Fault("stale", "commit: the files have changed"));
  backend.plan = { ...ready, fingerprint: "newer" };
  expect(await made.commit()).toBeUndefined();
  expect([made.fault?.code, made.plan?.fingerprint]).toEqual(["stale", "newer"]);
});

test("the plan after a refusal does not take the place of that of a later choice", async () => {
  const { backend, made, calls } = await committing({ layers: [layer] });
  const before = made.plan!;
  calls.Commit.mockRejectedValueOnce(new Fault("stale", "commit: the files have changed"));
  let answer = () => {};
  calls.Plan.mockReturnValueOnce(new Promise((resolve) => (answer = () => resolve(before))));
  const refused = made.commit();
  await vi.waitFor(() => expect(calls.Plan).toHaveBeenCalledTimes(2));
  backend.plan.layers = [{ ...layer, leftOut: true }];
  await made.leaveOut(layer.layer, true);
  answer();
  await refused;
  expect(made.obstacle).toBe("Nothing is chosen.");
});

test("a refusal gives way to a plan that says what is in the way, and is gone with that", async () => {
  const { backend, made, calls } = await committing();
  calls.Commit.mockRejectedValueOnce(new Fault("refused", "commit: git is in the middle of a merge"));
  backend.plan = { ...ready, obstacle: "Git is in the middle of a merge." };
  await made.commit();
  expect(made.fault).toBeNull();
  backend.plan = ready;
  await made.refresh();
  expect([made.fault, made.obstacle]).toEqual([null, ""]);
});

test("waivers that are left out are no part of what the plan is asked for", async () => {
  const { made, calls } = await committing({ waivers: ".atlas-desk/waivers.yaml" });
  await made.leaveWaivers(true);
  expect(calls.Plan).toHaveBeenLastCalledWith(expect.objectContaining({ noWaivers: true, noReviews: false }));
});

test("why there was no plan is told until there is one again, and hides no refusal", async () => {
  const { made, calls } = await committing();
  calls.Plan.mockRejectedValueOnce(new Fault("io", "plan: a layer cannot be read"));
  await made.refresh();
  expect(made.fault?.code).toBe("io");
  expect(made.obstacle).toMatch(/cannot be told now/);
  await made.refresh();
  expect(made.fault).toBeNull();
  calls.Commit.mockRejectedValueOnce(new Fault("stale", "commit: the files have changed"));
  await made.commit();
  await made.refresh();
  expect(made.fault?.code).toBe("stale");
});

describe("when the files change while the author writes", () => {
  test("what is untouched follows", async () => {
    const { backend, made } = await committing();
    backend.plan = { ...ready, entry: "generated anew", message: "Signals: more" };
    await made.refresh();
    expect([made.entry, made.message, made.edited]).toEqual(["generated anew", "Signals: more", false]);
  });

  test("what the author wrote stays, and the new entry is offered", async () => {
    const { backend, made } = await committing();
    made.entry = "my words";
    made.message = "my message";
    expect(made.generatedAgain).toBe(false);
    backend.plan = { ...ready, entry: "generated anew", message: "Signals: more" };
    await made.refresh();
    expect([made.entry, made.message, made.generatedAgain]).toEqual(["my words", "my message", true]);
    made.regenerate();
    expect([made.entry, made.edited, made.generatedAgain]).toEqual(["generated anew", false, false]);
  });
});

test("a new repository or author leads to a new plan; a failure does not", async () => {
  const { made, calls } = await committing({ repository: false });
  await made.makeRepository();
  await made.setAuthor({ name: "Author", email: "author@example.org" });
  expect(calls.Plan).toHaveBeenCalledTimes(3);
  calls.InitRepository.mockRejectedValueOnce(new Fault("disk", "init: denied"));
  await made.makeRepository();
  expect(calls.Plan).toHaveBeenCalledTimes(3);
  expect(made.fault?.code).toBe("disk");
});

test("reviews alone can be committed, unless they are left out", async () => {
  const { made } = await committing({ layers: [], reviews: ".atlas-desk/reviews/ruritania", entry: "", message: "Ruritania: reviews" });
  expect(made.obstacle).toBe("");
  made.noReviews = true;
  expect(made.obstacle).toBe("Nothing is chosen.");
});

test("waivers alone can be committed, unless they are left out", async () => {
  const { made } = await committing({ layers: [], waivers: ".atlas-desk/waivers.yaml", entry: "", message: "Ruritania: waivers" });
  expect(made.obstacle).toBe("");
  made.noWaivers = true;
  expect(made.obstacle).toBe("Nothing is chosen.");
});
