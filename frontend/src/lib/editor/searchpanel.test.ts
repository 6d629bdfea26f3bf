import { afterEach, expect, test, vi } from "vitest";
import { shown } from "../../testing/editor";
import { counted } from "./matches";

afterEach(() => document.body.replaceChildren());

const text = "Alpha has nodes.\nBeta has Nodes (2) and a node.\nGamma has no hub.";

function searched(replace = false) {
  const { buffer, host } = shown(text);
  buffer.search(replace);
  const field = (name: string) => host.querySelector<HTMLInputElement>(`.cm-search [name=${name}]`)!;
  const enter = (name: string, words: string) => {
    field(name).value = words;
    field(name).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (name: string, init: KeyboardEventInit) => field(name).dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  const push = (title: string) => host.querySelector<HTMLButtonElement>(`.cm-search [title^="${title}"]`)!.click();
  const told = () => host.querySelector(".cm-search-count")!.textContent;
  const selected = () => buffer.state.sliceDoc(buffer.state.selection.main.from, buffer.state.selection.main.to);
  return { buffer, host, field, enter, press, push, told, selected };
}

test("the first match is selected while its words are typed, and Enter goes on, round and back", () => {
  const { enter, press, told, selected } = searched();
  enter("search", "node");
  expect([told(), selected()]).toEqual(["1 of 3", "node"]);
  press("search", { key: "Enter" });
  expect([told(), selected()]).toEqual(["2 of 3", "Node"]);
  press("search", { key: "Enter", shiftKey: true });
  press("search", { key: "Enter", shiftKey: true });
  expect(told()).toBe("3 of 3");
});

test("where nothing matches any more, nothing is selected that the next search would take for its words", () => {
  const { buffer, enter, field, selected, told } = searched();
  buffer.dispatch({ selection: { anchor: 6 } });
  enter("search", "nod");
  enter("search", "nodx");
  expect([told(), selected(), buffer.state.selection.main.head]).toEqual(["None found", "", 6]);
  buffer.search(true);
  expect([field("search").value, document.activeElement === field("replace")]).toEqual(["nodx", true]);
});

test("a pattern is not replaced by what it has found, and words that are selected are found as they are", () => {
  const { buffer, enter, field, push, told } = searched();
  push("Regular expression");
  enter("search", "nodes?");
  field("search").blur();
  buffer.search();
  expect(field("search").value).toBe("nodes?");
  const at = text.indexOf("Nodes (2)");
  buffer.dispatch({ selection: { anchor: at, head: at + 9 } });
  field("search").blur();
  buffer.search();
  expect([field("search").value, told()]).toEqual(["Nodes \\(2\\)", "1 of 1"]);
});

test("text that is only read has no field for a replacement, and the focus is in the other one", () => {
  const { buffer, host, enter, field } = searched();
  enter("search", "node");
  buffer.configure({ label: "Evidence, read only", readOnly: true, spelling: false });
  buffer.search(true);
  expect([document.activeElement === field("search"), host.querySelector<HTMLElement>(".cm-search-line:last-of-type")!.hidden]).toEqual([true, true]);
});

test("case, whole words and patterns are switched apart", () => {
  const { enter, push, told } = searched();
  enter("search", "Node");
  push("Match case");
  expect(told()).toBe("1 of 1");
  push("Match case");
  push("Whole words");
  expect(told()).toBe("1 of 1");
  push("Whole words");
  push("Regular expression");
  enter("search", "nodes? [(a]");
  expect(told()).toBe("1 of 1");
});

test("a pattern that cannot be read has a sentence and no count, until it can", () => {
  const { host, enter, push, told } = searched();
  push("Regular expression");
  enter("search", "nodes (");
  const fault = host.querySelector(".cm-search-fault")!;
  expect([told(), fault.textContent]).toEqual(["", expect.stringMatching(/^This is no regular expression yet: .+\. Mend it/)]);
  enter("search", "nodes");
  expect([told(), fault.textContent]).toEqual(["1 of 2", ""]);
});

test("everything is replaced as one step to undo", () => {
  const { buffer, enter, push, told } = searched(true);
  enter("search", "nodes");
  enter("replace", "hubs");
  push("Replace every match");
  expect([buffer.text, told()]).toEqual([text.replace("nodes", "hubs").replace("Nodes", "hubs"), "2 replaced"]);
  buffer.undo();
  expect(buffer.text).toBe(text);
});

test("as many are said to be replaced as were, though what replaces them holds the words again", () => {
  const { enter, push, told } = searched(true);
  enter("search", "node");
  enter("replace", "node of a node");
  push("Replace every match");
  expect(told()).toBe("3 replaced");
});

test("all that are replaced are counted, where no more than a thousand are otherwise", () => {
  const { buffer, enter, push, told } = searched(true);
  buffer.dispatch({ changes: { from: 0, insert: "x".repeat(1500) } });
  enter("search", "x");
  enter("replace", "y");
  push("Replace every match");
  expect(told()).toBe("1,500 replaced");
});

test("Enter replaces one match and goes to the next, each a step of its own", () => {
  const { buffer, enter, press, told } = searched(true);
  enter("search", "nodes");
  enter("replace", "hubs");
  press("replace", { key: "Enter" });
  expect(buffer.text).toBe(text.replace("nodes", "hubs"));
  press("replace", { key: "Enter" });
  buffer.undo();
  expect(buffer.text).toBe(text.replace("nodes", "hubs"));
  expect(told()).not.toBe("");
});

test("Escape closes it and leaves the caret in the text, at the match", async () => {
  const { buffer, host, enter, press, selected } = searched();
  enter("search", "hub");
  press("search", { key: "Escape" });
  await vi.waitFor(() => expect(host.querySelector(".cm-search")).toBeNull());
  expect([buffer.focused, selected()]).toEqual([true, "hub"]);
});

test("what is typed on is counted anew", async () => {
  const { buffer, enter, told } = searched();
  enter("search", "node");
  buffer.dispatch({ changes: { from: 0, insert: "A node. " } });
  await vi.waitFor(() => expect(told()).toBe("2 of 4"));
});

test("more than a thousand are not counted", () => {
  const many = Array.from({ length: 1001 }, (_, i) => ({ from: i, to: i + 1 }));
  expect(counted(many, { from: 2, to: 3 })).toBe("3 of 1,000+");
  expect(counted([], { from: 0, to: 0 })).toBe("None found");
});
