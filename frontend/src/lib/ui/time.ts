const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** The time of day of an RFC 3339 time, in the reader's zone. */
export function timeOfDay(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "" : clock.format(date);
}

const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The day and time of an RFC 3339 time, in the reader's zone. */
export function moment(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? "" : date.format(at);
}

const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** An RFC 3339 time in few words: the time of today, the day of this year, or else the date. */
export function shortly(time: string, now = new Date()): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return "";
  if (at.toDateString() === now.toDateString()) return hour.format(at);
  return (at.getFullYear() === now.getFullYear() ? dayOfYear : day).format(at);
}
