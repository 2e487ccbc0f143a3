import { describe, expect, it } from "vitest";
import { ago, duration, moment, percent } from "../src/times";
import { at } from "./samples";

const zoned = (iso: string, language = "en", more = {}) => at(iso, language, { time_zone: "server", ...more });
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

// Friday, 20 November 2026
describe("how long ago", () => {
  it.each([
    ["2026-11-20T11:59:31Z", "now", "now"],
    ["2026-11-20T12:00:10Z", "now", "now"],
    ["2026-11-20T11:58:00Z", "2 min ago", "2 min"],
    ["2026-11-20T11:01:00Z", "59 min ago", "59 min"],
    ["2026-11-20T09:00:00Z", "3 hr ago", "3 hr"],
    ["2026-11-20T00:30:00Z", "11 hr ago", "11 hr"],
    ["2026-11-19T23:30:00Z", "yesterday", "yesterday"],
    ["2026-11-17T08:00:00Z", "Tuesday", "Tue"],
    ["2026-11-13T08:00:00Z", "Nov 13", "Nov 13"],
    ["2025-03-02T08:00:00Z", "Mar 2, 2025", "Mar 2, 2025"],
  ])("%s is %s, or %s", (iso, text, narrow) => {
    const clock = zoned("2026-11-20T12:00:00Z");
    expect([ago(iso, clock), ago(iso, clock, true)]).toEqual([text, narrow]);
  });

  it("does not call two hours before midnight yesterday", () => {
    expect(ago("2026-11-19T23:30:00Z", zoned("2026-11-20T01:30:00Z"))).toBe("2 hr ago");
  });

  it("counts days where the user wants them counted", () => {
    const clock = { ...zoned("2026-11-20T12:00:00Z"), timeZone: "Pacific/Auckland" }; // there it is the 21st already
    expect(ago("2026-11-20T05:00:00Z", clock)).toBe("yesterday");
  });

  it("speaks the user's language", () => {
    expect(ago("2026-11-20T11:58:00Z", zoned("2026-11-20T12:00:00Z", "de"))).toBe("vor 2 Min.");
    expect(ago("2026-11-19T08:00:00Z", zoned("2026-11-20T12:00:00Z", "fr"))).toBe("hier");
  });

  it("speaks the language of the words around it", () => {
    const clock = { ...zoned("2026-11-20T12:00:00Z", "sv"), words: "en" };
    expect(ago("2026-11-20T11:58:00Z", clock)).toBe("2 min ago");
    expect(ago("2026-11-17T08:00:00Z", clock)).toBe("Tuesday");
    expect(moment("2026-11-20T08:05:00Z", clock)).toBe("8:05");
  });

  it("says nothing of what is no time", () => expect(ago("", zoned("2026-11-20T12:00:00Z"))).toBe(""));
});

describe("a moment", () => {
  const now = "2026-11-20T20:00:00Z";
  it.each([
    ["2026-11-20T14:32:00Z", "en", {}, "2:32 PM"],
    ["2026-11-20T14:32:00Z", "en", { time_format: "24" }, "14:32"],
    ["2026-11-20T14:32:00Z", "de", {}, "14:32"],
    ["2026-11-20T14:32:00Z", "de", { time_format: "12" }, "2:32 PM"],
    ["2026-11-18T14:32:00Z", "en", { time_format: "24" }, "Nov 18, 14:32"],
  ])("%s in %s with %o is %s", (iso, language, more, text) => {
    expect(plain(moment(iso, zoned(now, language, more)))).toBe(text);
  });
});

it("a moment that is none is not said", () => expect(moment("garbage", zoned("2026-11-20T20:00:00Z"))).toBe(""));

describe("durations and shares", () => {
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
  ])("%d seconds are %s", (seconds, text) => expect(duration(seconds, "en")).toBe(text));

  it("is not done before it is done", () => {
    expect(percent(99.9, "en")).toBe("99%");
    expect(plain(percent(42, "de"))).toBe("42 %");
  });
});
