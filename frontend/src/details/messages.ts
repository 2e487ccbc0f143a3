// The websocket command `plex_arrivals/details`, see docs/development/websocket.md. Times are in ISO 8601.
import type { Delivery, Item, Quality, RecentItem } from "../shared";

export interface ItemFile extends Quality {
  path: string;
  /** In bytes. */
  size: number | null;
}

/** An item with as much of its details as is loaded. */
export interface DetailedItem extends Item, Partial<Omit<RecentItem, keyof Item>> {
  summary?: string | null;
  rating?: number | null;
  /** In seconds. */
  duration?: number | null;
  genres?: string[];
  audio_languages?: string[];
  files?: ItemFile[];
}

export type StepName = "downloaded" | "imported" | "scanned" | "available" | "missing" | "unmatched" | "skipped";

/** Something that happened to a delivery. */
export interface StepMessage {
  step: StepName;
  at: string | null;
  /** The client, the importer, the folder or else the library that was scanned, or the library in the end. */
  text: string | null;
}

/** What the client says about a download that has finished. */
export interface ClientStatus {
  present: boolean;
  ratio: number | null;
  /** In seconds. */
  seeding_time: number | null;
}

export interface Player {
  entity_id: string;
  name: string;
  state: string;
}

/** An episode of a season, or a track of an album. */
export interface Child extends Item {
  track?: number | null;
}

export interface Details {
  item: DetailedItem | null;
  children?: Child[];
  /** How many there are; the list may be truncated. */
  children_count?: number;
  /** Why there is no item, as the key of one of the integration's errors. */
  problem?: string | null;
  problem_placeholders?: Record<string, string> | null;
  delivery: Delivery | null;
  steps: StepMessage[];
  client: ClientStatus | null;
  players: Player[];
}
