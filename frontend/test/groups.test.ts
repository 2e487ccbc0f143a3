import { describe, expect, it } from "vitest";
import { parseConfig } from "../src/config";
import { type Group, groupItem, groupSubtitle, recentGroups } from "../src/groups";
import { itemName } from "../src/items";
import { getLocalize } from "../src/localize";
import type { RecentItem } from "../src/messages";
import { itemTitle } from "../src/titles";
import { clockAt, recentItem, server, spaced } from "./samples";

const localize = getLocalize("en");
const clock = clockAt("2026-11-20T12:02:00Z");
const url = (key: number) => `https://app.plex.tv/desktop/#!/server/a/details?key=%2Flibrary%2Fmetadata%2F${key}`;
const movie = (rating_key: string, changes: Partial<RecentItem> = {}) => recentItem({ rating_key, ...changes });
const episode = (number: number, season: number | null = 1, changes: Partial<RecentItem> = {}) =>
  recentItem({
    ...{ rating_key: `${season}0${number}`, type: "episode", title: `Part ${number}`, show: "Saltmarsh", season },
    ...{ episode: number, season_url: season === null ? null : url(season), group: `season ${season}`, library: "TV Shows", library_id: "2", ...changes },
  });

const groups = (items: RecentItem[], config: object = {}) =>
  recentGroups(server({ recently_added: items }), parseConfig(config));
/** Two episodes that are all that was added of their season. */
const pair = [5, 4].map((number) => episode(number, 1, { group_size: 2 }));
const album = ["41", "42"].map((rating_key) =>
  movie(rating_key, { type: "track", show: "Ida Moen", album: "Low Tide", album_url: url(40), group: "40", group_size: 2 }),
);
const keyOf = (group: Group) => groupItem(group).rating_key;
const nameOf = (group: Group) => itemName(groupItem(group));
const keys = (items: RecentItem[], config: object = {}) =>
  groups(items, config).map((group) => `${keyOf(group)}×${group.count}`);

describe("the posters of recently added", () => {
  it("are one for the episodes of a season, in place of the newest", () => {
    const [three, two, one] = [3, 2, 1].map((number) => episode(number, 1, { group_size: 5 }));
    const items = [three!, movie("7"), two!, episode(9, 2), one!, episode(8, 3, { in_list: false })];
    expect(keys(items)).toEqual(["1×5", "7×1", "209×1", "308×1"]);
    expect(keys(items, { group: false })).toEqual(["103×1", "7×1", "102×1", "209×1", "101×1"]);
  });

  it("have no number if more episodes may have been added", () => {
    const [group] = groups([episode(3, 1, { group_size: null }), episode(2, 1, { group_size: null })]);
    expect([keyOf(group!), nameOf(group!), spaced(groupSubtitle(group!, localize, clock))]).toEqual(["1", "Saltmarsh", "S01 · 2 min ago"]);
  });

  it("are one for the tracks of an album", () => {
    const [group] = groups(album);
    expect([group!.count, nameOf(group!), spaced(groupSubtitle(group!, localize, clock))]).toEqual([2, "Low Tide", "Ida Moen · 2 min ago"]);
  });

  it("are one for a season that Plex lists itself", () => {
    const season = recentItem({ rating_key: "1", type: "season", title: "Season 1", show: "Saltmarsh", season: 1, url: url(1), group_size: 1 });
    expect(groups([season]).map((group) => spaced(groupSubtitle(group, localize, clock)))).toEqual(["Season 1 · 2 min ago"]);
  });

  it("are one for a season that Plex hides, which has no address", () => {
    const items = [6, 5].map((number) => episode(number, 2, { season_url: null, group_size: 2 }));
    expect(keys(items)).toEqual(["206×2"]);
    expect(groups(items).map((group) => spaced(groupSubtitle(group, localize, clock)))).toEqual(["S02 · 2 episodes"]);
  });

  it.each([
    [[], ["1×2", "7×1", "8×1"]],
    [[" tv shows"], ["1×2"]],
    [["2", "Movies"], ["1×2", "7×1", "8×1"]],
    [["Music"], []],
  ])("are filtered by the titles or IDs of libraries, %o", (library, expected) => {
    expect(keys([pair[0]!, movie("7"), pair[1]!, movie("8")], { library })).toEqual(expected);
  });

  it("are limited after they are grouped and filtered", () => {
    const items = [...pair, movie("7"), movie("8"), episode(1, 2)];
    expect(keys(items, { recently_added: 2 })).toEqual(["1×2", "7×1"]);
    expect(keys(items, { recently_added: 1, library: ["Movies"] })).toEqual(["7×1"]);
  });

  it.each([
    [[movie("7")], "Harbour Lights", "2024 · 2 min ago"],
    [[movie("7", { added_at: null, year: null })], "Harbour Lights", ""],
    [[episode(5)], "Saltmarsh", "S01E05 · 2 min ago"],
    [pair, "Saltmarsh", "S01 · 2 episodes"],
  ])("of %o are named %s, with the line %s", (items, name, line) => {
    const [group] = groups(items);
    expect([nameOf(group!), spaced(groupSubtitle(group!, localize, clock))]).toEqual([name, line]);
  });

  it.each([
    [[movie("7")], "movie", "Harbour Lights (2024)"],
    [[episode(5)], "episode", "Saltmarsh · S01E05"],
    [pair, "season", "Saltmarsh · Season 1"],
    [[6, 5].map((number) => episode(number, 2, { season_url: null, group_size: 2 })), "episode", "Saltmarsh · S02E06"],
    [album, "album", "Ida Moen · Low Tide"],
  ])("of %o stand for the %s %s", (items, type, title) => {
    const item = groupItem(groups(items)[0]!);
    expect([item.type, itemTitle(item, localize)]).toEqual([type, title]);
  });

  it("lead to the season of several episodes, and to a single one itself", () => {
    const urls = (items: RecentItem[]) => groups(items).map((group) => groupItem(group).url);
    expect(urls(pair)).toEqual([url(1)]);
    expect(urls([episode(2, 1, { url: url(102) })])).toEqual([url(102)]);
    const app = "plex://preplay/?metadataKey=%2Flibrary%2Fmetadata%2F88&server=a";
    expect(groups([episode(2, 1, { season_url: app, group_size: 2 })]).map(keyOf)).toEqual(["88"]);
  });
});
