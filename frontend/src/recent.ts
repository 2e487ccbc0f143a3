// What was added, as its posters say it (pure).
import { ago, type Clock } from "./times";
import type { Item, RecentItem, Server } from "./told";
import type { Say } from "./words";

/** Return the newest items of the libraries wanted, by title or id; of all, where none is named. */
export function recentOf(server: Server, libraries: string[], most: number): RecentItem[] {
  const wanted = new Set(libraries.map((one) => one.trim().toLowerCase()));
  return (server.recently_added ?? [])
    .filter(
      (item) =>
        !wanted.size || wanted.has(String(item.library_id)) || wanted.has((item.library ?? "").trim().toLowerCase()),
    )
    .slice(0, most);
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
