// The names, details and icons of items, and the libraries to show (pure).
import type { Localize } from "./localize";
import type { Item, Server } from "./messages";

/** Return whether the configured titles or IDs include a library. */
export function isSelected(libraries: string[], id: string | null, title: string | null): boolean {
  const names = [String(id), (title ?? "").trim().toLowerCase()];
  return libraries.some((name) => names.includes(name.trim().toLowerCase()));
}

/** Return whether the server has none of the configured libraries; false while its libraries are not loaded. */
export function hasNoneOf(server: Server, libraries: string[]): boolean {
  const existing = server.libraries ?? [];
  return (
    libraries.length > 0 && existing.length > 0 && !existing.some(({ id, title }) => isSelected(libraries, id, title))
  );
}

export const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** Return an item's name: the show's for episodes and seasons. */
export function itemName(item: Item): string {
  return (["episode", "season"].includes(item.type) && item.show) || item.title || item.show || "";
}

/** Return what distinguishes items of the same name: "S02E05", "Season 2", the artist or the year. */
export function itemDetail(item: Item, localize: Localize): string {
  if (item.type === "episode") {
    return [item.season != null && `S${twoDigits(item.season)}`, item.episode != null && `E${twoDigits(item.episode)}`]
      .filter(Boolean)
      .join("");
  }
  if (item.type === "season" && item.season != null) return localize("season", { n: item.season });
  if ((item.type === "album" || item.type === "track") && item.show) return item.show;
  return item.year ? String(item.year) : "";
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
