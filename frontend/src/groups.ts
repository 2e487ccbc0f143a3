// The posters of recently added: the episodes of a season and the tracks of an album share one (pure).
import { isSelected, itemDetail, itemName, twoDigits } from "./items";
import type { ParsedConfig } from "./config";
import type { Localize } from "./localize";
import type { RecentItem, Server } from "./messages";
import { type Clock, relativeTime, SEPARATOR } from "./times";
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

/** Return the address in Plex: of the season or album of several items, else that of the item. */
export function groupUrl({ item, count }: Group): string {
  return (count !== 1 && parentUrl(item)) || item.url;
}

/** Return the rating key of what the poster stands for, which is part of its address. */
export function groupKey(group: Group): string {
  return ratingKey(groupUrl(group)) ?? group.item.rating_key;
}

export function groupName({ item, count }: Group): string {
  return (count !== 1 && item.album) || itemName(item);
}

/** Return the line below the name: "S02 · 5 episodes", "S02E05 · 3 min ago", "Ida Moen · Friday". */
export function groupSubtitle({ item, count }: Group, localize: Localize, clock: Clock): string {
  const time = item.added_at && relativeTime(item.added_at, clock);
  const number = count && localize("episodes", { n: count }).replace(" ", "\u00a0");
  const texts =
    count !== 1 && item.season != null
      ? [`S${twoDigits(item.season)}`, number || time]
      : [itemDetail(item, localize), time];
  return texts.filter(Boolean).join(SEPARATOR);
}

function parentUrl({ type, season_url: season, album_url: album }: RecentItem): string | null | undefined {
  return { episode: season, track: album }[type];
}
