// The configuration of the card and its validation (pure).
import { getLocalize, pageLanguage, type TranslationKey } from "./localize";

export const PARTS = ["status", "deliveries", "recently_added"] as const;
export type Part = (typeof PARTS)[number];
export const TAP_ACTIONS = ["details", "url", "none"] as const;
export type TapAction = (typeof TAP_ACTIONS)[number];
/** The maximum number of deliveries and of posters. */
export const MAX_COUNT = 50;

/** A library's title or ID; YAML reads an ID without quotes as a number. */
type LibraryName = string | number;

export interface CardConfig {
  type?: string;
  title?: string;
  /** The servers to show; all by default. */
  entry_id?: string | string[];
  show?: Part[];
  deliveries?: number;
  recently_added?: number;
  /** The libraries to show in recently added, by title or ID; all by default. */
  library?: LibraryName | LibraryName[];
  layout?: "row" | "grid";
  /** Whether the episodes of a season share a poster in recently added. */
  group?: boolean;
  /** What selecting a row or a poster does; Home Assistant's form is accepted, too. */
  tap_action?: TapAction | { action?: string };
}

/** The configuration with defaults applied. */
export interface ParsedConfig {
  title: string;
  entryIds: string[];
  show: Part[];
  deliveries: number;
  recentlyAdded: number;
  library: string[];
  layout: "row" | "grid";
  group: boolean;
  tapAction: TapAction;
}

const isString = (value: unknown): value is string => typeof value === "string";
const isStringArray = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((element) => isString(element) && element);
const isNumber = (value: unknown): value is number => Number.isFinite(value);
/** More than the maximum is accepted, and shows the maximum. */
const isCount = (value: unknown): boolean => isNumber(value) && value >= 1;
const isUnique = (values: string[]): boolean => new Set(values).size === values.length;

const VALIDATORS: Record<Exclude<keyof CardConfig, "type">, (value: unknown) => boolean> = {
  title: isString,
  entry_id: (value) => isString(value) || isStringArray(value),
  show: (value) => isStringArray(value) && value.every((part) => PARTS.includes(part as Part)) && isUnique(value),
  deliveries: isCount,
  recently_added: isCount,
  library: (value) => [value].flat().every((name) => isString(name) || isNumber(name)),
  layout: (value) => value === "row" || value === "grid",
  group: (value) => typeof value === "boolean",
  tap_action: (value) => TAP_ACTIONS.includes(tapAction(value)),
};

/** Return the action that a value names; `more-info` is Home Assistant's name for details. */
function tapAction(value: unknown): TapAction {
  const action = (value as { action?: unknown }).action ?? value;
  return (action === "more-info" ? "details" : action) as TapAction;
}

/** Return the configuration with defaults applied; throw an error with a message for the user if it is invalid. */
export function parseConfig(config: CardConfig, language = pageLanguage()): ParsedConfig {
  for (const [key, isValid] of Object.entries(VALIDATORS)) {
    const value: unknown = config[key as keyof CardConfig];
    if (value !== undefined && value !== null && !isValid(value)) {
      throw new Error(getLocalize(language)(`invalid_${key}` as TranslationKey));
    }
  }
  return {
    title: config.title ?? "",
    entryIds: [config.entry_id ?? []].flat().filter(Boolean),
    show: config.show?.length ? config.show : [...PARTS],
    deliveries: clampCount(config.deliveries ?? 5),
    recentlyAdded: clampCount(config.recently_added ?? 12),
    library: [config.library ?? []]
      .flat()
      .map((name) => String(name).trim())
      .filter(Boolean),
    layout: config.layout ?? "row",
    group: config.group ?? true,
    tapAction: tapAction(config.tap_action ?? "details"),
  };
}

function clampCount(value: number): number {
  return Math.min(Math.round(value), MAX_COUNT);
}
