import { describe, expect, it } from "vitest";
import { opens, rowsOf, saidOf, sourceName, stageOf } from "../src/rows";
import type { Delivery, Running } from "../src/messages";
import { speaking } from "../src/localize";
import { at, delivery, item, running } from "./samples";

const say = speaking("en");
const clock = at("2026-11-20T12:05:00Z");

/** The four steps in a word: a tone's first letter with its share, "." for not yet, "?" for nobody knows. */
const track = (one: Delivery | Running, scanning = [] as Parameters<typeof stageOf>[1]) =>
  stageOf(one, scanning)
    .steps.map(({ tone, full }) => (tone === "none" ? "." : `${tone}${full === undefined ? "?" : full === 1 ? "" : full}`))
    .join(" ");

describe("how far a download is", () => {
  it.each<[string, Delivery | Running, string, string]>([
    ["downloading", running(), "info", "info0.424 . . ."],
    ["downloading", running({ progress: null }), "info", "info? . . ."],
    ["downloading", running({ progress: 130, reason: "no_library" }), "info", "info warning . ."],
    ["waiting", delivery({ reason: "settling" }), "calm", "ok calm? . ."],
    ["waiting", delivery({ reason: "import_awaited" }), "calm", "ok calm? . ."],
    ["waiting", delivery({ reason: "plex_offline" }), "warning", "ok warning? . ."],
    ["scanning", delivery({ state: "scanning" }), "info", "ok ok info? ."],
    ["scanning", delivery({ state: "scanning", found: null }), "info", "ok ok info? ."],
    ["scanning", delivery({ state: "scanning", found: { files: 0, of: 8 } }), "info", "ok ok info? ."],
    ["scanning", delivery({ state: "scanning", found: { files: 5, of: 8 } }), "info", "ok ok info0.625 ."],
    ["scanning", delivery({ state: "scanning", found: { files: 8, of: 8 } }), "info", "ok ok ok info?"],
    ["available", delivery({ state: "available", kind: "added" }), "ok", "ok ok ok ok"],
    ["upgraded", delivery({ state: "available", kind: "upgraded" }), "ok", "ok ok ok ok"],
    ["partly", delivery({ state: "available", items: [item(), item(), item()], missing_files: ["x"] }), "warning", "ok ok ok warning0.75"],
    ["partly", delivery({ state: "available", items: [item()], item_count: 3, missing_files: ["x"], missing_count: 9 }), "warning", "ok ok ok warning0.25"],
    ["unmatched", delivery({ state: "unmatched", reason: "no_library" }), "warning", "ok warning . ."],
    ["missing", delivery({ state: "missing", tried: [{ library_id: "1", folder: null, at: "" }] }), "error", "ok ok ok error"],
    ["missing", delivery({ state: "missing", reason: "forbidden" }), "error", "ok ok error ."],
    ["waiting", delivery({ state: "teleported" as never }), "calm", "ok . . ."],
  ])("%s: %o", (word, one, tone, steps) => {
    expect(stageOf(one, [])).toMatchObject({ word, tone });
    expect(track(one)).toBe(steps);
  });

  it("shows the progress of its own library's scan", () => {
    const one = delivery({ state: "scanning", library_id: "2" });
    const scan = (library_id: string, progress: number) => ({ library_id, library: "", progress });
    expect(track(one, [scan("1", 10), scan("2", 60)])).toBe("ok ok info0.6 .");
    expect(track({ ...one, found: { files: 0, of: 4 } }, [scan("2", 60)])).toBe("ok ok info0.6 .");
    expect(track({ ...one, found: { files: 1, of: 4 } }, [scan("2", 60)]), "what is in Plex counts more").toBe(
      "ok ok info0.25 .",
    );
  });
});

describe("what is said of it", () => {
  it.each<[Delivery | Running, string]>([
    [running(), "42% · 12 min left · Movies · qBittorrent"],
    [running({ progress: null, time_left: null, library: null, reason: "no_library" }), "no library for /downloads/n · qBittorrent"],
    [delivery({ reason: "settling" }), "for the files to settle · Transmission, 5 min ago"],
    [delivery({ state: "scanning", library: "Movies" }), "Movies · Transmission, 5 min ago"],
    [delivery({ state: "unmatched", reason: "no_library", library: "Movies" }), "/downloads/x · Transmission, 5 min ago"],
    [delivery({ state: "missing", reason: "a_new_one", explanation: "The moon is full" }), "The moon is full · Transmission, 5 min ago"],
    [delivery({ state: "available", reason: "partly_found", items: [item()], missing_files: ["a", "b"] }), "1 of 3 files · Transmission, 5 min ago"],
    [delivery({ state: "available", library: "TV", items: [item({ type: "episode" }), item({ type: "episode" })] }), "2 episodes · TV · Transmission, 5 min ago"],
    [delivery({ state: "available", reason: "partly_found", items: [item()], item_count: 50, missing_files: ["a"], missing_count: 70 }), "50 of 120 files · Transmission, 5 min ago"],
    [delivery({ state: "available", items: [item({ type: "track" })], item_count: 120, missing_count: 0 }), "120 tracks · Transmission, 5 min ago"],
    [delivery({ state: "available", items: [item({ type: "track" }), item()] }), "2 items · Transmission, 5 min ago"],
  ])("%o", (one, text) => expect(saidOf(one, say, clock).join(" · ")).toBe(text));

  it.each<[string | undefined, string]>([
    ["show", "5 of 8 episodes in Plex · Transmission, 5 min ago"],
    ["music", "5 of 8 tracks in Plex · Transmission, 5 min ago"],
    ["movie", "5 of 8 files in Plex · Transmission, 5 min ago"],
    [undefined, "5 of 8 files in Plex · Transmission, 5 min ago"],
  ])("tells how much of it is found, as files in a library of type %s are called", (type, text) => {
    const one = delivery({ state: "scanning", library: "TV", found: { files: 5, of: 8 } });
    expect(saidOf(one, say, clock, type).join(" · ")).toBe(text);
    expect(saidOf({ ...one, found: null }, say, clock, type).join(" · ")).toBe("TV · Transmission, 5 min ago");
  });

  it("says when it arrived once it has, and before that when it was finished", () => {
    const times = { created_at: "2026-11-20T11:00:00Z", updated_at: "2026-11-20T12:03:00Z" };
    const download = { ...delivery().download, finished_at: "2026-11-20T11:55:00Z" };
    expect(saidOf(delivery({ ...times, download, state: "available" }), say, clock).at(-1)).toBe("Transmission, 2 min ago");
    expect(saidOf(delivery({ ...times, download, state: "scanning" }), say, clock).at(-1)).toBe("Transmission, 10 min ago");
  });

  it("is of one language, also where the card does not speak the user's", () => {
    const polish = { ...at("2026-11-20T12:05:00Z", "pl"), words: "en" };
    expect(saidOf(running(), say, polish).join(" · ")).toBe("42% · 12 min left · Movies · qBittorrent");
    const hours = running({ progress: null, time_left: 7500 });
    expect(saidOf(hours, say, polish)[0]).toBe("2 hr 5 min left");
  });

  it("calls sources by their names", () => {
    expect(["qbittorrent", "sonarr", "my_client", "action"].map((one) => sourceName(one, say))).toEqual([
      "qBittorrent",
      "Sonarr",
      "My client",
      "Action",
    ]);
  });

  it("opens packs, failures and what is partly there, and nothing else", () => {
    expect(opens(delivery({ state: "available", items: [item(), item()] }))).toBe(true);
    expect(opens(delivery({ state: "available", items: [item()], missing_files: ["x"] }))).toBe(true);
    expect(opens(delivery({ state: "unmatched" }))).toBe(true);
    expect(opens(delivery({ state: "available", items: [item()] }))).toBe(false);
    expect(opens(running())).toBe(false);
  });
});

describe("which rows are shown", () => {
  const runs = Array.from({ length: 9 }, (_, i) => running({ id: `r${i}` }));
  const came = Array.from({ length: 9 }, (_, i) => delivery({ delivery_id: `d${i}` }));
  const shown = (running: number, deliveries: number, most: number) =>
    rowsOf(runs.slice(0, running), came.slice(0, deliveries), most)
      .map((one) => ("id" in one ? one.id : one.delivery_id))
      .join(" ");

  it.each([
    [1, 9, 4, "r0 d0 d1 d2"],
    [9, 9, 5, "r0 r1 r2 d0 d1"],
    [9, 1, 5, "r0 r1 r2 r3 d0"],
    [9, 0, 3, "r0 r1 r2"],
    [2, 1, 50, "r0 r1 d0"],
    [1, 1, 1, "r0"],
    [0, 0, 5, ""],
  ])("of %i running and %i delivered at most %i", (running, deliveries, most, rows) => {
    expect(shown(running, deliveries, most)).toBe(rows);
  });

  it("shows all, where there is no limit", () => expect(rowsOf(runs, came, Infinity)).toHaveLength(18));
});
