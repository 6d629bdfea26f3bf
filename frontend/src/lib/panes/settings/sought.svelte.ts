import { createContext } from "svelte";

/** What is looked for among the settings. */
export class Sought {
  words = $state("");

  /** Whether a setting with these texts answers. */
  finds(...texts: string[]): boolean {
    const all = texts.join(" ").toLowerCase();
    return this.words.toLowerCase().split(/\s+/).every((word) => all.includes(word));
  }
}

export const [getSought, setSought] = createContext<Sought>();
