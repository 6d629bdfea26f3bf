// The editor for the rest of the page, which imports no CodeMirror itself.
export type { Text } from "@codemirror/state";
export type { Access } from "./access";
export type { Placed } from "./analysis";
export { Buffer, type Change } from "./buffer";
export type { CardActions, Place } from "./cardview";
export { counts, placeName, scored, unsupported } from "./cardtext";
export { compared, type Difference, differences } from "./difference";
export type { Stretch } from "./lit";
export { Pane } from "./pane";
export { byMark, counted, type FindingMark, findingMarks, fixesOf, looks, type Mark, markOf, severities, type Severity, severityOf } from "./severity";
export type { AnchorKind, Shared } from "./shared";
export type { PlacedStatement } from "./statements";
