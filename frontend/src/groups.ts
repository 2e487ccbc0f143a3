// The posters of recently added: the episodes of a season and the tracks of an album share one (pure).
import { isSelected, itemDetail, twoDigits } from "./items";
import type { ParsedConfig } from "./config";
import type { Localize } from "./localize";
import type { Item, RecentItem, Server } from "./messages";
import { type Clock, relativeTime } from "./times";
import { ratingKey } from "./urls";

export interface Group {
  /** The newest item. */
  item: RecentItem;
  /** How many episodes or tracks were added; null for several, of which not all are known. */
  count: number | null;
}

/** Return the newest items of the configured libraries, or of all libraries if none is configured, in groups. */
export function recentGroups({ recently_added: items }: Server, config: ParsedConfig): Group[] {
  const { library, group: isGrouped, recentlyAdded } = config;
  const groups = new Map<string, Group>();
  for (const item of items ?? []) {
    if (library.length && !isSelected(library, item.library_id, item.library)) continue;
    if (!isGrouped && item.in_list === false) continue; // others of its season are missing
    const key = (isGrouped && item.group) || item.rating_key;
    if (groups.has(key) || groups.size >= recentlyAdded) continue;
    groups.set(key, { item, count: isGrouped && item.group_size !== undefined ? item.group_size : 1 });
  }
  return [...groups.values()];
}

/** Return what the poster stands for: the season or album of several items, else the item. */
export function groupItem({ item, count }: Group): Item {
  const { type, album, season_url: season, album_url } = item;
  const url = count !== 1 && { episode: season, track: album_url }[type];
  if (!url) return item;
  const parent = type === "track" ? { type: "album", title: album ?? "" } : { type: "season" };
  return { ...item, ...parent, url, rating_key: ratingKey(url) ?? item.rating_key };
}

/** Return the line below the name: "S02 · 5 episodes", "S02E05 · 3 min ago", "Ida Moen · Friday". */
export function groupSubtitle({ item, count }: Group, localize: Localize, clock: Clock): string {
  const time = item.added_at && relativeTime(item.added_at, clock);
  const number = count && localize("episodes", { n: count }).replace(" ", "\u00a0");
  const texts =
    count !== 1 && item.season != null
      ? [`S${twoDigits(item.season)}`, number || time]
      : [itemDetail(item, localize), time];
  return texts.filter(Boolean).join(" · ");
}
