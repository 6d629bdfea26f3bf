import type { Backend } from "../backend";
import { Pacer } from "./pacer";

const most = 20;
const mostCommands = 5;

/** A layer that was open. */
export interface Visited {
  pkg: string;
  layer: string;
}

/** The layers that were open and the commands that were given last, the latest first, also before the program was started. */
export class Recent {
  list = $state.raw<Visited[]>([]);
  /** By their ids. */
  commands = $state.raw<string[]>([]);
  private folder = ""; // that the layers are of; empty until Go has told what was open before
  private readonly keeping = new Pacer(() => this.keep(), 300, 2000);

  constructor(private readonly calls: Pick<Backend["start"], "Lately" | "KeepLately">) {}

  /** Puts what was before behind what is, once. */
  async load(): Promise<void> {
    if (this.folder) return;
    const before = await this.calls.Lately().catch(() => null); // no folder is open yet
    if (!before || this.folder) return;
    this.folder = before.folder;
    const own = { list: this.list, commands: this.commands };
    for (const command of [...before.commands.toReversed(), ...own.commands.toReversed()]) this.commands = ahead(command, this.commands, mostCommands);
    if (own.list.length) this.keeping.request();
    for (const one of [...before.layers.map(visitedOf).toReversed(), ...own.list.toReversed()]) this.list = ahead(one, this.list, most);
  }

  visit(pkg: string, layer: string): void {
    this.list = ahead({ pkg, layer }, this.list, most);
    this.keeping.request();
  }

  gave(command: string): void {
    this.commands = ahead(command, this.commands, mostCommands);
    this.keeping.request();
  }

  /** Forgets the layers, for another folder. */
  clear(): void {
    this.keeping.stop();
    this.list = [];
    this.folder = "";
  }

  private async keep(): Promise<void> {
    const { folder, list, commands } = this;
    const layers = list.map(({ pkg, layer }) => `${pkg}/${layer}`);
    if (folder) await this.calls.KeepLately({ folder, layers, commands }).catch(() => {}); // a convenience less, and nothing to do about it
  }
}

/** A list with one before all others. */
function ahead<T>(one: T, list: readonly T[], most: number): T[] {
  const key = JSON.stringify(one);
  return [one, ...list.filter((other) => JSON.stringify(other) !== key)].slice(0, most);
}

function visitedOf(path: string): Visited {
  const at = path.lastIndexOf("/");
  return { pkg: path.slice(0, at), layer: path.slice(at + 1) };
}
