// The values that cross from Go, under the names the page uses for them.
// Offsets are positions in a JavaScript string; severities, statuses and
// kinds are the words that app/dto.go lists.
import type { app } from "../../../wailsjs/go/models";

export type Workspace = app.Workspace;
export type PackageRow = app.PackageRow;
export type LayerCell = app.LayerCell;
export type Counts = app.Counts;
export type Document = app.Document;
export type Draft = app.Draft;
export type Merge = app.Merge;
export type Hunk = app.Hunk;
export type Analysis = app.Analysis;
export type Statement = app.Statement;
export type Explanation = app.Explanation;
export type Link = app.Link;
export type Tie = app.Tie;
export type Share = app.Share;
export type Finding = app.Finding;
export type Fix = app.Fix;
export type Alias = app.Alias;
export type Edit = app.Edit;
export type CommitPlan = app.CommitPlan;
export type DiffRun = app.DiffRun;
export type Commit = app.Commit;
export type Undone = app.Undone;
export type Author = app.Author;
export type ShareState = app.ShareState;
export type ShareConflict = app.ShareConflict;
export type ShareDecision = app.ShareDecision;
export type Preferences = app.Preferences;
