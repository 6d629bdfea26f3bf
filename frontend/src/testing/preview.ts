// The preview, as a scripted stand-in for Go makes it.
import { vi } from "vitest";
import type { PreviewOptions, PreviewPage } from "../lib/backend";

export class FakePreview {
  /** What the preview of anything is. */
  page: PreviewPage = { html: "", style: "", places: [], outline: [] };

  readonly Page = vi.fn(async (_pkg: string, _options: PreviewOptions) => this.page);
  readonly Export = vi.fn(async (_pkg: string, _options: PreviewOptions) => ({ path: "/w/p.html", size: 2048 }));
  readonly OpenAddress = vi.fn(async (_address: string) => {});
  readonly CopyAddress = vi.fn(async (_address: string) => {});
}
