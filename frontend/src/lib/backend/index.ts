// The only door to Go: bound calls that reject with a Fault, and events.
import * as checks from "../../../wailsjs/go/app/Checks";
import * as commits from "../../../wailsjs/go/app/Commits";
import * as coverage from "../../../wailsjs/go/app/Coverage";
import * as documents from "../../../wailsjs/go/app/Documents";
import * as exports_ from "../../../wailsjs/go/app/Exports";
import * as findings from "../../../wailsjs/go/app/Findings";
import * as preview from "../../../wailsjs/go/app/Preview";
import * as recovery from "../../../wailsjs/go/app/Drafts";
import * as newPackages from "../../../wailsjs/go/app/NewPackages";
import * as past from "../../../wailsjs/go/app/Past";
import * as reviews from "../../../wailsjs/go/app/Review";
import * as search from "../../../wailsjs/go/app/Search";
import * as settings from "../../../wailsjs/go/app/Settings";
import * as sharing from "../../../wailsjs/go/app/Sharing";
import * as start from "../../../wailsjs/go/app/Start";
import * as unsent from "../../../wailsjs/go/app/Unsent";
import * as workspaces from "../../../wailsjs/go/app/Workspaces";
import { ClipboardSetText, EventsOn, OnFileDrop, OnFileDropOff } from "../../../wailsjs/runtime/runtime";
import { Fault, faultOf } from "./fault";

export { Fault, faultOf, sentence } from "./fault";
export type * from "./types";

/** What Go tells without being asked; a hint to look again, never data. */
export type Event = "changed" | "settings" | "listed" | "shared" | "closing";

export interface Backend {
  workspaces: typeof workspaces;
  documents: typeof documents;
  findings: typeof findings;
  recovery: typeof recovery;
  reviews: typeof reviews;
  search: typeof search;
  checks: typeof checks;
  commits: typeof commits;
  newPackages: typeof newPackages;
  past: typeof past;
  settings: typeof settings;
  sharing: typeof sharing;
  start: typeof start;
  unsent: typeof unsent;
  coverage: typeof coverage;
  /** Puts text into the clipboard of the system. */
  copy(text: string): Promise<void>;
  preview: typeof preview;
  exports: typeof exports_;
  /** Calls `handler` on every event until the returned function is called. */
  on(event: Event, handler: () => void): () => void;
  /** Calls `handler` with the id of every command that is chosen in a menu, until the returned function is called. */
  onCommand: (handler: (id: string) => void) => () => void;
  /** Calls `handler` with the paths of what is dropped onto the window, until the returned function is called. */
  onDrop(handler: (paths: string[]) => void): () => void;
}

export const backend: Backend = {
  workspaces: guarded(workspaces),
  documents: guarded(documents),
  findings: guarded(findings),
  recovery: guarded(recovery),
  reviews: guarded(reviews),
  search: guarded(search),
  checks: guarded(checks),
  commits: guarded(commits),
  newPackages: guarded(newPackages),
  past: guarded(past),
  settings: guarded(settings),
  sharing: guarded(sharing),
  start: guarded(start),
  unsent: guarded(unsent),
  coverage: guarded(coverage),
  copy: async (text) => {
    if (!(await ClipboardSetText(text))) throw new Fault("failed", "copy: the clipboard of the system did not take the text");
  },
  preview: guarded(preview),
  exports: guarded(exports_),
  on: (event, handler) => EventsOn(event, () => handler()),
  onCommand: (handler) => EventsOn("command", (id: string) => handler(id)),
  onDrop: (handler) => {
    OnFileDrop((_x, _y, paths) => handler(paths), false);
    return OnFileDropOff;
  },
};

type Call = (...args: unknown[]) => Promise<unknown>;

/** The same calls, rejecting with a Fault and nothing else. */
export function guarded<T extends object>(calls: T): T {
  const guarded = Object.entries(calls as Record<string, Call>).map(([name, call]) => [name, guard(call)]);
  return Object.fromEntries(guarded) as T;
}

function guard(call: Call): Call {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (reason) {
      throw faultOf(reason);
    }
  };
}
