import { describe, expect, it } from "vitest";
import { canRestart } from "../src/details/buttons";
import { clientName } from "../src/details/clients";
import { dialogTitle, fileName, formatBytes, itemFacts, itemHeading, qualityBadges } from "../src/details/description";
import { errorText, integrationError } from "../src/details/errors";
import { getFacts } from "../src/details/facts";
import type { Details, DetailedItem, StepMessage } from "../src/details/messages";
import { currentStep, formatElapsed, getStory, isFinal } from "../src/details/story";
import { getSubject } from "../src/details/subject";
import { getText } from "../src/details/texts";
import type { Hass } from "../src/hass";
import { getLocalize } from "../src/localize";
import { type Row, rowId } from "../src/rows";
import { clockAt, delivery, item, recentItem, running } from "./samples";

const localize = getLocalize("en");
const text = getText("en");
const clock = clockAt("2026-11-20T12:30:00Z", "en", { time_format: "24", time_zone: "server" });
const wording = { localize, text, clock };
const film = (changes: Partial<DetailedItem> = {}): DetailedItem => ({ ...recentItem(), ...changes });
const details = (changes: Partial<Details> = {}): Details => ({
  item: null,
  delivery: null,
  steps: [],
  client: null,
  players: [],
  ...changes,
});

describe("an item", () => {
  it.each([
    [{}, "Harbour Lights (2024)", ""],
    [{ year: null }, "Harbour Lights", ""],
    [{ type: "show", title: "Saltmarsh", year: 2020 }, "Saltmarsh (2020)", ""],
    [{ type: "season", title: "Season 2", show: "Saltmarsh", season: 2 }, "Saltmarsh", "Season 2"],
    [{ type: "episode", title: "The Weir", show: "Saltmarsh", season: 2, episode: 5 }, "Saltmarsh", "S02E05 · The Weir"],
    [{ type: "episode", title: "Special", show: "Saltmarsh", year: null }, "Saltmarsh", "Special"],
    [{ type: "album", title: "Low Tide", show: "Ida Moen", year: 2022 }, "Low Tide", "Ida Moen · 2022"],
    [{ type: "photo", title: "Pier", year: null }, "Pier", ""],
  ])("%o is called %s, and below that %s", (changes, title, heading) => {
    expect([dialogTitle(film(changes)), itemHeading(film(changes), localize)]).toEqual([title, heading]);
  });

  it("has a length and genres", () => {
    expect(itemFacts(film({ duration: 7680, genres: ["Drama", "Mystery", "Crime", "Noir"] }), clock)).toBe(
      "2 hr 8 min · Drama, Mystery, Crime",
    );
    expect(itemFacts(film(), clock)).toBe("");
  });

  it("has badges of its quality", () => {
    const item = film({ resolution: "4k", hdr: "HDR10", audio_channels: 6, audio_languages: ["en", "de"] });
    expect(qualityBadges(item)).toEqual(["4K", "HDR10", "5.1", "en · de"]);
    expect(qualityBadges(film({ resolution: "720", audio_channels: 2 }))).toEqual(["720p"]);
    expect(qualityBadges(film({ audio_languages: ["en", "de", "fr", "es", "nl"] }))).toEqual(["en · de · fr +2"]);
    expect(qualityBadges(film())).toEqual([]);
  });

  it.each([
    [0, "0\u00a0bytes"],
    [1, "1\u00a0byte"],
    [950, "950\u00a0bytes"],
    [21.44e9, "21.4\u00a0GB"],
    [1e15, "1,000\u00a0TB"],
  ])("of %d bytes has a readable size", (bytes, size) => {
    expect(formatBytes(bytes, "en")).toBe(size);
  });

  it.each(["/media/a/b.mkv", "D:\\media\\b.mkv", "b.mkv", "/b.mkv/"])("%s has a file name", (path) => {
    expect(fileName(path)).toBe("b.mkv");
  });
});

describe("the story", () => {
  it("ends with a warning if only a part arrived", () => {
    const row = delivery({ state: "available", item_count: 5, missing_count: 3 });
    expect(getStory(wording, row, [step("available", 0)])).toMatchObject([{ label: "Partly in Plex", tone: "warning" }]);
  });

  const at = (seconds: number) => new Date(Date.parse("2026-11-20T12:14:02Z") + seconds * 1000).toISOString();
  const step = (name: StepMessage["step"], seconds: number | null, more = ""): StepMessage => ({
    step: name,
    at: seconds === null ? null : at(seconds),
    text: more || null,
  });

  it("says when each step was, from the step before", () => {
    const row = delivery({
      state: "available",
      library: "Movies",
      kind: "upgraded",
      items: [item({ resolution: "4k" })],
      upgraded_from: { resolution: "1080" },
      requested_by: ["Ana", "Ben"],
    });
    const steps = [
      step("downloaded", 0, "My seedbox"),
      step("imported", 6.1, "Radarr"),
      step("scanned", 6.2, "/media/movies/Harbour Lights (2024)"),
      step("available", 100, "Movies"),
    ];
    expect(getStory(wording, row, steps).map(({ label, text, time, tone }) => [label, text, time, tone])).toEqual([
      ["Downloaded", "My seedbox · asked for by Ana, Ben", "12:14:02", "ok"],
      ["Imported by Radarr", "", "+ 6 sec", "ok"],
      ["Scanned", "Movies · /media/movies/Harbour Lights (2024)", "+ 0.1 sec", "ok"],
      ["Upgraded from 1080p", "", "+ 2 min", "ok"],
    ]);
  });

  it("has each scan, and names a scanned library once", () => {
    const row = delivery({ state: "missing", library: "Movies" });
    const steps = [step("scanned", 0, "/media/x"), step("scanned", 60, "/media/x"), step("scanned", 240, "Movies")];
    expect(getStory(wording, row, steps).map(({ label, text, time }) => [label, text, time])).toEqual([
      ["Scanned", "Movies · /media/x", "12:14:02"],
      ["Scanned", "Movies · /media/x", "+ 1 min"],
      ["Scanned", "Movies", "+ 3 min"],
    ]);
  });

  it("counts from the last step whose time is known", () => {
    const steps = [step("downloaded", 0), step("imported", null), step("scanned", 30)];
    expect(getStory(wording, delivery({ state: "available" }), steps).map(({ time }) => time)).toEqual([
      "12:14:02",
      "",
      "+ 30 sec",
    ]);
  });

  it.each([
    [delivery({ state: "waiting", reason: "settling" }), "Waiting", "for the files to settle", "neutral"],
    [
      delivery({ state: "scanning", scan_number: 2, next_scan_at: "2026-11-20T12:33:00Z" }),
      "Waiting",
      "second look, next scan in 3 min",
      "neutral",
    ],
    [running(), "Downloading", "42% · 12 min left", "info"],
  ])("goes on with what happens now", (row, label, more, tone) => {
    expect(isFinal(row)).toBe(false);
    const step = currentStep(wording, row, undefined);
    expect(step).toEqual({ label, text: more, tone, time: "", at: "", isCurrent: true });
  });

  it.each([
    ["missing", "Not found in Plex", "error"],
    ["unmatched", "No library", "warning"],
  ] as const)("of a delivery that is %s ends there", (state, label, tone) => {
    expect(isFinal(delivery({ state }))).toBe(true);
    const story = getStory(wording, delivery({ state }), [step(state, 0)]);
    expect(story.map((one) => [one.label, one.tone, one.isCurrent])).toEqual([[label, tone, false]]);
  });

  it.each([
    [-50, "0 sec"],
    [130, "0.1 sec"],
    [6200, "6 sec"],
    [12_000, "12 sec"],
    [3_700_000, "1 hr 2 min"],
  ])("shows %d ms as %s", (milliseconds, expected) => {
    expect(formatElapsed(milliseconds, "en")).toBe(expected);
  });
});

describe("the facts", () => {
  const facts = (row: Row | null, found?: Details) => {
    const target = row ? { entryId: "attic", deliveryId: rowId(row) } : { entryId: "attic", ratingKey: "1" };
    const subject = getSubject(target, row, found, [], localize);
    return Object.fromEntries(getFacts(wording, subject, row, found).map(({ label, values }) => [label, values]));
  };

  it("name the file, the release and the client", () => {
    const item = film({ files: [{ path: "/media/movies/Harbour Lights.mkv", size: 21.4e9 }] });
    const client = { present: true, ratio: 0.8, seeding_time: 125 };
    expect(facts(delivery({ state: "available" }), details({ item, client }))).toEqual({
      File: ["Harbour Lights.mkv · 21.4\u00a0GB"],
      Release: ["Harbour.Lights.2024"],
      Seeding: ["ratio 0.8, for 2 min"],
    });
  });

  it("say when it was added of what was not downloaded", () => {
    const added = film({ added_at: "2026-11-20T09:15:00Z" });
    expect(facts(null, details({ item: added })).Added).toEqual(["09:15"]);
    expect(facts(delivery({ state: "available" }), details({ item: added })).Added).toBeUndefined();
  });

  it("leave out what the blocked step says", () => {
    const row = delivery({ reason: "import_blocked", importer: "Radarr", messages: ["Sample", "No files"] });
    expect(facts(row, details()).Radarr).toEqual(["No files"]);
  });

  it("say that the client no longer has the download", () => {
    const client = { present: false, ratio: null, seeding_time: null };
    expect(facts(delivery({ state: "available" }), details({ item: film(), client })).Seeding).toEqual([
      "no longer in Transmission",
    ]);
  });

  it("tell the files of several versions by their quality", () => {
    const item = film({
      files: [
        { path: "/media/movies/Harbour Lights - 2160p.mkv", size: 21.4e9, resolution: "4k", hdr: "HDR10", audio_channels: 6 },
        { path: "/media/movies/Harbour Lights.mkv", size: 4.2e9, resolution: "1080", hdr: null, audio_channels: 2 },
      ],
    });
    expect(facts(null, details({ item }))["Files"]).toEqual([
      "Harbour Lights - 2160p.mkv · 4K · HDR10 · 5.1 · 21.4\u00a0GB",
      "Harbour Lights.mkv · 1080p · 4.2\u00a0GB",
    ]);
  });

  it("list the first files only", () => {
    const files = Array.from({ length: 8 }, (_, i) => ({ path: `/media/${i}.mkv`, size: null }));
    expect(facts(null, details({ item: film({ files }) }))).toMatchObject({
      Files: ["0.mkv", "1.mkv", "2.mkv", "3.mkv", "4.mkv", "3 more"],
    });
  });

  it("say what is missing and what the importer says", () => {
    const row = delivery({
      state: "missing",
      library: "Movies",
      importer: "Radarr",
      messages: ["Not an upgrade"],
      missing_files: ["a.mkv"],
      missing_count: 3,
    });
    expect(facts(row, details())).toEqual({
      "Not in Plex": ["a.mkv", "2 more"],
      Release: ["Harbour.Lights.2024"],
      Path: ["/downloads/x"],
      Radarr: ["Not an upgrade"],
    });
  });

  it("are none of an unknown download", () => {
    expect(facts(null, undefined)).toEqual({});
  });
});

it.each([
  ["qbittorrent", "My seedbox", "My seedbox"],
  ["qbittorrent", null, "qBittorrent"],
  ["some_client", null, "Some client"],
  ["webhook", "qBittorrent", "Webhook"],
])("names the client of %s", (source, name, expected) => {
  const download = { ...delivery().download, source, source_name: name };
  expect(clientName(delivery({ download }), text)).toBe(expected);
});

it.each([
  [{ state: "unmatched" }, true],
  [{ state: "missing" }, true],
  [{ state: "waiting", reason: "import_blocked" }, true],
  [{ state: "waiting", reason: "import_awaited" }, true],
  [{ state: "waiting", reason: "settling" }, false],
  [{ state: "scanning" }, false],
  [{ state: "available" }, false],
] as const)("offers to retry and dismiss %o: %s", (changes, expected) => {
  expect(canRestart(delivery(changes))).toBe(expected);
});

describe("an error", () => {
  const hass = {
    loadBackendTranslation: async () => (key: string, { player }: Record<string, unknown> = {}) =>
      key === "component.plex_arrivals.exceptions.asleep.message" ? `${player} is asleep` : "",
  } as unknown as Hass;
  const translated = { translation_domain: "plex_arrivals", translation_placeholders: { player: "TV" } };

  it.each([
    [{ code: "home_assistant_error", message: "x", translation_key: "asleep", ...translated }, "TV is asleep"],
    [{ code: "home_assistant_error", message: "It failed", translation_key: "other", ...translated }, "It failed"],
    [{ code: "not_found", message: "Not found" }, "This is no longer there"],
    [{ code: "unknown_error", message: "KeyError" }, "fallback"],
    [new TypeError("x is undefined"), "fallback"],
    [undefined, "fallback"],
  ])("%o is a sentence", async (error, sentence) => {
    expect(await errorText(hass, error, text, "fallback")).toBe(sentence);
  });

  it("of the details has what is in its placeholders", async () => {
    const error = integrationError("asleep", { player: "TV" });
    expect(await errorText(hass, error, text, "fallback")).toBe("TV is asleep");
  });
});
