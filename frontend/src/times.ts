// Times, durations and shares as a person in their language reads them (pure).
import type { Locale } from "./hass";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Clock {
  locale: Locale;
  /** The language of the words around; it is another one where the card does not speak the user's. */
  words: string;
  /** The server's, as an IANA name; where the user wants times as they are there. */
  timeZone: string;
  now: number;
}

/** "now", "2 min ago", "3 hr ago", "yesterday", "Friday", "12 Nov"; narrow: "2 min", "3 hr", "yesterday", "Fri". */
export function ago(at: string, clock: Clock, narrow = false): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return "";
  const language = clock.words;
  const past = Math.max(0, clock.now - time);
  const days = daysBetween(time, clock);
  if (past < MINUTE) return relative(language).format(0, "second");
  if (past < HOUR) return passed(Math.floor(past / MINUTE), "minute", language, narrow);
  if (days === 0 || past < 6 * HOUR) return passed(Math.floor(past / HOUR), "hour", language, narrow);
  if (days === 1) return relative(language).format(-1, "day");
  const options = days < 7 ? { weekday: narrow ? "short" : "long" } as const : date(time, clock);
  return formatted(time, options, clock, language);
}

/** "14:32" today, else with the day: "12 Nov, 14:32". */
export function moment(at: string, clock: Clock): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return "";
  const options: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit", ...hours(clock.locale) };
  const whole = daysBetween(time, clock) ? { ...date(time, clock), ...options } : options;
  return formatted(time, whole, clock, clock.locale.language);
}

/** "45 s", "12 min", "1 hr 5 min", "2 days". */
export function duration(seconds: number, language: string): string {
  if (Math.round(seconds) < 60) return unit(Math.round(seconds), "second", language);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit(minutes, "minute", language);
  if (minutes >= 48 * 60) return unit(Math.round(minutes / 60 / 24), "day", language);
  const rest = minutes % 60;
  const whole = unit(Math.floor(minutes / 60), "hour", language);
  return rest && minutes < 10 * 60 ? `${whole} ${unit(rest, "minute", language)}` : whole;
}

/** 42.4 → "42 %", with the space that the language wants. */
export function percent(value: number, language: string): string {
  return format(Intl.NumberFormat, language, { style: "percent" }).format(Math.floor(value) / 100);
}

function passed(value: number, of: "minute" | "hour", language: string, narrow: boolean): string {
  if (narrow) return unit(value, of, language);
  const text = relative(language).format(-value, of);
  // English does without the point: "2 min ago", as in "12 min left".
  return language.startsWith("en") ? text.replace(".", "") : text;
}

function relative(language: string): Intl.RelativeTimeFormat {
  return format(Intl.RelativeTimeFormat, language, { numeric: "auto", style: "short" });
}

function unit(value: number, name: string, language: string): string {
  return format(Intl.NumberFormat, language, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
}

function date(time: number, clock: Clock): Intl.DateTimeFormatOptions {
  const old = clock.now - time > 300 * DAY;
  return { day: "numeric", month: "short", ...(old && { year: "numeric" }) };
}

/** Return how many midnights lie between then and now. */
function daysBetween(time: number, clock: Clock): number {
  const day = (one: number) => {
    const iso = format(Intl.DateTimeFormat, "sv", { dateStyle: "short", timeZone: zone(clock) }).format(one);
    return Date.parse(`${iso}T00:00:00Z`);
  };
  return Math.round((day(clock.now) - day(time)) / DAY);
}

function formatted(time: number, options: Intl.DateTimeFormatOptions, clock: Clock, language: string): string {
  return format(Intl.DateTimeFormat, language, { ...options, timeZone: zone(clock) }).format(time);
}

function zone(clock: Clock): string | undefined {
  return clock.locale.time_zone === "server" ? clock.timeZone : undefined;
}

function hours({ time_format: wanted }: Locale): Intl.DateTimeFormatOptions {
  if (wanted === "12") return { hourCycle: "h12" };
  if (wanted === "24") return { hourCycle: "h23" };
  if (wanted !== "system") return {};
  return { hourCycle: new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hourCycle };
}

const formats = new Map<string, unknown>();

/** Return a format, made once: making one costs more than all that it formats for a card. */
function format<T, O>(Format: new (language: string, options: O) => T, language: string, options: O): T {
  const key = JSON.stringify([Format.name, language, options]);
  if (!formats.has(key)) formats.set(key, new Format(language, options));
  return formats.get(key) as T;
}
