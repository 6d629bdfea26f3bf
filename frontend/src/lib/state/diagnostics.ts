import type { Diagnostics } from "../backend";
import type { Desk } from "./desk.svelte";

/** Puts on the clipboard what helps others to help: no text of a layer is in it. Tells whether that worked. */
export async function copyDiagnostics(desk: Desk): Promise<boolean> {
  const done = await desk.notices.attempt(async () => {
    await navigator.clipboard.writeText(report(desk, await desk.setting.about()));
    desk.announcer.say("Diagnostics copied");
    return true;
  });
  return !!done;
}

function report({ preferences, workspace: { overview } }: Desk, about: Diagnostics): string {
  return [
    `Atlas Desk ${about.version} (${about.toolchain})`,
    about.commit && `Commit: ${about.commit}`,
    `Page: ${navigator.userAgent}`,
    `Packages: ${overview.packages.length}; repository: ${overview.state || (overview.repository ? "yes" : "no")}; zoom: ${preferences.zoom} %; theme: ${preferences.theme}`,
    overview.problem && `Problem: ${overview.problem}`,
    ...about.places.map(({ name, path, here }) => `${name}: ${path}${here ? "" : " (not there)"}`),
  ].filter(Boolean).join("\n");
}
