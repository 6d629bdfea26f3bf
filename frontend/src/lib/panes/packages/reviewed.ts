import type { ReviewShare } from "../../backend";

/** How far a review has come: at a glance, what needs eyes, and in words. */
export interface Reviewed {
  share: string;
  /** Empty where nothing does. */
  needs: string;
  words: string;
}

export function reviewed({ begun, approved, flagged, lapsed, all }: ReviewShare): Reviewed {
  if (!begun || !all) return { share: "–", needs: "", words: "not reviewed" };
  const parts = [`${approved} of ${all} statements approved`, flagged && `${flagged} flagged`, lapsed && `${lapsed} lapsed`];
  return {
    share: approved === all ? "approved" : `${Math.floor((100 * (approved + flagged)) / all)} %`,
    needs: lapsed ? `${lapsed} lapsed` : flagged ? `${flagged} flagged` : "",
    words: parts.filter(Boolean).join(", "),
  };
}
