/** A view that fills the window between its bars. */
export interface Screen {
  id: ScreenId;
  title: string;
  /** Combinations in the form of lib/ui/keys. */
  keys: readonly string[];
  /** Whether it shows the package that is open, and nothing without one. */
  ofPackage: boolean;
}

export type ScreenId = "packages" | "text" | "review" | "coverage" | "history" | "preview" | "settings";

/** The screens, in the order of the rail. */
export const screens: readonly Screen[] = [
  { id: "packages", title: "Packages", keys: ["Mod+Shift+A"], ofPackage: false },
  { id: "text", title: "Text", keys: ["Mod+Shift+T"], ofPackage: true },
  { id: "review", title: "Review", keys: ["Mod+Shift+B"], ofPackage: true },
  { id: "coverage", title: "Coverage", keys: ["Mod+Shift+X"], ofPackage: true },
  { id: "history", title: "History", keys: ["Mod+Shift+H"], ofPackage: true },
  { id: "preview", title: "Preview", keys: ["F9"], ofPackage: true },
  { id: "settings", title: "Settings", keys: ["Mod+,"], ofPackage: false },
];
