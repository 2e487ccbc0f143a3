// What happened to a delivery, in times (pure).
import {
  absoluteTime,
  type Clock,
  type Delivery,
  formatDuration,
  formatPercent,
  foundText,
  getFormat,
  isFailed,
  isRunning,
  labelTexts,
  type Localize,
  lookText,
  reasonText,
  type Row,
  rowStatus,
  type ServerData,
  type Tone,
} from "../shared";
import { clientName } from "./clients";
import type { StepMessage } from "./messages";
import type { Text } from "./texts";

export interface StoryStep {
  label: string;
  text: string;
  tone: Tone;
  /** The time of day of the first step, of later ones the time since the step before. */
  time: string;
  /** The date and the time of day. */
  at: string;
  /** Whether this happens now. */
  isCurrent: boolean;
}

export interface Wording {
  localize: Localize;
  text: Text;
  clock: Clock;
}

const TONES: Partial<Record<StepMessage["step"], Tone>> = {
  missing: "error",
  unmatched: "warning",
  skipped: "neutral",
};

/** Return what happened to a delivery. */
export function getStory(wording: Wording, row: Row | null, steps: StepMessage[]): StoryStep[] {
  const { clock } = wording;
  let previous: number | undefined;
  return steps.map((message): StoryStep => {
    const { step, at } = message;
    const time = at ? Date.parse(at) : NaN;
    const isKnown = !Number.isNaN(time);
    const elapsed = previous === undefined ? undefined : time - previous;
    if (isKnown) previous = time;
    return {
      label: stepLabel(wording, message, row),
      text: row && !isRunning(row) ? stepText(wording, message, row) : "",
      tone: step === "available" && row?.state === step ? rowStatus(row, [], clock.now).tone : (TONES[step] ?? "ok"),
      time: isKnown ? timeText(at!, elapsed, clock) : "",
      at: isKnown ? absoluteTime(at!, clock) : "",
      isCurrent: false,
    };
  });
}

/** Return the time of day, or the time since the step before, in milliseconds. */
function timeText(at: string, elapsed: number | undefined, clock: Clock): string {
  return elapsed === undefined ? absoluteTime(at, clock, true) : `+ ${formatElapsed(elapsed, clock.language)}`;
}

/** Return whether nothing more happens to a delivery by itself. */
export function isFinal(row: Row): boolean {
  return row.state === "available" || isFailed(row);
}

/** Return what happens now, in the words of the row on the card. */
export function currentStep({ localize, clock }: Wording, row: Row, server: ServerData["server"]): StoryStep {
  const { label, tone } = rowStatus(row, server?.scanning ?? [], clock.now);
  const library = server?.libraries?.find(({ id }) => id === row.library_id);
  const texts = isRunning(row)
    ? [
        row.progress != null && formatPercent(row.progress, clock.language),
        row.time_left != null && localize("time_left", { time: formatDuration(row.time_left, clock.language) }),
      ]
    : [
        row.reason && reasonText(row, row.reason, localize),
        foundText(row, localize, library?.type),
        row.state === "scanning" && lookText(row, localize, clock),
      ];
  return {
    label: labelTexts(row, label, localize).join(" "),
    text: texts.filter(Boolean).join(" · "),
    tone,
    time: "",
    at: "",
    isCurrent: true,
  };
}

function stepLabel({ localize, text, clock }: Wording, { step, text: importer }: StepMessage, row: Row | null): string {
  switch (step) {
    case "available":
      // In the words of the row: "Upgraded from 1080p".
      if (row?.state !== "available") return localize(step);
      return labelTexts(row, rowStatus(row, [], clock.now).label, localize).join(" ");
    case "imported":
      return importer ? text("imported_by", { importer }) : text("imported");
    case "downloaded":
    case "scanned":
    case "skipped":
      return text(step);
    default:
      return localize(step);
  }
}

function stepText({ text }: Wording, { step, text: place }: StepMessage, delivery: Delivery): string {
  const { requested_by: names, library } = delivery;
  const texts: Partial<Record<StepMessage["step"], unknown[]>> = {
    downloaded: [place || clientName(delivery, text), names?.length && text("asked_for", { names: names.join(", ") })],
    scanned: [library, place !== library && place],
  };
  return (texts[step] ?? []).filter(Boolean).join(" · ");
}

/** 6200 → "6 sec", 130 → "0.1 sec". */
export function formatElapsed(milliseconds: number, language: string): string {
  const seconds = Math.max(milliseconds, 0) / 1000;
  if (seconds >= 10) return formatDuration(seconds, language);
  const maximumFractionDigits = seconds < 1 ? 1 : 0;
  const options = { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits } as const;
  return getFormat(Intl.NumberFormat, language, options).format(seconds);
}
