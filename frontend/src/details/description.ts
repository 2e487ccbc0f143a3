// What an item is: its names, length, genres, rating and quality (pure).
import {
  type Clock,
  formatDuration,
  getFormat,
  itemDetail,
  itemName,
  type Localize,
  qualityNames,
} from "../shared";
import type { DetailedItem } from "./messages";
import type { Text } from "./texts";

const MAX_LANGUAGES = 3;
const NO_BREAK_SPACE = "\u00a0";

/** Return the title: that of its row for a movie, "Harbour Lights (2024)", else its name, "Saltmarsh". */
export function dialogTitle(item: DetailedItem): string {
  return isWork(item) && item.year ? `${item.title} (${item.year})` : itemName(item);
}

/** Return the heading below the title, if anything is left to say: "S02E05 · The Weir", "Ida Moen · 2022". */
export function itemHeading(item: DetailedItem, localize: Localize): string {
  const detail = itemDetail(item, localize);
  if (isWork(item)) return "";
  if (item.type === "episode") return [detail, item.title].filter(Boolean).join(" · ");
  if (item.type === "season") return detail || item.title;
  return [item.show, item.year].filter(Boolean).join(" · ");
}

const isWork = ({ type }: DetailedItem): boolean => type === "movie" || type === "show";

/** Return "2 hr 8 min · Drama, Mystery". */
export function itemFacts(item: DetailedItem, clock: Clock): string {
  return [item.duration ? formatDuration(item.duration, clock.language) : "", item.genres?.slice(0, 3).join(", ")]
    .filter(Boolean)
    .join(" · ");
}

/** Return the rating with one decimal. */
export function formatRating(rating: number, language: string): string {
  return getFormat(Intl.NumberFormat, language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rating);
}

/** Return the badges of an item: "4K", "HDR10", "5.1", "en · de". */
export function qualityBadges(item: DetailedItem): string[] {
  const languages = item.audio_languages ?? [];
  const shown = languages.slice(0, MAX_LANGUAGES).join(" · ");
  const hidden = languages.length - MAX_LANGUAGES;
  return [...qualityNames(item), hidden > 0 ? `${shown} +${hidden}` : shown].filter(Boolean);
}

/** 21400000000 → "21.4 GB", without a line break. */
export function formatBytes(bytes: number, language: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  // The short form of bytes has no plural.
  const unitDisplay = power ? "short" : "long";
  const options = { style: "unit", unit: units[power], unitDisplay, maximumFractionDigits: 1 } as const;
  return getFormat(Intl.NumberFormat, language, options).format(bytes / 1000 ** power).replace(" ", NO_BREAK_SPACE);
}

/** Return the last part of a path, with either separator. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** Return the label of the rating for screen readers. */
export const ratingLabel = (item: DetailedItem, text: Text, language: string): string =>
  text("rating", { rating: formatRating(item.rating!, language) });
