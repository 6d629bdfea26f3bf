import { defineConfig } from "vitest/config";

// The journeys: the built page in Chromium, the real Go program behind it.
// Each starts a window, so they run one after the other. What fails once and not
// twice is named by build/test: it is a race, in the program or in the journey,
// and worth finding.
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../node_modules/.vite",
  test: {
    include: ["*.e2e.ts"],
    fileParallelism: false,
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
