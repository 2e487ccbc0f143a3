// What can be configured, and what is wrong with a configuration (pure).
import { pageLanguage, speaking, type Word } from "./localize";

export const PARTS = ["status", "deliveries", "recently_added"] as const;
export type Part = (typeof PARTS)[number];
export const MOST = 50;

/** A library's title or id; YAML makes a number of an id without quotes. */
type LibraryName = string | number;

export interface CardConfig {
  type?: string;
  title?: string;
  /** Of the servers to show; all, where there is none. */
  entry_id?: string | string[];
  show?: Part[];
  deliveries?: number;
  recently_added?: number;
  /** Titles or ids of the libraries of which recently added is shown; all, where there is none. */
  library?: LibraryName | LibraryName[];
  layout?: "row" | "grid";
}

/** The configuration with everything said. */
export interface Wanted {
  title: string;
  entryIds: string[];
  show: Part[];
  deliveries: number;
  recentlyAdded: number;
  library: string[];
  layout: "row" | "grid";
}

const isText = (value: unknown): value is string => typeof value === "string";
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => isText(one) && one);
const isNumber = (value: unknown): value is number => Number.isFinite(value);

const CHECKS: Record<Exclude<keyof CardConfig, "type">, (value: unknown) => boolean> = {
  title: isText,
  entry_id: (value) => isText(value) || areTexts(value),
  show: (value) => areTexts(value) && value.every((one) => PARTS.includes(one as Part)) && unique(value) === value.length,
  deliveries: isNumber,
  recently_added: isNumber,
  library: (value) => [value].flat().every((one) => isText(one) || isNumber(one)),
  layout: (value) => value === "row" || value === "grid",
};

/** Return the configuration with everything said; throws an error that says in one sentence what is wrong. */
export function read(config: CardConfig, language = pageLanguage()): Wanted {
  for (const [key, isRight] of Object.entries(CHECKS)) {
    const value: unknown = config[key as keyof CardConfig];
    if (value !== undefined && value !== null && !isRight(value)) {
      throw new Error(speaking(language)(`bad_${key}` as Word));
    }
  }
  return {
    title: config.title ?? "",
    entryIds: [config.entry_id ?? []].flat().filter(Boolean),
    show: config.show?.length ? config.show : [...PARTS],
    deliveries: count(config.deliveries ?? 5),
    recentlyAdded: count(config.recently_added ?? 12),
    library: [config.library ?? []].flat().map((one) => String(one).trim()).filter(Boolean),
    layout: config.layout ?? "row",
  };
}

/** While it is typed in the editor a number may be any. */
function count(value: number): number {
  return Math.min(Math.max(Math.round(value), 1), MOST);
}

function unique(values: string[]): number {
  return new Set(values).size;
}
