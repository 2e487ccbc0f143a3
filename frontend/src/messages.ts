// What the integration tells: docs/development/websocket.md. Times are ISO 8601, progress is in percent.

export type State = "downloading" | "waiting" | "scanning" | "available" | "unmatched" | "missing";

export interface Item {
  title: string;
  type: string;
  year: number | null;
  show: string | null;
  season: number | null;
  episode: number | null;
  rating_key: string;
  url: string;
}

export interface RecentItem extends Item {
  artwork?: string | null;
  library: string | null;
  library_id: string | null;
  added_at: string | null;
}

interface Download {
  name: string;
  path: string;
  source: string;
  finished_at: string | null;
}

interface Underway {
  reason: string | null;
  explanation: string | null;
  title: string;
  library: string | null;
  library_id: string | null;
  download: Download;
}

export interface Running extends Underway {
  id: string;
  state: "downloading";
  progress: number | null;
  /** Seconds. */
  time_left: number | null;
}

export interface Delivery extends Underway {
  delivery_id: string;
  state: Exclude<State, "downloading">;
  kind: "added" | "upgraded" | null;
  url: string | null;
  /** Of many the first: how many there are tells `item_count`, and `missing_count` for the files. */
  items: Item[];
  item_count?: number;
  /** How many of several files are in Plex by now, while it scans. */
  found?: { files: number; of: number } | null;
  missing_files: string[];
  missing_count?: number;
  tried: { library_id: string; folder: string | null; at: string }[];
  created_at: string;
  updated_at: string;
  artwork?: string | null;
  /** Whether Home Assistant's Repairs show an issue that is about it. */
  repair?: boolean;
}

export interface Scan {
  library_id: string;
  library: string;
  progress: number | null;
}

export interface Library {
  id: string;
  title: string;
  type: string;
  url: string;
}

/** Who may read nothing but what was added is told only that, and of the libraries. */
export interface Server {
  online?: boolean;
  /** Why it is offline. */
  problem?: string | null;
  since?: string | null;
  name?: string;
  version?: string | null;
  url?: string | null;
  scanning?: Scan[] | null;
  can_manage?: boolean;
  libraries?: Library[];
  recently_added?: RecentItem[];
}

export interface ServerName {
  entry_id: string;
  title: string;
  loaded: boolean;
}

/** What is known of one server; what the user may not read is left out. */
export interface View {
  version?: string;
  server?: Server;
  deliveries?: Delivery[];
  running?: Running[];
}

export type Told =
  | { kind: "servers"; servers: ServerName[] }
  | ({ kind: "snapshot"; entry_id: string } & View)
  | ({ kind: "changes"; entry_id: string; removed?: string[] } & View);
