/** What the window's one polite live region says. */
export class Announcer {
  words = $state("");

  say(words: string): void {
    // The same words again are only spoken when the text differs: a trailing no-break space is silent.
    this.words = words === this.words ? `${words}\u00a0` : words;
  }
}
