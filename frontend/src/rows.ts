// What the row of a delivery or running download shows: its state, its progress and its texts (pure).
import type { Localize, TranslationKey } from "./localize";
import type { Delivery, Item, RunningDownload, Scan } from "./messages";
import { type Clock, formatDuration, formatPercent, relativeTime } from "./times";

export type Row = Delivery | RunningDownload;

export type Tone = "ok" | "info" | "warning" | "error" | "neutral";

/** One of the steps downloaded, routed, scanned and in Plex. */
export interface Step {
  tone: Tone | "none";
  /** 0 to 1, or undefined if the step is in progress without a known percentage. */
  progress?: number;
}

export interface RowStatus {
  label: TranslationKey;
  tone: Tone;
  steps: [Step, Step, Step, Step];
}

const DONE: Step = { tone: "ok", progress: 1 };
const PENDING: Step = { tone: "none", progress: 0 };
const full = (tone: Tone): Step => ({ tone, progress: 1 });
const inProgress = (tone: Tone, percent: number | null | undefined): Step => ({
  tone,
  progress: percent == null ? undefined : Math.min(Math.max(percent / 100, 0), 1),
});

/** The reasons to wait that are no cause for concern. */
const EXPECTED_REASONS = new Set<string | null>(["settling", "import_awaited", null]);

export function isRunning(row: Row): row is RunningDownload {
  return row.state === "downloading";
}

export function rowId(row: Row): string {
  return isRunning(row) ? row.id : row.delivery_id;
}

export function isFailed(row: Row): boolean {
  return row.state === "unmatched" || row.state === "missing";
}

/** Return whether the importer waits for the user. */
export function isBlocked(row: Row): boolean {
  return row.state === "waiting" && row.reason === "import_blocked";
}

/** Return whether the user has to do something. */
export function needsUser(row: Row): boolean {
  return isFailed(row) || isBlocked(row);
}

/** Return whether a row has details to expand. */
export function isExpandable(row: Row): boolean {
  return !isRunning(row) && (row.items.length > 1 || row.missing_files.length > 0 || needsUser(row));
}

/** Return the complete numbers of items and missing files, as the lists may be truncated. */
export function deliveryCounts(delivery: Delivery): { items: number; missing: number } {
  return {
    items: delivery.item_count ?? delivery.items.length,
    missing: delivery.missing_count ?? delivery.missing_files.length,
  };
}

/** Return the label and progress of a row, given the libraries that Plex is scanning. */
export function rowStatus(row: Row, scans: Scan[]): RowStatus {
  switch (row.state) {
    case "downloading":
      return {
        label: "downloading",
        tone: "info",
        steps: [
          inProgress("info", row.progress),
          EXPECTED_REASONS.has(row.reason) ? PENDING : full("warning"),
          PENDING,
          PENDING,
        ],
      };
    case "waiting": {
      if (isBlocked(row)) {
        const label = row.importer ? "import_blocked" : "waiting";
        return { label, tone: "warning", steps: [DONE, full("warning"), PENDING, PENDING] };
      }
      const tone = EXPECTED_REASONS.has(row.reason) ? "neutral" : "warning";
      const label = isAwaitingImporter(row) ? "waiting_for" : "waiting";
      return { label, tone, steps: [DONE, inProgress(tone, null), PENDING, PENDING] };
    }
    case "scanning": {
      const { files, of } = row.found ?? { files: 0, of: 0 };
      const scan = scans.find(({ library_id }) => library_id === row.library_id);
      // Plex may have all files before it has matched the items.
      const steps: RowStatus["steps"] =
        files && files === of
          ? [DONE, DONE, DONE, inProgress("info", null)]
          : [DONE, DONE, inProgress("info", files ? (100 * files) / of : scan?.progress), PENDING];
      return { label: "scanning", tone: "info", steps };
    }
    case "available": {
      const { items, missing } = deliveryCounts(row);
      if (missing) {
        const percent = (100 * items) / (items + missing);
        return {
          label: "partly_available",
          tone: "warning",
          steps: [DONE, DONE, DONE, inProgress("warning", percent)],
        };
      }
      return { label: row.kind === "upgraded" ? "upgraded" : "available", tone: "ok", steps: [DONE, DONE, DONE, DONE] };
    }
    case "unmatched":
      return { label: "unmatched", tone: "warning", steps: [DONE, full("warning"), PENDING, PENDING] };
    case "missing":
      return {
        label: "missing",
        tone: "error",
        steps: row.tried.length ? [DONE, DONE, DONE, full("error")] : [DONE, DONE, full("error"), PENDING],
      };
    default:
      return { label: "waiting", tone: "neutral", steps: [DONE, PENDING, PENDING, PENDING] };
  }
}

function isAwaitingImporter({ reason, importer }: Delivery): boolean {
  return reason === "import_awaited" && Boolean(importer);
}

/** Return the text of a row's state, which may name the importer. */
export function labelText(row: Row, label: TranslationKey, localize: Localize): string {
  return localize(label, { importer: isRunning(row) ? "" : (row.importer ?? "") });
}

/** Return the texts after the state, the most important first; the last one is the source, with the time.
 *
 * The type of the library determines whether its files are called episodes, tracks or files. */
export function rowTexts(row: Row, localize: Localize, clock: Clock, libraryType?: string): string[] {
  const source = sourceName(row.download.source, localize);
  const reason = row.reason ? reasonText(row, row.reason, localize) : null;
  if (isRunning(row)) {
    return withoutEmpty([
      row.progress == null ? null : formatPercent(row.progress, clock.locale.language),
      row.time_left == null ? null : localize("time_left", { time: formatDuration(row.time_left, clock.language) }),
      row.library ?? (EXPECTED_REASONS.has(row.reason) ? null : reason),
      ...mediaTexts(row, localize),
      source,
    ]);
  }
  const time = row.state === "available" ? row.updated_at : (row.download.finished_at ?? row.created_at);
  const found = foundText(row, localize, libraryType);
  const { items, missing } = deliveryCounts(row);
  return withoutEmpty([
    reason,
    found,
    row.state === "available" && items > 1 && !missing ? countText(row.items, items, localize) : null,
    isFailed(row) || found ? null : row.library,
    row.requested_by?.length ? localize("requested_by", { names: row.requested_by.join(", ") }) : null,
    ...(row.state === "waiting" || row.state === "scanning" ? mediaTexts(row, localize) : []),
    [source, relativeTime(time, clock)].filter(Boolean).join(", "),
  ]);
}

/** Return a short reason, or the integration's explanation if the card has no text for it. */
function reasonText(row: Row, reason: string, localize: Localize): string | null {
  if (!isRunning(row) && isAwaitingImporter(row)) return null; // the label says so
  if (!isRunning(row) && isBlocked(row)) return row.messages?.[0] ?? row.explanation;
  if (!REASONS.has(reason)) return row.explanation;
  // The label says that there is no library.
  if (reason === "no_library" && isFailed(row)) return row.download.path;
  const { items, missing } = isRunning(row) ? { items: 0, missing: 0 } : deliveryCounts(row);
  if (reason === "partly_found" && !missing) return row.explanation;
  return localize(reason as TranslationKey, { path: row.download.path, n: items, all: items + missing });
}

/** Return the quality as the importer names it, and whether the download replaces a file. */
function mediaTexts({ media }: Row, localize: Localize): (string | null)[] {
  return media ? [media.quality, media.is_upgrade ? localize("upgrade") : null] : [];
}

const REASONS = new Set<string>([
  "settling",
  "plex_offline",
  "import_awaited",
  "no_library",
  "no_import",
  "not_found",
  "forbidden",
  "plex_failed",
  "internal_error",
  "partly_found",
  "not_recognised",
] satisfies TranslationKey[]);

/** Return "8 episodes". */
function countText(items: Item[], n: number, localize: Localize): string {
  const areAll = (type: string) => items.every((item) => item.type === type);
  return localize(areAll("episode") ? "episodes" : areAll("track") ? "tracks" : "items", { n });
}

/** Return "5 of 8 episodes in Plex", or null if there is nothing to count. */
function foundText({ found }: Delivery, localize: Localize, libraryType?: string): string | null {
  const key = libraryType === "show" ? "found_episodes" : libraryType === "music" ? "found_tracks" : "found_files";
  return found ? localize(key, { n: found.files, all: found.of }) : null;
}

const SOURCES: Record<string, string> = {
  nzbget: "NZBGet",
  qbittorrent: "qBittorrent",
  sabnzbd: "SABnzbd",
  synology_dsm: "Synology",
};

/** Return the name of a source, from the domain of its integration. */
export function sourceName(source: string, localize: Localize): string {
  if (source === "action" || source === "webhook") return localize(source);
  return SOURCES[source] ?? source.charAt(0).toUpperCase() + source.slice(1).replaceAll("_", " ");
}

function withoutEmpty(texts: (string | null | undefined)[]): string[] {
  return texts.filter((text): text is string => Boolean(text));
}

/** Return the rows to show: running downloads first, but at most half of the rows if there are enough deliveries. */
export function visibleRows(running: RunningDownload[], deliveries: Delivery[], limit: number): Row[] {
  const runningLimit = Math.max(limit - deliveries.length, Math.ceil(limit / 2));
  const first = running.slice(0, runningLimit);
  return [...first, ...deliveries.slice(0, limit - first.length)];
}
