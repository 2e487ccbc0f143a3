// The names, details and icons of items, and which of them to show (pure).
import type { Localize } from "./localize";
import type { Item, RecentItem, Server } from "./messages";
import { type Clock, relativeTime } from "./times";

/** Return whether the configured titles or IDs include a library. */
export function isSelected(libraries: string[], id: string | null, title: string | null): boolean {
  const names = [String(id), (title ?? "").trim().toLowerCase()];
  return libraries.some((name) => names.includes(name.trim().toLowerCase()));
}

/** Return the newest items of the configured libraries, or of all libraries if none is configured. */
export function recentItems(server: Server, libraries: string[], limit: number): RecentItem[] {
  return (server.recently_added ?? [])
    .filter((item) => !libraries.length || isSelected(libraries, item.library_id, item.library))
    .slice(0, limit);
}

/** Return whether the server has none of the configured libraries; false while its libraries are not loaded. */
export function hasNoneOf(server: Server, libraries: string[]): boolean {
  const existing = server.libraries ?? [];
  return (
    libraries.length > 0 && existing.length > 0 && !existing.some(({ id, title }) => isSelected(libraries, id, title))
  );
}

/** Return an item's name: the show's for episodes and seasons. */
export function itemName(item: Item): string {
  return (["episode", "season"].includes(item.type) && item.show) || item.title || item.show || "";
}

/** Return what distinguishes items of the same name: "S02 E05", "Season 2", the artist or the year. */
export function itemDetail(item: Item, localize: Localize): string {
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  if (item.type === "episode") {
    return [item.season != null && `S${twoDigits(item.season)}`, item.episode != null && `E${twoDigits(item.episode)}`]
      .filter(Boolean)
      .join(" ");
  }
  if (item.type === "season" && item.season != null) return localize("season", { n: item.season });
  if ((item.type === "album" || item.type === "track") && item.show) return item.show;
  return item.year ? String(item.year) : "";
}

/** Return the line below the name: "S02 E05 · 3 min". */
export function itemSubtitle(item: RecentItem, localize: Localize, clock: Clock): string {
  return [itemDetail(item, localize), item.added_at && relativeTime(item.added_at, clock, true)]
    .filter(Boolean)
    .join(" · ");
}

const ICONS: Record<string, string> = {
  movie: "mdi:movie-open-outline",
  show: "mdi:television",
  season: "mdi:television",
  episode: "mdi:television",
  artist: "mdi:music-note",
  album: "mdi:music-note",
  track: "mdi:music-note",
  music: "mdi:music-note",
  photo: "mdi:image-outline",
  photoalbum: "mdi:image-outline",
  other: "mdi:movie-open-outline",
};

/** Return the icon for the type of an item or a library; a download icon if the type is unknown. */
export function typeIcon(type: string | null | undefined): string {
  return ICONS[type ?? ""] ?? "mdi:tray-arrow-down";
}
