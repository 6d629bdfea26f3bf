// The values that cross from Go, under the names the page uses for them.
// Offsets are positions in a JavaScript string; severities, statuses and
// kinds are the words that app/dto.go lists.
import type { app } from "../../../wailsjs/go/models";

export type Workspace = app.Workspace;
export type PackageRow = app.PackageRow;
export type LayerCell = app.LayerCell;
export type LastCommit = app.LastCommit;
export type Counts = app.Counts;
export type Document = app.Document;
export type Draft = app.Draft;
export type Merge = app.Merge;
export type Hunk = app.Hunk;
export type Analysis = app.Analysis;
export type Statement = app.Statement;
export type Link = app.Link;
export type Finding = app.Finding;
export type Fix = app.Fix;
export type FindingsNews = app.FindingsNews;
export type RuleText = app.RuleText;
export type RuleExample = app.RuleExample;
export type Alias = app.Alias;
export type Edit = app.Edit;
export type CommitPlan = app.CommitPlan;
export type LayerChange = app.LayerChange;
export type DiffRun = app.DiffRun;
export type DiffPiece = app.DiffPiece;
export type Difference = app.Difference;
export type LayerDifference = app.LayerDifference;
export type DifferenceRow = app.DifferenceRow;
export type PastQuery = app.PastQuery;
export type PastPage = app.PastPage;
export type PastCommit = app.PastCommit;
export type Version = app.Version;
export type StatementRef = app.StatementRef;
export type Story = app.Story;
export type StoryVersion = app.StoryVersion;
export type Restoration = app.Restoration;
export type Commit = app.Commit;
export type Undone = app.Undone;
export type Author = app.Author;
export type ShareState = app.ShareState;
export type ShareConflict = app.ShareConflict;
export type ShareDecision = app.ShareDecision;
export type Preferences = app.Preferences;
export type PackageView = app.PackageView;
