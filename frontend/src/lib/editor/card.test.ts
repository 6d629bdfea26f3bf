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
  made.buffer.openCard();
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
    const { buffer, card } = withCard();
    buffer.openCard();
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
    const { buffer, card, content } = withCard();
    content.focus();
    buffer.openCard();
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
});
