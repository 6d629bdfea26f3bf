import { expect, test } from "vitest";
import { all, inWindow, press, settle, window_ } from "./testing/window";

inWindow();

test("scratch", async () => {
  const { desk } = await window_((backend) => {
    backend.preview.page = { html: '<h1 id="heading-1">T</h1><p><span class="statement" data-place="0">One.</span></p>', style: "", places: [{ layer: "signals", id: "1", from: 0, to: 4 }], outline: [{ level: 1, text: "T", id: "heading-1" }] };
  });
  await press("F9");
  await settle(100);
  expect(all(".statement")).toHaveLength(1);
  await desk.preview.show("");
  await settle(100);
  expect(all(".statement")).toHaveLength(1);
});
