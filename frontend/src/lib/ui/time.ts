const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** The time of day of an RFC 3339 time, in the reader's zone. */
export function timeOfDay(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "" : clock.format(date);
}

const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** The day of an RFC 3339 time, in the reader's zone. */
export function day(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? "" : dateOnly.format(at);
}

const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The day and time of an RFC 3339 time, in the reader's zone. */
export function moment(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? "" : date.format(at);
}
