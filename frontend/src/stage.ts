// How far a download is: its state in a word and a tone, its four steps, and what is said of it (pure).
import { ago, type Clock, duration, percent } from "./times";
import type { Delivery, Item, Running, Scan } from "./told";
import type { Say, Word } from "./words";

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
      const scan = scanning.find(({ library_id }) => library_id === one.library_id);
      return { word: "scanning", tone: "info", steps: [DONE, DONE, under("info", scan?.progress), NOT_YET] };
    }
    case "available": {
      if (one.missing_files.length) {
        const share = (100 * one.items.length) / (one.items.length + one.missing_files.length);
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

/** Return what is said after the state, the most important first; the last is who reported it, and when. */
export function saidOf(one: Delivery | Running, say: Say, clock: Clock): string[] {
  const { language } = clock.locale;
  const source = sourceName(one.download.source, say);
  const reason = one.reason ? reasonOf(one, one.reason, say) : null;
  if (isRunning(one)) {
    return present([
      one.progress == null ? null : percent(one.progress, language),
      one.time_left == null ? null : say("time_left", { time: duration(one.time_left, language) }),
      one.library ?? reason,
      source,
    ]);
  }
  const at = one.state === "available" ? one.updated_at : (one.download.finished_at ?? one.created_at);
  const failed = one.state === "unmatched" || one.state === "missing";
  return present([
    reason,
    one.state === "available" && one.items.length > 1 && !one.missing_files.length ? count(one.items, say) : null,
    failed ? null : one.library,
    [source, ago(at, clock)].filter(Boolean).join(", "),
  ]);
}

/** Return the reason in short, or null where the card has no words for it. */
function reasonOf(one: Delivery | Running, reason: string, say: Say): string | null {
  if (!REASONS.has(reason)) return one.explanation;
  const [n, missing] = isRunning(one) ? [0, 0] : [one.items.length, one.missing_files.length];
  if (reason === "partly_found" && !missing) return one.explanation;
  return say(reason as Word, { path: one.download.path, n, all: n + missing });
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

function count(items: Item[], say: Say): string {
  const all = (type: string) => items.every((one) => one.type === type);
  return say(all("episode") ? "episodes" : all("track") ? "tracks" : "items", { n: items.length });
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
