// What the row of a delivery or running download shows: its state, its progress and its texts (pure).
import type { Localize, TranslationKey } from "./localize";
import type { Delivery, Item, RunningDownload, Scan } from "./messages";
import { replacedQuality } from "./quality";
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

/** Return the complete numbers of items and missing files, as the lists may be truncated. */
export function deliveryCounts(delivery: Delivery): { items: number; missing: number } {
  return {
    items: delivery.item_count ?? delivery.items.length,
    missing: delivery.missing_count ?? delivery.missing_files.length,
  };
}

/** Return the label and progress of a row, given the libraries that Plex is scanning. */
export function rowStatus(row: Row, scans: Scan[], now: number): RowStatus {
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
        return { label, tone: "error", steps: [DONE, full("warning"), PENDING, PENDING] };
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
      // The first scan usually finds it at once; after others, nothing happens until the next one.
      if (!scan && (row.scan_number ?? 1) > 1 && secondsToScan(row, now)) return { label: "waiting", tone: "neutral", steps };
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

/** Return the text of a row's state, which may name the importer, and what belongs to it: "Upgraded", "from 1080p". */
export function labelTexts(row: Row, label: TranslationKey, localize: Localize): string[] {
  if (isRunning(row)) return [localize(label)];
  const quality = label === "upgraded" && replacedQuality(row);
  return [
    localize(label, { importer: row.importer ?? "" }),
    ...(quality ? [localize("upgraded_from", { quality })] : []),
  ];
}

/** Return the texts after the state, the most important first.
 *
 * The type of the library determines whether its files are called episodes, tracks or files. */
export function rowTexts(row: Row, localize: Localize, clock: Clock, libraryType?: string): string[] {
  const reason = row.reason ? reasonText(row, row.reason, localize) : null;
  const upgrade = row.media?.is_upgrade && row.state !== "available" && !needsUser(row) ? localize("upgrade") : null;
  if (isRunning(row)) {
    const destination = row.library && localize("to_library", { library: row.library });
    return withoutEmpty([
      row.progress == null ? null : formatPercent(row.progress, clock.locale.language),
      row.time_left == null ? null : localize("time_left", { time: formatDuration(row.time_left, clock.language) }),
      destination ?? (EXPECTED_REASONS.has(row.reason) ? null : reason),
      upgrade,
    ]);
  }
  const time = row.state === "available" ? row.updated_at : (row.download.finished_at ?? row.created_at);
  const found = foundText(row, localize, libraryType);
  const look = row.state === "scanning" ? lookText(row, localize, clock) : null;
  const { items, missing } = deliveryCounts(row);
  return withoutEmpty([
    reason,
    found,
    look,
    row.state === "available" && items > 1 && !missing ? countText(row.items, items, localize) : null,
    isFailed(row) || found ? null : row.library,
    row.requested_by?.length ? localize("requested_by", { names: row.requested_by.join(", ") }) : null,
    upgrade,
    look || isBlocked(row) ? null : relativeTime(time, clock),
  ]);
}

/** Return "second look, next scan in 3 min", or null if Plex does not scan again. */
export function lookText(delivery: Delivery, localize: Localize, clock: Clock): string | null {
  const seconds = secondsToScan(delivery, clock.now);
  if (!seconds) return null;
  const look = localize("looks").split(" · ")[(delivery.scan_number ?? 1) - 2];
  return withoutEmpty([look, localize("next_scan", { time: formatDuration(seconds, clock.language) })]).join(", ");
}

/** Return in how many seconds Plex scans again, or 0 if it does not. */
function secondsToScan({ next_scan_at: next }: Delivery, now: number): number {
  return Math.max((Date.parse(next ?? "") - now) / 1000, 0) || 0;
}

/** Return what the parts of the bar mean, and which are done: "Downloaded ✓ · Library … · Scanned · In Plex". */
export function stepsText(steps: Step[], localize: Localize): string {
  const marks = { ok: " ✓", none: "", info: " …", neutral: " …", warning: " !", error: " !" };
  return localize("steps")
    .split(" · ")
    .map((name, i) => (name + marks[steps[i]!.tone]).replaceAll(" ", "\u00a0"))
    .join(" ·\u00a0");
}

/** Return a short reason, or the integration's explanation if the card has no text for it. */
export function reasonText(row: Row, reason: string, localize: Localize): string | null {
  if (!isRunning(row) && isAwaitingImporter(row)) return null; // the label says so
  if (!isRunning(row) && isBlocked(row)) return row.messages?.[0] ?? row.explanation;
  if (!REASONS.has(reason)) return row.explanation;
  // The label says that there is no library.
  if (reason === "no_library" && isFailed(row)) return row.download.path;
  const { items, missing } = isRunning(row) ? { items: 0, missing: 0 } : deliveryCounts(row);
  if (reason === "partly_found" && !missing) return row.explanation;
  return localize(reason as TranslationKey, { path: row.download.path, n: items, all: items + missing });
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
export function countText(items: Item[], n: number, localize: Localize): string {
  const areAll = (type: string) => items.every((item) => item.type === type);
  return localize(areAll("episode") ? "episodes" : areAll("track") ? "tracks" : "items", { n });
}

/** Return "5 of 8 episodes in Plex", or null if there is nothing to count. */
export function foundText({ found }: Delivery, localize: Localize, libraryType?: string): string | null {
  const key = libraryType === "show" ? "found_episodes" : libraryType === "music" ? "found_tracks" : "found_files";
  return found ? localize(key, { n: found.files, all: found.of }) : null;
}

function withoutEmpty(texts: (string | null | undefined)[]): string[] {
  return texts.filter((text): text is string => Boolean(text));
}

/** Return the rows to show: first what needs the user, then running downloads and the other deliveries.
 *
 * If anything is on its way, what needs the user gets at most half of the rows, unless the others are fewer; of the
 * rest, so do running downloads. */
export function visibleRows(running: RunningDownload[], deliveries: Delivery[], limit: number): Row[] {
  const others = deliveries.filter((delivery) => !needsUser(delivery));
  const isQuiet = !running.length && others.every(({ state }) => state === "available");
  const first = deliveries.filter(needsUser).slice(0, isQuiet ? limit : half(limit, running.length + others.length));
  const rest = limit - first.length;
  const runningRows = running.slice(0, half(rest, others.length));
  return [...first, ...runningRows, ...others.slice(0, rest - runningRows.length)];
}

/** Return half of the rows, or what others leave of them. */
const half = (rows: number, others: number): number => Math.max(rows - others, Math.ceil(rows / 2));
