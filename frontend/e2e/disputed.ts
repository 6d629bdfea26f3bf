import type { Folder } from "./folder";

/**
 * Shares a folder's repository with somebody who has committed another wording
 * of a sentence that this side has committed in other words, too; returns the
 * repository that both share.
 */
export function disputed(folder: Folder): string {
  const [shared, file] = [`${folder.home}/shared.git`, "kazakhstan/signals.md"];
  folder.git("init", "--quiet", "--bare", "--initial-branch=main", shared);
  folder.git("remote", "add", "origin", shared);
  folder.git("push", "--quiet", "--set-upstream", "origin", "main");
  const wording = folder.read(file);
  const commit = (words: string) => {
    folder.write(file, wording.replace("the whole country", words));
    folder.git("commit", "--quiet", "--all", `--message=${words}`);
  };
  commit("all of the country");
  folder.git("push", "--quiet", "origin", "main");
  folder.git("reset", "--quiet", "--hard", "HEAD~1");
  folder.git("update-ref", "refs/remotes/origin/main", "HEAD");
  commit("the entire country");
  return shared;
}
