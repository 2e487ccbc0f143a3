import { describe, expect, it } from "vitest";
import { parseConfig } from "../src/config";
import { groupKey, groupName, groupSubtitle, groupUrl, recentGroups } from "../src/groups";
import { getLocalize } from "../src/localize";
import type { RecentItem } from "../src/messages";
import { clockAt, recentItem, server } from "./samples";

const localize = getLocalize("en");
const clock = clockAt("2026-11-20T12:02:00Z");
const url = (key: number) => `https://app.plex.tv/desktop/#!/server/a/details?key=%2Flibrary%2Fmetadata%2F${key}`;
const movie = (rating_key: string, changes: Partial<RecentItem> = {}) => recentItem({ rating_key, ...changes });
const episode = (number: number, season: number | null = 1, changes: Partial<RecentItem> = {}) =>
  recentItem({
    ...{ rating_key: `${season}0${number}`, type: "episode", title: `Part ${number}`, show: "Saltmarsh", season },
    ...{ episode: number, season_url: season === null ? null : url(season), library: "TV Shows", library_id: "2", ...changes },
  });

const groups = (items: RecentItem[], config: object = {}) =>
  recentGroups(server({ recently_added: items }), parseConfig(config));
const keys = (items: RecentItem[], config: object = {}) =>
  groups(items, config).map((group) => `${groupKey(group)}×${group.count}`);

describe("the posters of recently added", () => {
  it("are one for the episodes of a season, in place of the newest", () => {
    const items = [episode(3), movie("7"), episode(2), episode(9, 2), episode(1)];
    expect(keys(items)).toEqual(["1×3", "7×1", "209×1"]);
    expect(keys(items, { group: false })).toEqual(["103×1", "7×1", "102×1", "209×1", "101×1"]);
  });

  it("are one for the tracks of an album", () => {
    const track = (rating_key: string) =>
      movie(rating_key, { type: "track", show: "Ida Moen", album: "Low Tide", album_url: url(40) });
    const [group] = groups([track("41"), track("42")]);
    expect([group!.count, groupName(group!), groupSubtitle(group!, localize, clock)]).toEqual([2, "Low Tide", "Ida Moen · 2 min ago"]);
  });

  it.each([
    [["season", 2, 1], "S01 · 2 episodes"],
    [[2, "season", 1], "S01 · 2 episodes"],
    [["season", 1], "Season 1 · 2 min ago"],
    [["season"], "Season 1 · 2 min ago"],
    [[2, "season"], "S01 E02 · 2 min ago"],
  ])("are one for a season and its episodes: %o", (parts, line) => {
    const season = recentItem({ rating_key: "1", type: "season", title: "Season 1", show: "Saltmarsh", season: 1, url: url(1) });
    const all = groups(parts.map((part) => (part === "season" ? season : episode(Number(part)))));
    expect(all.map((group) => groupSubtitle(group, localize, clock))).toEqual([line]);
  });

  it("are single without the address of a season", () => {
    expect(keys([episode(2, null), episode(1, null)])).toEqual(["null02×1", "null01×1"]);
  });

  it.each([
    [[], ["1×2", "7×1", "8×1"]],
    [[" tv shows"], ["1×2"]],
    [["2", "Movies"], ["1×2", "7×1", "8×1"]],
    [["Music"], []],
  ])("are filtered by the titles or IDs of libraries, %o", (library, expected) => {
    expect(keys([episode(2), movie("7"), episode(1), movie("8")], { library })).toEqual(expected);
  });

  it("are limited after they are grouped and filtered", () => {
    const items = [episode(3), episode(2), movie("7"), movie("8"), episode(1)];
    expect(keys(items, { recently_added: 2 })).toEqual(["1×3", "7×1"]);
    expect(keys(items, { recently_added: 1, library: ["Movies"] })).toEqual(["7×1"]);
  });

  it.each([
    [[movie("7")], "Harbour Lights", "2024 · 2 min ago"],
    [[movie("7", { added_at: null, year: null })], "Harbour Lights", ""],
    [[episode(5)], "Saltmarsh", "S01 E05 · 2 min ago"],
    [[episode(5), episode(4)], "Saltmarsh", "S01 · 2 episodes"],
  ])("of %o are named %s, with the line %s", (items, name, line) => {
    const [group] = groups(items);
    expect([groupName(group!), groupSubtitle(group!, localize, clock)]).toEqual([name, line]);
  });

  it("lead to the season of several episodes, and to a single one itself", () => {
    expect(groups([episode(2), episode(1)]).map(groupUrl)).toEqual([url(1)]);
    expect(groups([episode(2, 1, { url: url(102) })]).map(groupUrl)).toEqual([url(102)]);
    const app = "plex://preplay/?metadataKey=%2Flibrary%2Fmetadata%2F88&server=a";
    expect(groups([episode(2, 1, { season_url: app }), episode(1, 1, { season_url: app })]).map(groupKey)).toEqual(["88"]);
  });
});
