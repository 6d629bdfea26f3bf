/** Something that can be asked about what the reader looks at. */
export interface Question<T> {
  about: string;
  ask: () => Promise<T | null>;
}

/**
 * The answer to a question about what the reader looks at, which changes with
 * every step: asked when nothing has changed for a while. Made while a component
 * is set up.
 */
export class Rested<T> {
  private told = $state.raw<{ about: string; answer: T } | null>(null);
  private asked: Question<T> | null = null;

  /** `rest` is in ms. */
  constructor(question: () => Question<T> | null, rest = 400) {
    $effect(() => {
      const asked = question();
      this.asked = asked;
      if (!asked) return;
      const timer = setTimeout(() => void this.ask(asked), rest);
      return () => clearTimeout(timer);
    });
  }

  /** What is known about something; null before it is, and where there is no answer. */
  of(about: string): T | null {
    return this.told?.about === about ? this.told.answer : null;
  }

  private async ask(asked: Question<T>): Promise<void> {
    const answer = await asked.ask();
    if (asked === this.asked) this.told = answer && { about: asked.about, answer };
  }
}
