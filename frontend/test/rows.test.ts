import { describe, expect, it } from "vitest";
import { getLocalize } from "../src/localize";
import type { Delivery, Quality, RunningDownload, Scan } from "../src/messages";
import { labelTexts, type Row, rowId, rowStatus, rowTexts, stepsText, visibleRows } from "../src/rows";
import { clockAt, delivery, item, running, spaced } from "./samples";

const localize = getLocalize("en");
const clock = clockAt("2026-11-20T12:05:00Z");

/** Return each step as its tone with its progress: "ok" is done, "info0.5" half done, "info?" unknown, "." pending. */
const stepsOf = (row: Row, scans: Scan[] = []) =>
  rowStatus(row, scans, clock.now)
    .steps.map(({ tone, progress = "?" }) => (tone === "none" ? "." : `${tone}${progress === 1 ? "" : progress}`))
    .join(" ");

describe("the status of a row", () => {
  it.each<[string, Row, string, string]>([
    ["downloading", running(), "info", "info0.424 . . ."],
    ["downloading", running({ progress: null }), "info", "info? . . ."],
    ["downloading", running({ progress: 130, reason: "no_library" }), "info", "info warning . ."],
    ["downloading", running({ reason: "import_awaited", library: null }), "info", "info0.424 . . ."],
    ["waiting", delivery({ reason: "settling" }), "neutral", "ok neutral? . ."],
    ["waiting", delivery({ reason: "import_awaited" }), "neutral", "ok neutral? . ."],
    ["waiting", delivery({ reason: "plex_offline" }), "warning", "ok warning? . ."],
    ["waiting_for", delivery({ reason: "import_awaited", importer: "Sonarr" }), "neutral", "ok neutral? . ."],
    ["import_blocked", delivery({ reason: "import_blocked", importer: "Sonarr" }), "error", "ok warning . ."],
    ["waiting", delivery({ reason: "import_blocked" }), "error", "ok warning . ."],
    ["scanning", delivery({ state: "scanning" }), "info", "ok ok info? ."],
    ["scanning", delivery({ state: "scanning", found: null }), "info", "ok ok info? ."],
    ["scanning", delivery({ state: "scanning", found: { files: 0, of: 8 } }), "info", "ok ok info? ."],
    ["scanning", delivery({ state: "scanning", found: { files: 5, of: 8 } }), "info", "ok ok info0.625 ."],
    ["scanning", delivery({ state: "scanning", found: { files: 8, of: 8 } }), "info", "ok ok ok info?"],
    ["available", delivery({ state: "available", kind: "added" }), "ok", "ok ok ok ok"],
    ["upgraded", delivery({ state: "available", kind: "upgraded" }), "ok", "ok ok ok ok"],
    ["partly_available", delivery({ state: "available", items: [item(), item(), item()], missing_files: ["x"] }), "warning", "ok ok ok warning0.75"],
    ["partly_available", delivery({ state: "available", items: [item()], item_count: 3, missing_files: ["x"], missing_count: 9 }), "warning", "ok ok ok warning0.25"],
    ["unmatched", delivery({ state: "unmatched", reason: "no_library" }), "warning", "ok warning . ."],
    ["missing", delivery({ state: "missing", tried: [{ library_id: "1", folder: null, at: "" }] }), "error", "ok ok ok error"],
    ["missing", delivery({ state: "missing", reason: "forbidden" }), "error", "ok ok error ."],
    ["waiting", delivery({ state: "teleported" as never }), "neutral", "ok . . ."],
  ])("%s: %o", (label, row, tone, steps) => {
    expect(rowStatus(row, [], clock.now)).toMatchObject({ label, tone });
    expect(stepsOf(row)).toBe(steps);
  });

  it("includes the progress of the library's scan", () => {
    const row = delivery({ state: "scanning", library_id: "2" });
    const scan = (library_id: string, progress: number) => ({ library_id, library: "", progress });
    expect(stepsOf(row, [scan("1", 10), scan("2", 60)])).toBe("ok ok info0.6 .");
    expect(stepsOf({ ...row, found: { files: 0, of: 4 } }, [scan("2", 60)])).toBe("ok ok info0.6 .");
    expect(stepsOf({ ...row, found: { files: 1, of: 4 } }, [scan("2", 60)]), "files in Plex take precedence").toBe(
      "ok ok info0.25 .",
    );
  });
});

describe("a row that waits for the next scan", () => {
  const row = delivery({ state: "scanning", library_id: "2", scan_number: 2, next_scan_at: "2026-11-20T12:08:00Z" });

  it("says so, unless Plex scans its library or was asked for the first time", () => {
    expect(rowStatus({ ...row, scan_number: 1 }, [], clock.now).label).toBe("scanning");
    expect(rowStatus(row, [], clock.now)).toMatchObject({ label: "waiting", tone: "neutral" });
    const scan = { library_id: "2", library: "", progress: null };
    expect(rowStatus(row, [scan], clock.now).label).toBe("scanning");
    expect(rowStatus(row, [], Date.parse("2026-11-20T12:08:01Z")).label).toBe("scanning");
  });
});

describe("the texts of a row", () => {
  const upgrade = { type: "show", quality: "HDTV-720p", is_upgrade: true };

  it.each<[Row, string]>([
    [running(), "42% · 12 min left · to Movies"],
    [running({ progress: null, time_left: null, library: null, reason: "no_library" }), "no library for /downloads/n"],
    [running({ reason: "import_awaited", library: null }), "42% · 12 min left"],
    [running({ media: upgrade }), "42% · 12 min left · to Movies · upgrade"],
    [delivery({ reason: "settling" }), "for the files to settle · 5 min ago"],
    [delivery({ reason: "import_awaited" }), "for Sonarr, Radarr, or Lidarr · 5 min ago"],
    [delivery({ reason: "import_awaited", importer: "Sonarr", media: upgrade }), "upgrade · 5 min ago"],
    [delivery({ reason: "import_blocked", importer: "Sonarr", messages: ["Sample", "No files"], media: upgrade }), "Sample"],
    [delivery({ reason: "import_blocked", importer: "Sonarr", messages: [], explanation: "Help" }), "Help"],
    [delivery({ state: "available", library: "TV", requested_by: ["Ana", "Ben"] }), "TV · for Ana, Ben · 5 min ago"],
    [delivery({ state: "available", library: "TV", media: upgrade }), "TV · 5 min ago"],
    [delivery({ state: "scanning", library: "Movies" }), "Movies · 5 min ago"],
    [delivery({ state: "unmatched", reason: "no_library", library: "Movies" }), "/downloads/x · 5 min ago"],
    [delivery({ state: "missing", reason: "a_new_one", explanation: "The moon is full" }), "The moon is full · 5 min ago"],
    [delivery({ state: "available", reason: "partly_found", items: [item()], missing_files: ["a", "b"] }), "1 of 3 files · 5 min ago"],
    [delivery({ state: "available", library: "TV", items: [item({ type: "episode" }), item({ type: "episode" })] }), "2 episodes · TV · 5 min ago"],
    [delivery({ state: "available", reason: "partly_found", items: [item()], item_count: 50, missing_files: ["a"], missing_count: 70 }), "50 of 120 files · 5 min ago"],
    [delivery({ state: "available", items: [item({ type: "track" })], item_count: 120, missing_count: 0 }), "120 tracks · 5 min ago"],
    [delivery({ state: "available", items: [item({ type: "track" }), item()] }), "2 items · 5 min ago"],
  ])("%o", (row, text) => expect(spaced(rowTexts(row, localize, clock).join(" · "))).toBe(text));

  it.each<[number | null, string | null, string]>([
    [null, null, "Movies · 5 min ago"],
    [1, "2026-11-20T12:05:20Z", "next scan in 20 sec · Movies"],
    [2, "2026-11-20T12:08:00Z", "second look, next scan in 3 min · Movies"],
    [3, "2026-11-20T12:10:00Z", "third look, next scan in 5 min · Movies"],
    [9, "2026-11-20T12:10:00Z", "next scan in 5 min · Movies"],
    [3, "2026-11-20T12:04:00Z", "Movies · 5 min ago"],
    [4, null, "Movies · 5 min ago"],
  ])("of scan %o, with the next at %o: %s", (scan_number, next_scan_at, text) => {
    const row = delivery({ state: "scanning", library: "Movies", scan_number, next_scan_at });
    expect(spaced(rowTexts(row, localize, clock).join(" · "))).toBe(text);
  });

  it.each<[string | undefined, string]>([
    ["show", "5 of 8 episodes in Plex · 5 min ago"],
    ["music", "5 of 8 tracks in Plex · 5 min ago"],
    ["movie", "5 of 8 files in Plex · 5 min ago"],
    [undefined, "5 of 8 files in Plex · 5 min ago"],
  ])("count the files in Plex by the type of the library, %s", (type, text) => {
    const row = delivery({ state: "scanning", library: "TV", found: { files: 5, of: 8 } });
    expect(spaced(rowTexts(row, localize, clock, type).join(" · "))).toBe(text);
    expect(spaced(rowTexts({ ...row, found: null }, localize, clock, type).join(" · "))).toBe("TV · 5 min ago");
  });

  it("count the files and say when Plex scans again", () => {
    const again = { scan_number: 2, next_scan_at: "2026-11-20T12:08:00Z" };
    const row = delivery({ state: "scanning", library: "TV", found: { files: 0, of: 8 }, ...again });
    expect(rowTexts(row, localize, clock, "show")).toEqual([
      "0 of 8 episodes in Plex",
      "second look, next scan in 3 min",
    ]);
  });

  it("include when the download arrived, or until then when it was finished", () => {
    const times = { created_at: "2026-11-20T11:00:00Z", updated_at: "2026-11-20T12:03:00Z" };
    const download = { ...delivery().download, finished_at: "2026-11-20T11:55:00Z" };
    expect(spaced(rowTexts(delivery({ ...times, download, state: "available" }), localize, clock).at(-1)!)).toBe("2 min ago");
    expect(spaced(rowTexts(delivery({ ...times, download, state: "scanning" }), localize, clock).at(-1)!)).toBe("10 min ago");
  });

  it("are all in English if the card is not translated to the user's language", () => {
    const polish = { ...clockAt("2026-11-20T12:05:00Z", "pl"), language: "en" };
    expect(spaced(rowTexts(running(), localize, polish).join(" · "))).toBe("42% · 12 min left · to Movies");
    const hours = running({ progress: null, time_left: 7500 });
    expect(rowTexts(hours, localize, polish)[0]).toBe("2 hr 5 min left");
  });
});

describe("the state of a row", () => {
  const upgraded = { state: "available", kind: "upgraded", upgraded_from: { resolution: "1080" } } as const;
  const upgrade = (upgraded_from: Quality, quality: Quality) =>
    delivery({ ...upgraded, upgraded_from, items: [item(quality)] });

  it.each<[Row, string]>([
    [running(), "Downloading"],
    [delivery({ reason: "import_awaited" }), "Waiting"],
    [delivery({ reason: "import_awaited", importer: "Sonarr 4K" }), "Waiting for Sonarr 4K"],
    [delivery({ reason: "import_blocked", importer: "Radarr" }), "Radarr cannot import it"],
    [delivery({ ...upgraded, items: [item({ resolution: "4k" })] }), "Upgraded from 1080p"],
    [delivery({ ...upgraded, items: [item({ resolution: "1080" })] }), "Upgraded"],
    [upgrade({ resolution: "4k" }, { resolution: "4k", hdr: "HDR10" }), "Upgraded from 4K"],
    [upgrade({ resolution: "4k", hdr: "HDR10" }, { resolution: "4k", hdr: "Dolby Vision" }), "Upgraded"],
    [upgrade({ resolution: "1080", audio_channels: 2 }, { resolution: "1080", audio_channels: 6 }), "Upgraded from 1080p"],
    [upgrade({ resolution: "1080", audio_channels: 6 }, { resolution: "4k", audio_channels: 8 }), "Upgraded from 1080p 5.1"],
    [upgrade({ hdr: "HDR10" }, { resolution: "4k" }), "Upgraded"],
    [delivery({ ...upgraded, upgraded_from: null }), "Upgraded"],
    [delivery({ ...upgraded, kind: "added" }), "In Plex"],
  ])("%o: %s", (row, text) => expect(labelTexts(row, rowStatus(row, [], clock.now).label, localize).join(" ")).toBe(text));

  it.each<[Row, string]>([
    [running(), "Downloaded … · Library found · Scanned · In Plex"],
    [delivery({ state: "scanning" }), "Downloaded ✓ · Library found ✓ · Scanned … · In Plex"],
    [delivery({ state: "unmatched" }), "Downloaded ✓ · Library found ! · Scanned · In Plex"],
    [delivery({ state: "available" }), "Downloaded ✓ · Library found ✓ · Scanned ✓ · In Plex ✓"],
  ])("%o has the steps %s", (row, text) => {
    expect(spaced(stepsText(rowStatus(row, [], clock.now).steps, localize))).toBe(text);
  });
});

describe("visibleRows", () => {
  const allRunning = Array.from({ length: 9 }, (_, i) => running({ id: `r${i}` }));
  const allDeliveries = Array.from({ length: 9 }, (_, i) => delivery({ delivery_id: `d${i}` }));

  it.each([
    [1, 9, 4, "r0 d0 d1 d2"],
    [9, 9, 5, "r0 r1 r2 d0 d1"],
    [9, 1, 5, "r0 r1 r2 r3 d0"],
    [9, 0, 3, "r0 r1 r2"],
    [2, 1, 50, "r0 r1 d0"],
    [1, 1, 1, "r0"],
    [0, 0, 5, ""],
  ])("of %i running downloads and %i deliveries, with limit %i: %s", (runningCount, deliveryCount, limit, ids) => {
    const rows = visibleRows(allRunning.slice(0, runningCount), allDeliveries.slice(0, deliveryCount), limit);
    expect(rows.map(rowId).join(" ")).toBe(ids);
  });

  describe("starts with what needs the user", () => {
    const needy: Partial<Delivery>[] = [{ state: "missing" }, { state: "waiting", reason: "import_blocked" }];
    const failed = (n: number) => allDeliveries.slice(0, n).map((one, i) => ({ ...one, ...needy[i % 2] }));
    const other = (n: number, state: Delivery["state"]) =>
      Array.from({ length: n }, (_, i) => delivery({ delivery_id: `${state[0]}${i}`, state }));

    it.each<[string, RunningDownload[], Delivery[], number, string]>([
      ["downloads that run", allRunning, failed(9), 5, "d0 d1 d2 r0 r1"],
      ["downloads that run", allRunning, failed(9), 4, "d0 d1 r0 r1"],
      ["downloads that run", allRunning, failed(9), 1, "d0"],
      ["a single one", allRunning.slice(0, 1), failed(9), 5, "d0 d1 d2 d3 r0"],
      ["one that Plex scans", [], [...other(1, "scanning"), ...failed(9), ...other(2, "available")], 5, "d0 d1 d2 s0 a0"],
      ["all, as they are few", allRunning, [...failed(2), ...other(3, "waiting")], 5, "d0 d1 r0 r1 w0"],
    ])("and leaves room for %s", (_, runningDownloads, deliveries, limit, ids) => {
      expect(visibleRows(runningDownloads, deliveries, limit).map(rowId).join(" ")).toBe(ids);
    });

    it("in all rows if nothing is on its way", () => {
      const deliveries = [...other(5, "available"), ...failed(9)];
      expect(visibleRows([], deliveries, 5).map(rowId).join(" ")).toBe("d0 d1 d2 d3 d4");
    });
  });

  it("returns all rows without a limit", () => {
    expect(visibleRows(allRunning, allDeliveries, Infinity)).toHaveLength(18);
  });
});
