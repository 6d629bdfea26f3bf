const most = 20;
const mostCommands = 5;

/** A layer that was open. */
export interface Visited {
  pkg: string;
  layer: string;
}

/** The layers that were open and the commands that were given last, the latest first. */
export class Recent {
  list = $state.raw<Visited[]>([]);
  /** By their ids. */
  commands = $state.raw<string[]>([]);

  visit(pkg: string, layer: string): void {
    const others = this.list.filter((one) => one.pkg !== pkg || one.layer !== layer);
    this.list = [{ pkg, layer }, ...others].slice(0, most);
  }

  gave(command: string): void {
    this.commands = [command, ...this.commands.filter((id) => id !== command)].slice(0, mostCommands);
  }

  /** Forgets the layers, for another folder. */
  clear(): void {
    this.list = [];
  }
}
