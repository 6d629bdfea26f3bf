import { defineConfig } from "vitest/config";
import journeys from "./vitest.config";

// Makes the pictures of the docs; build/screenshots runs it.
export default defineConfig({ ...journeys, test: { ...journeys.test, include: ["*.pictures.ts"] } });
