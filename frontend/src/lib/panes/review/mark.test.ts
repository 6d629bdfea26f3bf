import { expect, test } from "vitest";
import { markWords } from "./mark";

const nobody = { state: "", by: "", at: "", approved: 0 };

test.each([
  [{ state: "approved", by: "Ada" }, "approved by Ada"],
  [{ state: "flagged", by: "Ada" }, "flagged by Ada"],
  [{ state: "changed", by: "Ada" }, "changed since Ada signed it"],
  [{ state: "evidence", by: "Ada" }, "evidence changed since Ada signed it"],
  [{ approved: 3 }, "3 approved"],
  [{}, ""],
])("%j reads %s", (mark, words) => expect(markWords({ ...nobody, ...mark })).toBe(words));
