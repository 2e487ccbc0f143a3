// How far a download is: its state in a word and a tone, its four steps, and what is said of it (pure).
import { ago, type Clock, duration, percent } from "./times";
import type { Delivery, Item, Running, Scan } from "./messages";
import type { Say, Word } from "./localize";

export type Tone = "ok" | "info" | "warning" | "error" | "calm";

/** One of the steps downloaded, routed, scanned, in Plex. */
export interface Step {
  tone: Tone | "none";
  /** How full it is, 0 to 1; undefined where it is under way and nobody knows how far. */
  full?: number;
}

export interface Stage {
  word: Word;
  tone: Tone;
  steps: [Step, Step, Step, Step];
}

const DONE: Step = { tone: "ok", full: 1 };
const NOT_YET: Step = { tone: "none", full: 0 };
const whole = (tone: Tone): Step => ({ tone, full: 1 });
const under = (tone: Tone, progress: number | null | undefined): Step => ({
  tone,
  full: progress == null ? undefined : Math.min(Math.max(progress / 100, 0), 1),
});

/** Waiting for these is how it should be; for others it is not. */
const ORDERLY = new Set<string | null>(["settling", "import_awaited", null]);

export function isRunning(one: Delivery | Running): one is Running {
  return one.state === "downloading";
}

/** Return of how many items a delivery is, and how many of its files Plex lacks: its lists may be cut. */
export function countsOf(one: Delivery): { items: number; missing: number } {
  return { items: one.item_count ?? one.items.length, missing: one.missing_count ?? one.missing_files.length };
}

/** Return how far a download is; `scanning` are the libraries that are being scanned. */
export function stageOf(one: Delivery | Running, scanning: Scan[]): Stage {
  switch (one.state) {
    case "downloading":
      return {
        word: "downloading",
        tone: "info",
        steps: [under("info", one.progress), one.reason ? whole("warning") : NOT_YET, NOT_YET, NOT_YET],
      };
    case "waiting": {
      const tone = ORDERLY.has(one.reason) ? "calm" : "warning";
      return { word: "waiting", tone, steps: [DONE, under(tone, null), NOT_YET, NOT_YET] };
    }
    case "scanning": {
      const { files, of } = one.found ?? { files: 0, of: 0 };
      const scan = scanning.find(({ library_id }) => library_id === one.library_id);
      // All files may be in before Plex has recognised what they are.
      const steps: Stage["steps"] =
        files && files === of
          ? [DONE, DONE, DONE, under("info", null)]
          : [DONE, DONE, under("info", files ? (100 * files) / of : scan?.progress), NOT_YET];
      return { word: "scanning", tone: "info", steps };
    }
    case "available": {
      const { items, missing } = countsOf(one);
      if (missing) {
        const share = (100 * items) / (items + missing);
        return { word: "partly", tone: "warning", steps: [DONE, DONE, DONE, under("warning", share)] };
      }
      return { word: one.kind === "upgraded" ? "upgraded" : "available", tone: "ok", steps: [DONE, DONE, DONE, DONE] };
    }
    case "unmatched":
      return { word: "unmatched", tone: "warning", steps: [DONE, whole("warning"), NOT_YET, NOT_YET] };
    case "missing":
      return {
        word: "missing",
        tone: "error",
        steps: one.tried.length ? [DONE, DONE, DONE, whole("error")] : [DONE, DONE, whole("error"), NOT_YET],
      };
    default:
      return { word: "waiting", tone: "calm", steps: [DONE, NOT_YET, NOT_YET, NOT_YET] };
  }
}

/** Return what is said after the state, the most important first; the last is who reported it, and when.
 *
 * The type of its library tells what its files are called. */
export function saidOf(one: Delivery | Running, say: Say, clock: Clock, libraryType?: string): string[] {
  const source = sourceName(one.download.source, say);
  const reason = one.reason ? reasonOf(one, one.reason, say) : null;
  if (isRunning(one)) {
    return present([
      one.progress == null ? null : percent(one.progress, clock.locale.language),
      one.time_left == null ? null : say("time_left", { time: duration(one.time_left, clock.words) }),
      one.library ?? reason,
      source,
    ]);
  }
  const at = one.state === "available" ? one.updated_at : (one.download.finished_at ?? one.created_at);
  const found = foundOf(one, say, libraryType);
  const { items, missing } = countsOf(one);
  return present([
    reason,
    found,
    one.state === "available" && items > 1 && !missing ? count(one.items, items, say) : null,
    failed(one) || found ? null : one.library,
    [source, ago(at, clock)].filter(Boolean).join(", "),
  ]);
}

/** Return the reason in short, or null where the card has no words for it. */
function reasonOf(one: Delivery | Running, reason: string, say: Say): string | null {
  if (!REASONS.has(reason)) return one.explanation;
  // The state says already that there is no library.
  if (reason === "no_library" && failed(one)) return one.download.path;
  const { items, missing } = isRunning(one) ? { items: 0, missing: 0 } : countsOf(one);
  if (reason === "partly_found" && !missing) return one.explanation;
  return say(reason as Word, { path: one.download.path, n: items, all: items + missing });
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
] satisfies Word[]);

function count(items: Item[], n: number, say: Say): string {
  const all = (type: string) => items.every((one) => one.type === type);
  return say(all("episode") ? "episodes" : all("track") ? "tracks" : "items", { n });
}

/** Return how much of it is in Plex by now: "5 of 8 episodes in Plex". */
function foundOf({ found }: Delivery, say: Say, libraryType?: string): string | null {
  const word = libraryType === "show" ? "found_episodes" : libraryType === "music" ? "found_tracks" : "found_files";
  return found ? say(word, { n: found.files, all: found.of }) : null;
}

const SOURCES: Record<string, string> = {
  nzbget: "NZBGet",
  qbittorrent: "qBittorrent",
  sabnzbd: "SABnzbd",
  synology_dsm: "Synology",
};

/** Return what a person calls a source, which is known by its integration's domain. */
export function sourceName(source: string, say: Say): string {
  if (source === "action" || source === "webhook") return say(source);
  return SOURCES[source] ?? source.charAt(0).toUpperCase() + source.slice(1).replaceAll("_", " ");
}

/** Whether a delivery has more to say or to offer than fits into its row. */
export function opens(one: Delivery | Running): boolean {
  return !isRunning(one) && (one.items.length > 1 || one.missing_files.length > 0 || failed(one));
}

export function failed(one: Delivery | Running): boolean {
  return one.state === "unmatched" || one.state === "missing";
}

function present(parts: (string | null | undefined)[]): string[] {
  return parts.filter((one): one is string => Boolean(one));
}

/** Return which rows are shown of so many at most: what still runs first, but never so that it hides all else. */
export function rowsOf(running: Running[], deliveries: Delivery[], most: number): (Delivery | Running)[] {
  const runningRows = Math.max(most - deliveries.length, Math.ceil(most / 2));
  const first = running.slice(0, runningRows);
  return [...first, ...deliveries.slice(0, most - first.length)];
}
