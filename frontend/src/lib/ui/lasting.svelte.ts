/**
 * A condition that holds for a while before it is told: what comes and goes
 * within one keystroke would only flicker, and be painted for nothing. Made
 * while a component is set up.
 */
export class Lasting {
  now = $state(false);

  /** `rest` is in ms. */
  constructor(holds: () => boolean, rest = 300) {
    $effect(() => {
      if (!holds()) {
        this.now = false;
        return;
      }
      const timer = setTimeout(() => (this.now = true), rest);
      return () => clearTimeout(timer);
    });
  }
}
