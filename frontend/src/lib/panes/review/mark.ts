import type { ReviewMark } from "../../backend";

const said: Record<string, (by: string) => string> = {
  approved: (by) => `approved by ${by}`,
  flagged: (by) => `flagged by ${by}`,
  changed: (by) => `changed since ${by} signed it`,
  evidence: (by) => `evidence changed since ${by} signed it`,
};

/** How a statement stands with its reviewers, in a few words; empty where nobody has said anything. */
export function markWords({ state, by, approved }: ReviewMark): string {
  return approved ? `${approved} approved` : (said[state]?.(by) ?? "");
}
