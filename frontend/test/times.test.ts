import { describe, expect, it } from "vitest";
import { absoluteTime, formatDuration, formatPercent, relativeTime } from "../src/times";
import { clockAt, spaced } from "./samples";

const serverClock = (iso: string, language = "en", locale = {}) =>
  clockAt(iso, language, { time_zone: "server", ...locale });
const relative = (...args: Parameters<typeof relativeTime>) => spaced(relativeTime(...args));

// Friday, 20 November 2026
describe("relativeTime", () => {
  it.each([
    ["2026-11-20T11:59:31Z", "now"],
    ["2026-11-20T12:00:10Z", "now"],
    ["2026-11-20T11:58:00Z", "2 min ago"],
    ["2026-11-20T11:01:00Z", "59 min ago"],
    ["2026-11-20T09:00:00Z", "3 hr ago"],
    ["2026-11-20T00:30:00Z", "11 hr ago"],
    ["2026-11-19T23:30:00Z", "yesterday"],
    ["2026-11-17T08:00:00Z", "Tuesday"],
    ["2026-11-13T08:00:00Z", "Nov 13"],
    ["2025-03-02T08:00:00Z", "Mar 2, 2025"],
  ])("%s is %s", (iso, text) => expect(relative(iso, serverClock("2026-11-20T12:00:00Z"))).toBe(text));

  it("is in hours, not yesterday, shortly after midnight", () => {
    expect(relative("2026-11-19T23:30:00Z", serverClock("2026-11-20T01:30:00Z"))).toBe("2 hr ago");
  });

  it("uses the days of the user's time zone", () => {
    const clock = { ...serverClock("2026-11-20T12:00:00Z"), timeZone: "Pacific/Auckland" }; // already the 21st
    expect(relative("2026-11-20T05:00:00Z", clock)).toBe("yesterday");
  });

  it("is in the user's language", () => {
    expect(relative("2026-11-20T11:58:00Z", serverClock("2026-11-20T12:00:00Z", "de"))).toBe("vor 2 Min.");
    expect(relative("2026-11-19T08:00:00Z", serverClock("2026-11-20T12:00:00Z", "fr"))).toBe("hier");
  });

  it("is in the language of the card's texts if the card is not translated", () => {
    const clock = { ...serverClock("2026-11-20T12:00:00Z", "sv"), language: "en" };
    expect(relative("2026-11-20T11:58:00Z", clock)).toBe("2 min ago");
    expect(relative("2026-11-17T08:00:00Z", clock)).toBe("Tuesday");
    expect(absoluteTime("2026-11-20T08:05:00Z", clock)).toBe("8:05");
  });

  it("does not break", () => {
    expect(relativeTime("2026-11-20T11:58:00Z", serverClock("2026-11-20T12:00:00Z"))).toBe("2\u00a0min\u00a0ago");
  });

  it("is empty for an invalid time", () => expect(relative("", serverClock("2026-11-20T12:00:00Z"))).toBe(""));
});

describe("absoluteTime", () => {
  const now = "2026-11-20T20:00:00Z";
  it.each([
    ["2026-11-20T14:32:00Z", "en", {}, "2:32 PM"],
    ["2026-11-20T14:32:00Z", "en", { time_format: "24" }, "14:32"],
    ["2026-11-20T14:32:00Z", "de", {}, "14:32"],
    ["2026-11-20T14:32:00Z", "de", { time_format: "12" }, "2:32 PM"],
    ["2026-11-18T14:32:00Z", "en", { time_format: "24" }, "Nov 18, 14:32"],
  ])("%s in %s with %o is %s", (iso, language, locale, text) => {
    expect(spaced(absoluteTime(iso, serverClock(now, language, locale)))).toBe(text);
  });

  it("does not break", () => {
    expect(relativeTime("2026-11-20T11:58:00Z", serverClock("2026-11-20T12:00:00Z"))).toBe("2\u00a0min\u00a0ago");
  });

  it("is empty for an invalid time", () => expect(absoluteTime("garbage", serverClock(now))).toBe(""));
});

describe("formatDuration", () => {
  it.each([
    [20, "20 sec"],
    [59.6, "1 min"],
    [720, "12 min"],
    [3540, "59 min"],
    [3599, "1 hr"],
    [3900, "1 hr 5 min"],
    [11 * 3600 + 300, "11 hr"],
    [47 * 3600, "47 hr"],
    [3 * 86400, "3 days"],
  ])("%d seconds are %s", (seconds, text) => expect(formatDuration(seconds, "en")).toBe(text));
});

describe("formatPercent", () => {
  it("does not round up to 100 %", () => expect(formatPercent(99.9, "en")).toBe("99%"));

  it("follows the language", () => expect(spaced(formatPercent(42, "de"))).toBe("42 %"));
});
