// The titles of rows: what a download is, instead of the name of its release (pure).
import { itemDetail, itemName, twoDigits } from "./items";
import type { Localize } from "./localize";
import type { Item, Media } from "./messages";
import { isRunning, type Row } from "./rows";

/** Return the title of what is in Plex, else of what is on its way there, else the name of the release. */
export function rowTitle(row: Row, localize: Localize): string {
  const items = isRunning(row) ? [] : row.items;
  const [first] = items;
  if (first && items.length === 1) return itemTitle(first, localize) || row.title;
  if (first?.show && first.season != null && items.every((item) => isOfSeason(item, first))) {
    return `${first.show} · ${localize("season", { n: first.season })}`;
  }
  if (first && row.title !== row.download.name) return row.title;
  return (row.media && mediaTitle(row.media, localize)) || readable(row.title);
}

/** "Harbour Lights (2024)", "Saltmarsh · S02E05", "Ida Moen · Low Tide". */
export function itemTitle(item: Item, localize: Localize): string {
  const [name, detail] = [itemName(item), itemDetail(item, localize)];
  if (!detail) return name;
  if (detail === item.show) return `${detail} · ${name}`;
  return name === item.show ? `${name} · ${detail}` : `${name} (${detail})`;
}

function isOfSeason({ show, season }: Item, other: Item): boolean {
  return show === other.show && season === other.season;
}

function mediaTitle({ title, type, year, season, episodes, album }: Media, localize: Localize): string {
  if (!title) return "";
  if (album) return `${title} · ${album}`;
  if (season == null) return year && type === "movie" ? `${title} (${year})` : title;
  const numbers = [...new Set(episodes)];
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  // Of none, or some that do not follow each other, only the season is named.
  if (last - first !== numbers.length - 1) return `${title} · ${localize("season", { n: season })}`;
  const range = last > first ? `-E${twoDigits(last)}` : "";
  return `${title} · S${twoDigits(season)}E${twoDigits(first)}${range}`;
}

/** "some.release" → "some release". */
function readable(name: string): string {
  return name.includes(" ") ? name : name.replace(/[._]+/g, " ").trim();
}
