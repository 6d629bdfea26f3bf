import { expect, test } from "vitest";
import { all, inWindow, settle, window_ } from "../../testing/window";

inWindow();

const status = () => all('footer[aria-label="Status"]')[0]!;

test("the status line says what is unusual about the repository, and why", async () => {
  const { backend } = await window_((made) => void Object.assign(made.git, { state: "merge under way", why: "Git is in the middle of a merge." }));
  expect(status().textContent).toContain("merge under way");
  expect(status().querySelector(".state")?.getAttribute("title")).toBe("Git is in the middle of a merge.");
  Object.assign(backend.git, { state: "", why: "" });
  backend.emit("changed");
  await settle(100);
  expect(status().querySelector(".state")).toBeNull();
  expect(status().textContent).toContain("main");
});
