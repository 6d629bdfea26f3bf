/**
 * A call that Go rejected. Tell faults apart by `code`; `message` says what
 * was being done and why it failed, `hint` what to do now.
 */
export class Fault extends Error {
  override readonly name = "Fault";

  constructor(
    readonly code: string,
    message: string,
    readonly hint = "",
  ) {
    super(message);
  }

  /** The message and the hint as they are shown to a person. */
  get sentence(): string {
    const told = sentence(this.message);
    return this.hint && !told.includes(this.hint) ? `${told} ${sentence(this.hint)}` : told;
  }
}

/** Whatever a promise was rejected with, as a Fault. */
export function faultOf(reason: unknown): Fault {
  if (reason instanceof Fault) return reason;
  const message = reason instanceof Error ? reason.message : String(reason);
  const { code, message: told, hint } = parsed(message);
  if (code && told) return new Fault(code, told, hint);
  return new Fault(reason instanceof Error ? "internal" : "unknown", message || "Something failed without saying why");
}

/** The Fault that Go sent. Wails puts what its error formatter returns through `new Error`, so it travels as JSON. */
function parsed(message: string): Partial<Pick<Fault, "code" | "message" | "hint">> {
  if (!message.startsWith("{")) return {};
  try {
    return JSON.parse(message) as Partial<Fault>;
  } catch {
    return {};
  }
}

/** A message of Go, which begins small as errors do, as a sentence. The path of a file that it begins with stays as it is, since another case names another file. */
export function sentence(message: string): string {
  const trimmed = message.trim();
  const capital = /^\S*([/\\]|\.md)/.test(trimmed) ? trimmed : trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
}
