/** The layers of a package, with the letters that stand for them above their cells. */
export const layers: readonly { key: string; letter: string; title: string }[] = [
  { key: "evidence", letter: "E", title: "Evidence" },
  { key: "signals", letter: "S", title: "Signals" },
  { key: "trust-dimensions", letter: "T", title: "Trust dimensions" },
  { key: "metadata", letter: "M", title: "Metadata" },
  { key: "profile", letter: "P", title: "Profile" },
  { key: "builder-mode", letter: "B", title: "Builder mode" },
  { key: "change-log", letter: "C", title: "Change log" },
];
