// The card's own texts. Texts from the integration are already in Home Assistant's language.
import { DE } from "./translations/de";
import { EN, type TranslationKey, type Translations } from "./translations/en";
import { ES } from "./translations/es";
import { FR } from "./translations/fr";
import { NL } from "./translations/nl";

export type { TranslationKey };

export const TRANSLATIONS: Record<string, Translations> = { en: EN, de: DE, fr: FR, nl: NL, es: ES };

export type Localize = (key: TranslationKey, placeholders?: Record<string, string | number>) => string;

/** Return the language (`de`, `de-CH`, …) if the card is translated to it, else English. */
export const supportedLanguage = (language = "en"): string => (TRANSLATIONS[primary(language)] ? language : "en");

/** Return the function that translates to a language, or to English if the card has no translation.
 *
 * Of "1 film|{n} films" it takes what fits the number `n`. */
export function getLocalize(language: string | undefined): Localize {
  const supported = supportedLanguage(language);
  const translations = TRANSLATIONS[primary(supported)]!;
  return (key, placeholders = {}) => {
    const [one, other = one] = translations[key].split("|") as [string, string?];
    const isOne = other === one || new Intl.PluralRules(supported).select(Number(placeholders.n)) === "one";
    return (isOne ? one : other).replace(/\{(\w+)\}/g, (match, name: string) => String(placeholders[name] ?? match));
  };
}

const primary = (language: string): string => language.split(/[-_]/)[0]!.toLowerCase();

/** Return the language of the page, for texts that are needed before `hass` is set. */
export const pageLanguage = (): string => globalThis.document?.documentElement.lang || "en";
