// The messages of the websocket command, see docs/development/websocket.md. Times are ISO 8601, progress is in percent.

export type State = "downloading" | "waiting" | "scanning" | "available" | "unmatched" | "missing";

export interface Quality {
  /** "4k", "1080", "sd", … */
  resolution?: string | null;
  hdr?: string | null;
  audio_channels?: number | null;
}

export interface Item extends Quality {
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
  /** The address of the season of an episode. */
  season_url?: string | null;
  /** The album of a track. */
  album?: string | null;
  album_url?: string | null;
  /** What the episodes of a season, or the tracks of an album, have in common. */
  group?: string;
  /** How many of these were added; null for several, of which not all are known. */
  group_size?: number | null;
  /** False if it is there for its season only, and not one of the newest items. */
  in_list?: boolean;
  library: string | null;
  library_id: string | null;
  added_at: string | null;
}

interface Download {
  name: string;
  path: string;
  source: string;
  finished_at: string | null;
  hash?: string | null;
  /** The name of the client, and the address that opens it, or the torrent itself. */
  source_name?: string | null;
  client_url?: string | null;
}

/** What a download is, as its importer or only the name of the release says. */
export interface Media {
  type: string;
  title?: string;
  year?: number | null;
  season?: number | null;
  episodes?: number[];
  album?: string | null;
  quality: string | null;
  is_upgrade: boolean | null;
}

interface DownloadInfo {
  reason: string | null;
  explanation: string | null;
  title: string;
  media?: Media | null;
  library: string | null;
  library_id: string | null;
  download: Download;
  artwork?: string | null;
}

export interface RunningDownload extends DownloadInfo {
  id: string;
  state: "downloading";
  progress: number | null;
  /** In seconds. */
  time_left: number | null;
}

export interface Delivery extends DownloadInfo {
  delivery_id: string;
  state: Exclude<State, "downloading">;
  kind: "added" | "upgraded" | null;
  url: string | null;
  /** May be truncated, like `missing_files`: the counts are complete. */
  items: Item[];
  item_count?: number;
  /** How many files are in Plex so far, only while scanning and with more than one file. */
  found?: { files: number; of: number } | null;
  missing_files: string[];
  missing_count?: number;
  /** The file that an upgrade replaced. */
  upgraded_from?: Quality | null;
  /** The number of the last scan, and when Plex scans again. */
  scan_number?: number | null;
  next_scan_at?: string | null;
  tried: { library_id: string; folder: string | null; at: string }[];
  created_at: string;
  updated_at: string;
  /** The name of the importer, the address of its queue, and its own sentences about the download. */
  importer?: string | null;
  importer_url?: string | null;
  messages?: string[];
  /** The names of those who requested it, in Seerr. */
  requested_by?: string[];
  /** Whether there is a repair issue for this delivery. */
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

/** Without read access to the online sensor, only `libraries` and `recently_added` are set. */
export interface Server {
  online?: boolean;
  /** Why the server is offline. */
  problem?: string | null;
  since?: string | null;
  name?: string;
  version?: string | null;
  url?: string | null;
  scanning?: Scan[] | null;
  can_manage?: boolean;
  /** The types of items that any player can play. */
  playable_types?: string[];
  libraries?: Library[];
  recently_added?: RecentItem[];
}

export interface ServerEntry {
  entry_id: string;
  title: string;
  loaded: boolean;
}

/** The data of a server, without what the user has no permission to read. */
export interface ServerData {
  version?: string;
  server?: Server;
  deliveries?: Delivery[];
  running?: RunningDownload[];
}

export type Message =
  | { kind: "servers"; servers: ServerEntry[] }
  | ({ kind: "snapshot"; entry_id: string } & ServerData)
  | ({ kind: "changes"; entry_id: string; removed?: string[] } & ServerData);
