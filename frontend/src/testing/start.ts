// What can be opened, as a scripted stand-in for Go tells it.
import { vi } from "vitest";
import type { Lately, Place, Recent } from "../lib/backend";

export class FakeStart {
  recent: Recent[] = [];
  /** What was asked for outside of the page. */
  asked: Place | null = null;
  lately: Lately = { folder: "/workspace", layers: [], commands: [] };

  readonly Recent = vi.fn(async () => this.recent);
  readonly Lately = vi.fn(async () => this.lately);
  readonly KeepLately = vi.fn(async (lately: Lately) => void (this.lately = lately));
  readonly Forget = vi.fn(async (path: string) => void (this.recent = this.recent.filter((one) => one.path !== path)));
  readonly Asked = vi.fn(async () => {
    const place = this.asked ?? { root: "", package: "", layer: "" };
    this.asked = null;
    return place;
  });
  readonly Locate = vi.fn(async (path: string) => ({ root: path, package: "", layer: "" }));
  readonly SampleFolder = vi.fn(async () => "/documents/Atlas sample");
  readonly MakeSample = vi.fn(async (_folder: string) => {});
}
