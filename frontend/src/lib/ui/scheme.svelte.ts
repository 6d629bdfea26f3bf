import { MediaQuery } from "svelte/reactivity";

const contrast = new MediaQuery("prefers-contrast: more");
const dark = new MediaQuery("prefers-color-scheme: dark");

/** The theme that the system asks for. */
export const prefersColorScheme = {
  get current(): "light" | "dark" | "contrast" {
    if (contrast.current) return "contrast";
    return dark.current ? "dark" : "light";
  },
};
