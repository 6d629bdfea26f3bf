import { expect, test } from "vitest";
import { cell, finding, noCounts, noReview, row } from "../../testing/values";
import { nextStep } from "./nextstep";

const note = finding(0, 1, { severity: "info", message: "A note" });
const warning = finding(2, 3, { severity: "warning", message: "A warning" });
const error = finding(9, 10, { severity: "error", message: "An error", layer: "profile" });
const waived = { ...error, waived: { reason: "Agreed", by: "Ada", date: "2026-01-02" } };

test.each([
  { what: "a package that is not checked", step: nextStep(row("p", { layers: [] }), null), text: "This package is being checked.", act: undefined },
  { what: "findings that are still asked for", step: nextStep(row("p", { counts: { ...noCounts, errors: 2, infos: 1 } }), null), text: "2 errors, 1 note", act: "layer" },
  { what: "the worst finding, wherever it stands", step: nextStep(row("p"), [note, warning, error]), text: "An error", act: "finding" },
  { what: "a waived error", step: nextStep(row("p"), [waived, warning]), text: "A warning", act: "finding" },
  { what: "a finding about the package", step: nextStep(row("p"), [{ ...error, layer: "" }]), text: "An error", act: "finding" },
  { what: "a missing layer, before notes", step: nextStep(row("p", { layers: [cell("profile", { present: false })] }), [note]), text: "Profile is still to be written.", act: "layer" },
  { what: "unsaved text", step: nextStep(row("p", { layers: [cell("signals", { unsaved: true, change: "changed" })] }), []), text: "Signals has text that is not saved.", act: "layer" },
  { what: "what is not committed", step: nextStep(row("p", { layers: [cell("signals", { change: "changed" })] }), []), text: "1 changed file is not committed.", act: "commit" },
  { what: "a flagged statement, before what is not committed", step: nextStep(row("p", { review: { ...noReview, flagged: 1 }, layers: [cell("signals", { change: "changed" })] }), []), text: "1 statement is flagged.", act: "review" },
  { what: "what has lapsed, before notes", step: nextStep(row("p", { review: { ...noReview, lapsed: 2 } }), [note]), text: "2 verdicts have lapsed: what was signed reads otherwise now.", act: "review" },
  { what: "a note, when there is nothing else", step: nextStep(row("p"), [note]), text: "A note", act: "finding" },
  { what: "nothing", step: nextStep(row("p", { traced: 7, claims: 7 }), []), text: "Nothing to do: 7 statements traced, no findings.", act: undefined },
  { what: "statements without support", step: nextStep(row("p", { traced: 5, claims: 7 }), []), text: "No findings; 5 of 7 statements are traced.", act: undefined },
])("$what: $text", ({ step, text, act }) => {
  expect(step.text).toBe(text);
  expect(step.act?.kind).toBe(act);
});

test("a finding is shown with its layer and severity", () => {
  expect(nextStep(row("p"), [error])).toMatchObject({ mark: "error", layer: "Profile" });
});
