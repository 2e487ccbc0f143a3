import type { Delivery, Item, RecentItem, RunningDownload, Server } from "../src/messages";

export const item = (changes: Partial<Item> = {}): Item => ({
  title: "Harbour Lights",
  type: "movie",
  year: 2024,
  show: null,
  season: null,
  episode: null,
  rating_key: "1",
  url: "https://app.plex.tv/desktop/#!/server/a/details?key=1",
  ...changes,
});

export const recentItem = (changes: Partial<RecentItem> = {}): RecentItem => ({
  ...item(),
  library: "Movies",
  library_id: "1",
  added_at: "2026-11-20T12:00:00+00:00",
  ...changes,
});

export const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  delivery_id: "d1",
  state: "waiting",
  kind: null,
  reason: null,
  explanation: null,
  title: "Harbour.Lights.2024",
  url: null,
  library: null,
  library_id: null,
  download: { name: "Harbour.Lights.2024", path: "/downloads/x", source: "transmission", finished_at: null },
  items: [],
  missing_files: [],
  tried: [],
  created_at: "2026-11-20T12:00:00+00:00",
  updated_at: "2026-11-20T12:00:00+00:00",
  ...changes,
});

export const running = (changes: Partial<RunningDownload> = {}): RunningDownload => ({
  id: "r1",
  state: "downloading",
  reason: null,
  explanation: null,
  title: "Night.Ferry",
  library: "Movies",
  library_id: "1",
  download: { name: "Night.Ferry", path: "/downloads/n", source: "qbittorrent", finished_at: null },
  progress: 42.4,
  time_left: 720,
  ...changes,
});

export const server = (changes: Partial<Server> = {}): Server => ({
  online: true,
  since: null,
  name: "Attic",
  version: "1.43.1",
  scanning: [],
  ...changes,
});

export const clockAt = (iso: string, language = "en", locale: object = {}) => ({
  locale: { language, ...locale },
  language,
  timeZone: "UTC",
  now: Date.parse(iso),
});

/** Return a text with ordinary spaces instead of those that do not break. */
export const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
