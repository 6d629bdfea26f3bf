// What svelte-check does not see: promises that nobody waits for, conditions
// that cannot be otherwise, state that does not react. Whether markup is
// accessible Svelte judges itself, and svelte-check fails on its warnings.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const parserOptions = { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"] };

const typed = {
  "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
  "no-undef": "off", // TypeScript's own, as is the next
  "@typescript-eslint/no-unused-vars": "off",
  "@typescript-eslint/no-confusing-void-expression": "off",
  "@typescript-eslint/no-meaningless-void-operator": "off", // how an effect names what it is to follow
  "@typescript-eslint/no-non-null-assertion": "off",
  "@typescript-eslint/no-unnecessary-condition": "off", // what was so before an await may be otherwise after it
  "@typescript-eslint/no-unsafe-class-instance-assignment": "off", // CodeMirror gives values back as their base class
  "@typescript-eslint/require-await": "off", // an interface may ask for a promise
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
};

export default defineConfig(
  globalIgnores(["dist", "wailsjs"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.js"], extends: [js.configs.recommended] },
  {
    files: ["**/*.ts", "**/*.svelte"],
    extends: [js.configs.recommended, ts.configs.strictTypeChecked],
    languageOptions: { parserOptions },
    rules: typed,
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    extends: [svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, ...parserOptions } },
    rules: {
      // only svelte-check knows the types of components, their exports and snippets
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "svelte/button-has-type": "error",
      "svelte/prefer-svelte-reactivity": "off", // maps that nothing is drawn from need not react
    },
  },
);
