import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// Fonts are files of the page: its policy allows none inside a style sheet.
const assetsInlineLimit = 0;

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: "./",
  // Safari 16.4 is the oldest webview of macOS 13, our floor. The rest of
  // the page asks for less than that. One script: it comes from the program
  // itself, and what only some screens need is a tenth of it.
  build: { target: "safari16.4", outDir: "dist", emptyOutDir: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1200, assetsInlineLimit, license: { fileName: "licences/page.json" } },
  // Without this Vitest would load the server build of Svelte, where state does not react.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: { environment: "jsdom", include: ["src/**/*.test.ts"], setupFiles: ["src/testing/setup.ts"] },
}));
