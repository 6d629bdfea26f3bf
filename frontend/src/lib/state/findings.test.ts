import { describe, expect, test, vi } from "vitest";
import { finding } from "../../testing/values";
import { Findings, nextFinding } from "./findings.svelte";

describe("nextFinding", () => {
  const layers = ["evidence", "signals", "metadata", "profile"];
  const way = { packages: ["p"], layers };
  const at = (layer: string, from: number) => finding(from, from + 2, { layer });
  const findings = [at("evidence", 5), at("signals", 10), at("signals", 30), at("profile", 7), at("profile", 90)];

  test.each([
    ["the next in this layer", "signals", 12, 1, "signals", 30],
    ["not the one that the caret is at", "signals", 10, 1, "signals", 30],
    ["on to the next layer that has any", "signals", 30, 1, "profile", 7],
    ["from a layer without findings", "metadata", 3, 1, "profile", 7],
    ["around from the last to the first", "profile", 90, 1, "evidence", 5],
    ["the one before in this layer", "signals", 30, -1, "signals", 10],
    ["back to the last of the layer before", "profile", 7, -1, "signals", 30],
    ["around from the first to the last", "evidence", 5, -1, "profile", 90],
  ] as const)("%s", (_case, layer, pos, direction, toLayer, to) => {
    expect(nextFinding(findings, way, { pkg: "p", layer, pos }, direction)).toMatchObject({ layer: toLayer, from: to });
  });

  test("the only finding is found again from where it stands", () => {
    expect(nextFinding([at("signals", 10)], way, { pkg: "p", layer: "signals", pos: 10 }, 1)).toMatchObject({ from: 10 });
  });

  test("nothing where nothing is found", () => {
    expect(nextFinding([at("elsewhere", 0)], way, { pkg: "p", layer: "signals", pos: 0 }, 1)).toBeNull();
  });

  describe("those about the package as a whole", () => {
    const first = { ...at("", 0), id: "first" };
    const second = { ...at("", 0), id: "second" };
    const all = [first, second, ...findings];
    const here = { pkg: "p", layer: "signals", pos: 12 };

    test.each([
      ["come after the last layer", { ...here, layer: "profile", pos: 90 }, 1, first],
      ["go on to each other", { ...here, finding: first }, 1, second],
      ["and then to the first layer", { ...here, finding: second }, 1, { layer: "evidence", from: 5 }],
      ["are gone back to from the first layer", { ...here, layer: "evidence", pos: 5 }, -1, second],
      ["go back to each other", { ...here, finding: second }, -1, first],
      ["and around to the last layer", { ...here, finding: first }, -1, { layer: "profile", from: 90 }],
      ["begin anew where the one that was shown is gone", { ...here, finding: { ...first, id: "gone" } }, 1, first],
    ] as const)("%s", (_case, spot, direction, to) => {
      expect(nextFinding(all, way, spot, direction)).toMatchObject(to);
    });

    test("the only one is found again", () => {
      expect(nextFinding([first], way, { ...here, finding: first }, 1)).toBe(first);
    });
  });

  test("what is waived is passed by", () => {
    const waived = { ...at("signals", 30), waived: { reason: "It is so.", by: "A. Reviewer", date: "2026-01-02" } };
    expect(nextFinding([waived, at("profile", 7)], way, { pkg: "p", layer: "signals", pos: 12 }, 1)).toMatchObject({ layer: "profile" });
  });

  describe("through the packages", () => {
    const wide = { packages: ["o", "p", "q"], layers };
    const all = [...findings, finding(3, 4, { package: "q", layer: "metadata" }), finding(9, 10, { package: "o", layer: "signals" }), finding(2, 4, { package: "q", layer: "evidence" })];

    test.each([
      ["first to the end of this one", "p", "signals", 30, 1, "p", "profile"],
      ["then to the next", "p", "profile", 90, 1, "q", "evidence"],
      ["around from the last", "q", "metadata", 3, 1, "o", "signals"],
      ["into a package from the one before", "o", "signals", 9, 1, "p", "evidence"],
      ["back to the end of the one before", "q", "evidence", 2, -1, "p", "profile"],
      ["back around from the first", "o", "signals", 9, -1, "q", "metadata"],
    ] as const)("%s", (_case, pkg, layer, pos, direction, toPackage, toLayer) => {
      expect(nextFinding(all, wide, { pkg, layer, pos }, direction)).toMatchObject({ package: toPackage, layer: toLayer });
    });

    test("and back to the beginning of this one, when nothing is left elsewhere", () => {
      expect(nextFinding(findings, wide, { pkg: "p", layer: "profile", pos: 90 }, 1)).toMatchObject({ layer: "evidence", from: 5 });
    });
  });
});

describe("Findings", () => {
  const inLayer = (layer: string, message: string) => finding(0, 1, { layer, message });
  const told = (findings: Findings) => findings.list.map(({ layer, message }) => `${layer}: ${message}`);

  test("a layer's own answer takes its place ahead of the package's", async () => {
    const findings = new Findings(async () => [inLayer("evidence", "a"), inLayer("signals", "old"), inLayer("profile", "b")]);
    await findings.refresh("p");
    findings.takeLayer("p", "signals", [inLayer("signals", "new")]);
    expect(told(findings)).toEqual(["evidence: a", "signals: new", "profile: b"]);
    findings.takeLayer("other", "signals", []);
    expect(told(findings)).toHaveLength(3);
  });

  test("the package's answer does not undo what a layer told meanwhile", async () => {
    let answer = (_: ReturnType<typeof inLayer>[]) => {};
    const findings = new Findings(vi.fn(() => new Promise<ReturnType<typeof inLayer>[]>((resolve) => (answer = resolve))));
    const refreshing = findings.refresh("p");
    findings.takeLayer("p", "signals", [inLayer("signals", "new")]);
    answer([inLayer("evidence", "a"), inLayer("signals", "old"), inLayer("profile", "b")]);
    await refreshing;
    expect(told(findings)).toEqual(["evidence: a", "signals: new", "profile: b"]);
  });

  test("an earlier answer that comes late does not undo a later one", async () => {
    const answers: ((list: ReturnType<typeof inLayer>[]) => void)[] = [];
    const findings = new Findings(() => new Promise((resolve) => answers.push(resolve)));
    const both = [findings.refresh("p"), findings.refresh("p")];
    answers[1]?.([inLayer("profile", "later")]);
    answers[0]?.([inLayer("profile", "earlier")]);
    await Promise.all(both);
    expect(told(findings)).toEqual(["profile: later"]);
  });

  test("counts follow at once", async () => {
    const findings = new Findings(async () => [inLayer("signals", "a"), { ...inLayer("profile", "b"), severity: "warning" }]);
    expect(findings.known).toBe("");
    await findings.refresh("p");
    findings.takeLayer("p", "signals", [inLayer("signals", "a"), inLayer("signals", "c")]);
    expect(findings.known).toBe("p");
    expect(findings.counts()).toEqual({ errors: 2, warnings: 1, infos: 0, waived: 0 });
    expect(findings.counts("profile")).toEqual({ errors: 0, warnings: 1, infos: 0, waived: 0 });
  });

  test("what is waived counts by itself", async () => {
    const waived = { reason: "It is so.", by: "A. Reviewer", date: "2026-01-02" };
    const findings = new Findings(async () => [inLayer("signals", "a"), { ...inLayer("signals", "b"), waived }]);
    await findings.refresh("p");
    expect(findings.counts()).toEqual({ errors: 1, warnings: 0, infos: 0, waived: 1 });
  });

  test("an answer about another package is dropped", async () => {
    const answers: Record<string, (list: []) => void> = {};
    const findings = new Findings((pkg) => new Promise((resolve) => (answers[pkg] = resolve)));
    const first = findings.refresh("p");
    void findings.refresh("q");
    answers["p"]?.([]);
    await first;
    expect(told(findings)).toEqual([]);
  });
});
