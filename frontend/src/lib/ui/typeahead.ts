const pause = 800;

/** Finds items by the letters typed in quick succession. */
export class Typeahead {
  private typed = "";
  private last = -Infinity;

  /** The item that the letter leads to, from the one at `at` on; undefined when none begins so. */
  find(letter: string, names: string[], at: number, now = performance.now()): number | undefined {
    const repeated = now - this.last < pause;
    this.typed = repeated ? this.typed + letter.toLowerCase() : letter.toLowerCase();
    this.last = now;
    const first = this.typed.length > 1 ? at : at + 1;
    const order = names.map((_, i) => (first + i) % names.length);
    return order.find((i) => names[i]?.toLowerCase().startsWith(this.typed));
  }
}
