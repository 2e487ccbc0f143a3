// Times, durations and percentages in the user's language (pure).
import type { Locale } from "./hass";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Clock {
  /** The user's settings. */
  locale: Locale;
  /** The language of the card's texts: English if the card is not translated to the user's language. */
  language: string;
  /** The time zone of the server, for users who chose it. */
  timeZone: string;
  now: number;
}

/** "now", "2 min ago", "3 hr ago", "yesterday", "Friday", "12 Nov", without a line break. */
export function relativeTime(iso: string, clock: Clock): string {
  return relativeText(iso, clock).replaceAll(" ", "\u00a0");
}

function relativeText(iso: string, clock: Clock): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return "";
  const { language } = clock;
  const elapsed = Math.max(0, clock.now - time);
  const days = daysAgo(time, clock);
  if (elapsed < MINUTE) return relativeFormat(language).format(0, "second");
  if (elapsed < HOUR) return formatAgo(Math.floor(elapsed / MINUTE), "minute", language);
  if (days === 0 || elapsed < 6 * HOUR) return formatAgo(Math.floor(elapsed / HOUR), "hour", language);
  if (days === 1) return relativeFormat(language).format(-1, "day");
  const options = days < 7 ? ({ weekday: "long" } as const) : dateOptions(time, clock);
  return formatDateTime(time, options, clock, language);
}

/** "14:32" for today, else "12 Nov, 14:32"; with seconds "14:32:05". */
export function absoluteTime(iso: string, clock: Clock, withSeconds = false): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return "";
  const timeOptions: Intl.DateTimeFormatOptions = {
    hour: "numeric",
    minute: "2-digit",
    ...(withSeconds && { second: "2-digit" }),
    ...hourCycle(clock.locale),
  };
  const options = daysAgo(time, clock) ? { ...dateOptions(time, clock), ...timeOptions } : timeOptions;
  return formatDateTime(time, options, clock, clock.locale.language);
}

/** "45 sec", "12 min", "1 hr 5 min", "2 days". */
export function formatDuration(seconds: number, language: string): string {
  if (Math.round(seconds) < 60) return formatUnit(Math.round(seconds), "second", language);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return formatUnit(minutes, "minute", language);
  if (minutes >= 48 * 60) return formatUnit(Math.round(minutes / 60 / 24), "day", language);
  const rest = minutes % 60;
  const hours = formatUnit(Math.floor(minutes / 60), "hour", language);
  return rest && minutes < 10 * 60 ? `${hours} ${formatUnit(rest, "minute", language)}` : hours;
}

/** 42.4 → "42%", or "42 %" in languages with a space. */
export function formatPercent(value: number, language: string): string {
  return getFormat(Intl.NumberFormat, language, { style: "percent" }).format(Math.floor(value) / 100);
}

function formatAgo(value: number, unit: "minute" | "hour", language: string): string {
  const text = relativeFormat(language).format(-value, unit);
  // "2 min ago" instead of "2 min. ago", to match "12 min left".
  return language.startsWith("en") ? text.replace(".", "") : text;
}

function relativeFormat(language: string): Intl.RelativeTimeFormat {
  return getFormat(Intl.RelativeTimeFormat, language, { numeric: "auto", style: "short" });
}

function formatUnit(value: number, unit: string, language: string): string {
  return getFormat(Intl.NumberFormat, language, { style: "unit", unit, unitDisplay: "short" }).format(value);
}

function dateOptions(time: number, clock: Clock): Intl.DateTimeFormatOptions {
  const isOld = clock.now - time > 300 * DAY;
  return { day: "numeric", month: "short", ...(isOld && { year: "numeric" }) };
}

/** Return the number of midnights between a time and now. */
function daysAgo(time: number, clock: Clock): number {
  const startOfDay = (value: number) => {
    // Sweden's short date is ISO 8601.
    const format = getFormat(Intl.DateTimeFormat, "sv", { dateStyle: "short", timeZone: timeZoneOf(clock) });
    return Date.parse(`${format.format(value)}T00:00:00Z`);
  };
  return Math.round((startOfDay(clock.now) - startOfDay(time)) / DAY);
}

function formatDateTime(time: number, options: Intl.DateTimeFormatOptions, clock: Clock, language: string): string {
  return getFormat(Intl.DateTimeFormat, language, { ...options, timeZone: timeZoneOf(clock) }).format(time);
}

/** Return undefined for the time zone of the browser. */
function timeZoneOf(clock: Clock): string | undefined {
  return clock.locale.time_zone === "server" ? clock.timeZone : undefined;
}

function hourCycle({ time_format: timeFormat }: Locale): Intl.DateTimeFormatOptions {
  if (timeFormat === "12") return { hourCycle: "h12" };
  if (timeFormat === "24") return { hourCycle: "h23" };
  if (timeFormat !== "system") return {};
  return { hourCycle: new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hourCycle };
}

const formats = new Map<string, unknown>();

/** Return a cached format: creating one takes longer than formatting all values of a card. */
export function getFormat<T, O>(Format: new (language: string, options: O) => T, language: string, options: O): T {
  const key = JSON.stringify([Format.name, language, options]);
  if (!formats.has(key)) formats.set(key, new Format(language, options));
  return formats.get(key) as T;
}
