// What was added, as its posters say it (pure).
import { ago, type Clock } from "./times";
import type { Item, RecentItem, Server } from "./messages";
import type { Say } from "./localize";

/** Whether a library is wanted, by title or id. */
export function isWanted(libraries: string[], id: string | null, title: string | null): boolean {
  const names = [String(id), (title ?? "").trim().toLowerCase()];
  return libraries.some((one) => names.includes(one.trim().toLowerCase()));
}

/** Return the newest items of the libraries wanted; of all, where none is named. */
export function recentOf(server: Server, libraries: string[], most: number): RecentItem[] {
  return (server.recently_added ?? [])
    .filter((item) => !libraries.length || isWanted(libraries, item.library_id, item.library))
    .slice(0, most);
}

/** Whether none of the libraries named is there, as far as it is known which are. */
export function noneIsThere(server: Server, libraries: string[]): boolean {
  const there = server.libraries ?? [];
  return libraries.length > 0 && there.length > 0 && !there.some(({ id, title }) => isWanted(libraries, id, title));
}

/** Return an item's name: an episode's and a season's is their show's. */
export function nameOf(item: Item): string {
  return (["episode", "season"].includes(item.type) && item.show) || item.title || item.show || "";
}

/** Return what tells an item from others of its name: "S02 E05", "Season 2", the artist or the year. */
export function numberOf(item: Item, say: Say): string {
  const two = (value: number) => String(value).padStart(2, "0");
  if (item.type === "episode") {
    return [item.season != null && `S${two(item.season)}`, item.episode != null && `E${two(item.episode)}`]
      .filter(Boolean)
      .join(" ");
  }
  if (item.type === "season" && item.season != null) return say("season", { n: item.season });
  if ((item.type === "album" || item.type === "track") && item.show) return item.show;
  return item.year ? String(item.year) : "";
}

/** Return the line below a name: "S02 E05 · 3 min". */
export function lineOf(item: RecentItem, say: Say, clock: Clock): string {
  return [numberOf(item, say), item.added_at && ago(item.added_at, clock, true)].filter(Boolean).join(" · ");
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

/** Return the icon of a type of items, or of libraries as the integration calls it; of a download where it is not known. */
export function iconOf(type: string | null | undefined): string {
  return ICONS[type ?? ""] ?? "mdi:tray-arrow-down";
}
