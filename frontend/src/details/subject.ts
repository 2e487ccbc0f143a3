// What the dialog is about, as what was opened decides: an item, a delivery, or a running download (pure).
import {
  countText,
  type Delivery,
  deliveryCounts,
  isRunning,
  type Localize,
  type RecentItem,
  type Row,
  rowBadges,
  rowTitle,
} from "../shared";
import { dialogTitle, itemHeading, qualityBadges } from "./description";
import type { Child, DetailedItem, Details, ItemFile } from "./messages";
import type { DetailsTarget } from "./open";

export interface Subject {
  title: string;
  /** Below the title, if anything is left to say. */
  heading: string;
  badges: string[];
  /** What can be played: of a pack the season, album or show, else the first item. */
  item: DetailedItem | null;
  /** The item whose summary and rating are of the subject as a whole. */
  described: DetailedItem | null;
  /** The address in Plex. */
  url: string | null;
  files: ItemFile[];
  /** The delivery that was opened; one that brought the opened item is only part of its story. */
  delivery: Delivery | null;
  /** The same if it has several items. */
  pack: Delivery | null;
  /** What it consists of, as far as that is listed, and how much that is: the items of a pack, season or album. */
  parts: Child[];
  partCount: number;
}

/** Return what was opened, as far as it is loaded; `recent` are the items that the card has. */
export function getSubject(
  target: DetailsTarget,
  row: Row | null,
  details: Details | undefined,
  recent: RecentItem[],
  localize: Localize,
): Subject {
  const latest = row && !isRunning(row) ? row : null;
  const delivery = target.ratingKey ? null : latest;
  const pack = delivery && delivery.items.length > 1 ? delivery : null;
  const key = target.ratingKey ?? (pack ? undefined : delivery?.items[0]?.rating_key);
  const isItem = ({ rating_key }: DetailedItem) => rating_key === key;
  const item: DetailedItem | null = details?.item ?? recent.find(isItem) ?? latest?.items.find(isItem) ?? null;
  // The first item of a pack says nothing about the others.
  const described = pack?.items.some(({ type }) => type === item?.type) ? null : item;
  return {
    title: item && !pack ? dialogTitle(item) : row ? rowTitle(row, localize) : localize("name"),
    heading: pack
      ? countText(pack.items, deliveryCounts(pack).items, localize)
      : item
        ? itemHeading(item, localize)
        : "",
    badges: item && !pack ? qualityBadges(item) : row ? rowBadges(row) : [],
    item,
    described,
    url: details?.problem === "item_gone" ? null : (item?.url ?? delivery?.url ?? null),
    files: (!pack && item?.files) || [],
    delivery,
    pack,
    parts: pack?.items ?? details?.children ?? [],
    partCount: pack ? deliveryCounts(pack).items : (details?.children_count ?? 0),
  };
}
