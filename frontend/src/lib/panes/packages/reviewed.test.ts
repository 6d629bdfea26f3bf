import { expect, test } from "vitest";
import { reviewed } from "./reviewed";

test.each([
  ["nobody", { begun: false, approved: 0, flagged: 0, lapsed: 0, all: 9 }, "–", "", "not reviewed"],
  ["some", { begun: true, approved: 2, flagged: 0, lapsed: 0, all: 9 }, "22 %", "", "2 of 9 statements approved"],
  ["all but one", { begun: true, approved: 999, flagged: 0, lapsed: 0, all: 1000 }, "99 %", "", "999 of 1000 statements approved"],
  ["all, one flagged", { begun: true, approved: 8, flagged: 1, lapsed: 0, all: 9 }, "100 %", "1 flagged", "8 of 9 statements approved, 1 flagged"],
  ["lapsed before flagged", { begun: true, approved: 5, flagged: 1, lapsed: 3, all: 9 }, "66 %", "3 lapsed", "5 of 9 statements approved, 1 flagged, 3 lapsed"],
  ["all", { begun: true, approved: 9, flagged: 0, lapsed: 0, all: 9 }, "approved", "", "9 of 9 statements approved"],
  ["a comment, and no statement any more", { begun: true, approved: 0, flagged: 0, lapsed: 0, all: 0 }, "–", "", "not reviewed"],
])("%s", (_, share, glance, needs, words) => expect(reviewed(share)).toEqual({ share: glance, needs, words }));
