import { EditorView, runScopeHandlers } from "@codemirror/view";
import { afterEach, describe, expect, test } from "vitest";
import { shown, type } from "../../testing/editor";
import { analysis, finding, link, statement } from "../../testing/values";

afterEach(() => document.body.replaceChildren());

const text = "Alpha has 19 nodes.";
const fix = { title: "Use 17", edits: [{ layer: "signals", from: 10, to: 12, text: "17" }] };
const related = { layer: "evidence", file: "evidence.md", from: 3, to: 9, message: "17 nodes" };

function withCard({ support = [link(3, 9, { reasons: ["Alpha"], quote: "Alpha has 17 nodes.", section: "Nodes" })] } = {}) {
  const made = shown(text);
  const found = finding(10, 12, { message: "“19 nodes”: the evidence says 17 nodes", fixes: [fix], related: [related] });
  made.buffer.analyse(analysis([statement(0, 19, { support })], [found]), 0);
  made.buffer.dispatch({ selection: { anchor: 11 } });
  const view = EditorView.findFromDOM(made.host)!;
  const press = (key: string, init = {}) => runScopeHandlers(view, new KeyboardEvent("keydown", { key, ...init }), "editor");
  const card = () => made.host.querySelector<HTMLElement>(".cm-card");
  const button = (name: string) => [...(card()?.querySelectorAll("button") ?? [])].find((one) => one.textContent?.includes(name));
  press("e", { ctrlKey: true });
  return { ...made, press, card, button };
}

describe("the card", () => {
  test("opens at the caret and tells the finding, its rule and the support with its reasons", () => {
    const told = withCard().card()?.textContent;
    for (const part of ["Error", "trace/untraced-name", "the evidence says 17 nodes", "EVIDENCE › Nodes", "0.80", "Alpha has 17 nodes."]) {
      expect(told).toContain(part);
    }
  });

  test("says that no support was found", () => {
    expect(withCard({ support: [] }).card()?.textContent).toContain("No support found.");
  });

  test("opened again takes the focus", () => {
    const { press, card } = withCard();
    press("e", { ctrlKey: true });
    expect(document.activeElement).toBe(card());
  });

  test("closes on Escape, on typing and when the caret leaves", () => {
    const byKey = withCard();
    byKey.press("Escape");
    expect(byKey.card()).toBeNull();
    const byTyping = withCard();
    type(byTyping.buffer, 0, "x");
    expect(byTyping.card()).toBeNull();
    const byCaret = withCard();
    byCaret.buffer.dispatch({ selection: { anchor: 0 } });
    expect(byCaret.card()).toBeNull();
  });

  test("closes when the focus goes elsewhere in the window, and stays when it enters the card", () => {
    const { card, press, content } = withCard();
    content.focus();
    press("e", { ctrlKey: true });
    expect(card()).not.toBeNull();
    document.body.appendChild(document.createElement("button")).focus();
    expect(card()).toBeNull();
  });

  test("its buttons apply the fix and lead to the related place", () => {
    const first = withCard();
    first.button("Use 17")?.click();
    expect(first.actions.apply).toHaveBeenCalledWith(fix);
    const second = withCard();
    second.button("17 nodes")?.click();
    expect(second.actions.open).toHaveBeenCalledWith(related);
    expect(second.card()).toBeNull();
  });

  test("shows in the text what a fix would do, while the mouse or the focus is on it", () => {
    const { button, host } = withCard();
    button("Use 17")?.dispatchEvent(new MouseEvent("mouseenter"));
    expect(host.querySelector(".cm-preview-added")?.textContent).toBe("17");
    button("Use 17")?.dispatchEvent(new MouseEvent("mouseleave"));
    expect(host.querySelector(".cm-preview-added")).toBeNull();
  });

  test("leads to waiving the finding, and to what its rule looks for", () => {
    const first = withCard();
    first.button("Waive…")?.click();
    expect(first.actions.waive).toHaveBeenCalledWith(expect.objectContaining({ message: "“19 nodes”: the evidence says 17 nodes" }));
    const second = withCard();
    second.button("trace/untraced-name")?.click();
    expect(second.actions.explain).toHaveBeenCalled();
  });

  test("tells who waived a finding and why, and takes the waiver back", () => {
    const made = shown(text);
    const waived = { reason: "It is so.", by: "A. Reviewer", date: "2026-01-02" };
    made.buffer.analyse(analysis([], [finding(10, 12, { waived, fixes: [fix] })]), 0);
    made.buffer.goTo({ from: 10, to: 10 }, true);
    const card = made.host.querySelector<HTMLElement>(".cm-card");
    expect(card?.textContent).toContain("Waived");
    expect(card?.textContent).toContain("“It is so.” A. Reviewer, 2026-01-02");
    expect(card?.textContent).not.toContain("Use 17");
    card?.querySelector<HTMLElement>(".cm-card-fixes button")?.click();
    expect(made.actions.unwaive).toHaveBeenCalled();
  });

  test("offers no fix that would edit evidence", () => {
    const made = shown(text);
    made.buffer.analyse(analysis([], [finding(10, 12, { fixes: [{ title: "Bend it", edits: [{ layer: "evidence", from: 0, to: 1, text: "x" }] }] })]), 0);
    made.buffer.goTo({ from: 10, to: 10 }, true);
    expect(made.host.querySelector(".cm-card")?.textContent).not.toContain("Bend it");
  });
});
