// The card's own words. What is told in words by the integration is in Home Assistant's language already.
import { DE } from "./translations/de";
import { EN, type Language, type Word } from "./translations/en";
import { ES } from "./translations/es";
import { FR } from "./translations/fr";
import { NL } from "./translations/nl";

export type { Word };

export const LANGUAGES: Record<string, Language> = { en: EN, de: DE, fr: FR, nl: NL, es: ES };

export type Say = (word: Word, placeholders?: Record<string, string | number>) => string;

/** Return the language (`de`, `de-CH`, …) if the card speaks it, else English. */
export const spoken = (language = "en"): string => (LANGUAGES[primary(language)] ? language : "en");

/** Return what says a word in a language, or in English where the card does not speak it. */
export function speaking(language: string | undefined): Say {
  const words = LANGUAGES[primary(language ?? "en")] ?? EN;
  return (word, placeholders = {}) =>
    words[word].replace(/\{(\w+)\}/g, (whole, name: string) => String(placeholders[name] ?? whole));
}

const primary = (language: string): string => language.split(/[-_]/)[0]!.toLowerCase();

/** Return the language of the page, for what is said before there is a `hass`. */
export const pageLanguage = (): string => globalThis.document?.documentElement.lang || "en";
