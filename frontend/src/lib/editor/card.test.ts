import { EditorView, runScopeHandlers } from "@codemirror/view";
import { afterEach, describe, expect, test, vi } from "vitest";
import { buffer, shown, type } from "../../testing/editor";
import { analysis, explanation, finding, link, statement, tie } from "../../testing/values";
import { counts, unsupported } from "./cardtext";
import { cardView } from "./cardview";

afterEach(() => document.body.replaceChildren());

const text = "Alpha has 19 nodes.";
const fix = { title: "Use 17", edits: [{ layer: "signals", from: 10, to: 12, text: "17" }] };
const related = { layer: "evidence", file: "evidence.md", from: 3, to: 9, message: "17 nodes" };

const carried = tie(link(3, 9, { quote: "Alpha has 17 nodes.", section: "Nodes" }), {
  names: { found: 1, of: 1 },
  figures: { found: 0, of: 1 },
  terms: { found: 1, of: 1 },
  shared: ["Alpha", "nodes"],
  here: [{ kind: "name", from: 0, to: 5 }],
});

async function withCard(told = explanation({ support: [carried], beside: [carried] }), places = [related]) {
  const made = shown(text);
  made.actions.explain.mockResolvedValue(told);
  const found = finding(10, 12, { message: "“19 nodes”: the evidence says 17 nodes", fixes: [fix], related: places });
  made.buffer.analyse(analysis([statement(0, 19, { score: 0.8, section: "Ports" })], [found]), 0);
  made.buffer.dispatch({ selection: { anchor: 11 } });
  const view = EditorView.findFromDOM(made.host)!;
  const press = (key: string, init = {}) => runScopeHandlers(view, new KeyboardEvent("keydown", { key, ...init }), "editor");
  const card = () => made.host.querySelector<HTMLElement>(".cm-card");
  const button = (name: string) => [...(card()?.querySelectorAll("button") ?? [])].find((one) => one.textContent?.includes(name));
  made.buffer.openCard();
  await vi.waitFor(() => expect(made.actions.explain).toHaveBeenCalledWith("0-19"));
  await Promise.resolve();
  return { ...made, view, press, card, button };
}

describe("the card", () => {
  test("opens at the caret and tells the finding, its rule and the support with its reasons", async () => {
    const told = (await withCard()).card()?.textContent;
    for (const part of ["Error", "trace/untraced-name", "the evidence says 17 nodes", "EVIDENCE › Nodes", "0.80", "Alpha has 17 nodes.", "names 1/1", "figures 0/1", "Marked on both sides"]) {
      expect(told).toContain(part);
    }
  });

  test("tells the support before its reasons are known, and without them where nobody knows them", async () => {
    const made = await withCard(null as never);
    expect(made.card()?.textContent).toContain("Support 0.80");
  });

  test("names the first places that explain a finding, with their lines in this layer, and counts the rest", async () => {
    const here = { layer: "signals", file: "signals.md", from: 3, to: 9, message: "also here" };
    const { card } = await withCard(undefined, [related, ...Array.from({ length: 1002 }, () => here)]);
    const places = [...card()!.querySelectorAll(".cm-card-finding .cm-card-place")].map((place) => place.textContent);
    expect(places).toEqual(["EVIDENCE 17 nodes", "SIGNALS:1 also here", "SIGNALS:1 also here"]);
    expect(card()?.querySelector(".cm-card-more")?.textContent).toBe("and 1,000 more places");
  });

  test("says that no support was found, and what was looked for", async () => {
    const sought = [{ kind: "name", text: "Alpha", times: 0 }, { kind: "term", text: "nodes", times: 3 }];
    const { card } = await withCard(explanation({ sought }));
    expect(card()?.textContent).toContain("No support found. The evidence was searched for the name “Alpha” (nowhere) and the word “nodes” (3 times)");
  });

  test("shows the chain down to the evidence, each step a link", async () => {
    const through = link(4, 8, { layer: "signals", id: "s", quote: "Alpha signals nodes.", section: "Reach" });
    const { card, button, actions } = await withCard(explanation({ support: [{ ...carried, through }] }));
    expect([...card()!.querySelectorAll(".cm-card-chain li .cm-card-layer")].map((step) => step.textContent)).toEqual(["SIGNALS › Reach", "EVIDENCE › Nodes"]);
    button("Alpha signals nodes.")?.click();
    expect(actions.open).toHaveBeenCalledWith(through);
  });

  test("shows what stands on evidence", async () => {
    const { card } = await withCard(explanation({ layer: "evidence", usedBy: [link(0, 4, { layer: "profile", quote: "Alpha is large." })] }));
    expect(card()?.textContent).toContain("Used by");
    expect(card()?.textContent).toContain("PROFILEAlpha is large.".replace("PROFILE", "PROFILE0.80"));
  });

  test("opened again turns to plain text, which takes the focus; Escape leads back to the text", async () => {
    const { buffer, card, content } = await withCard();
    buffer.openCard();
    const field = card()?.querySelector("textarea");
    expect(document.activeElement).toBe(field);
    await vi.waitFor(() => expect(field?.value).toContain("EVIDENCE › Nodes, 0.80: Alpha has 17 nodes.\nShared: names 1/1, figures 0/1, words 1/1, Alpha, nodes"));
    expect(field?.value).toContain("Error, trace/untraced-name\n“19 nodes”: the evidence says 17 nodes");
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(card()).toBeNull();
    expect(document.activeElement).toBe(content);
  });

  test("closes on Escape, on typing and when the caret leaves", async () => {
    const byKey = await withCard();
    byKey.press("Escape");
    expect(byKey.card()).toBeNull();
    const byTyping = await withCard();
    type(byTyping.buffer, 0, "x");
    expect(byTyping.card()).toBeNull();
    const byCaret = await withCard();
    byCaret.buffer.dispatch({ selection: { anchor: 0 } });
    expect(byCaret.card()).toBeNull();
  });

  test("closes when the focus goes elsewhere in the window, and stays when it enters the card", async () => {
    const { buffer, card, press, content, button } = await withCard();
    content.focus();
    buffer.openCard();
    press("Escape");
    buffer.openCard();
    button("Use 17")?.focus();
    expect(card()).not.toBeNull();
    document.body.appendChild(document.createElement("button")).focus();
    expect(card()).toBeNull();
  });

  test("stays behind when another text is shown, and does not come back with its own", async () => {
    const { buffer: own, card, pane } = await withCard();
    pane.show(buffer("Beta.").buffer);
    expect(card()).toBeNull();
    pane.show(own);
    expect(card()).toBeNull();
  });

  test("is measured once more after its pane shows a shorter text, and that is no error", async () => {
    const { view, pane } = await withCard();
    const made = cardView(view, { at: null, findings: [] }, { from: 11, to: 12 }, () => {});
    pane.show(buffer("Beta.").buffer);
    const at = vi.spyOn(view, "coordsAtPos").mockReturnValue(null);
    made.getCoords?.(11);
    expect(at.mock.calls.map(([pos]) => pos)).toEqual([5, 5]);
  });

  test("its buttons apply the fix and lead to the related place", async () => {
    const first = await withCard();
    first.button("Use 17")?.click();
    expect(first.actions.apply).toHaveBeenCalledWith(fix);
    const second = await withCard();
    second.button("17 nodes")?.click();
    expect(second.actions.open).toHaveBeenCalledWith(related);
    expect(second.card()).toBeNull();
  });

  test("shows in the text what a fix would do, while the mouse or the focus is on it", async () => {
    const { button, host } = await withCard();
    button("Use 17")?.dispatchEvent(new MouseEvent("mouseenter"));
    expect(host.querySelector(".cm-preview-added")?.textContent).toBe("17");
    button("Use 17")?.dispatchEvent(new MouseEvent("mouseleave"));
    expect(host.querySelector(".cm-preview-added")).toBeNull();
  });

  test("leads to waiving the finding, and to what its rule looks for", async () => {
    const first = await withCard();
    first.button("Waive…")?.click();
    expect(first.actions.waive).toHaveBeenCalledWith(expect.objectContaining({ message: "“19 nodes”: the evidence says 17 nodes" }));
    const second = await withCard();
    second.button("trace/untraced-name")?.click();
    expect(second.actions.rule).toHaveBeenCalled();
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

  test("Enter opens it where the text cannot be changed, and writes a line where it can", async () => {
    const { press, card, buffer } = await withCard();
    press("Escape");
    press("Enter");
    expect(card()).toBeNull();
    expect(buffer.text).toContain("\n");
    buffer.configure({ label: "Evidence, read only", readOnly: true, spelling: true });
    press("Enter");
    expect(card()).not.toBeNull();
  });
});

test("a click with Ctrl goes where the statement is joined to, from the place of the click", async () => {
  const { content, actions, view, buffer } = await withCard();
  view.posAtCoords = () => 3;
  content.dispatchEvent(new MouseEvent("mousedown", { button: 0, bubbles: true }));
  expect(actions.follow).not.toHaveBeenCalled();
  content.dispatchEvent(new MouseEvent("mousedown", { button: 0, ctrlKey: true, bubbles: true, cancelable: true }));
  expect(actions.follow).toHaveBeenCalledOnce();
  expect(buffer.caret).toBe(3);
});

test("counts tell nothing of what there is none of", () => {
  expect(counts(tie(link(0, 1), { terms: { found: 2, of: 6 }, constraints: { found: 0, of: 1 } }))).toEqual(["words 2/6", "constraints 0/1 kept"]);
});

test("nothing to look for is said plainly", () => {
  expect(unsupported({ sought: [] })).toContain("No support found: the statement has no name");
});
