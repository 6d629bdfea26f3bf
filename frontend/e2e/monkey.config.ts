import { defineConfig } from "vitest/config";
import journeys from "./vitest.config";

// Presses and clicks at random; build/monkey runs it.
export default defineConfig({ ...journeys, test: { ...journeys.test, include: ["*.monkey.ts"], testTimeout: 0 } });
