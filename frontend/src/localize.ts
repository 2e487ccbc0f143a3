// The card's own texts. Texts from the integration are already in Home Assistant's language.
import { DE } from "./translations/de";
import { EN, type TranslationKey, type Translations } from "./translations/en";
import { ES } from "./translations/es";
import { FR } from "./translations/fr";
import { NL } from "./translations/nl";

export type { TranslationKey };

export const TRANSLATIONS: Record<string, Translations> = { en: EN, de: DE, fr: FR, nl: NL, es: ES };

export type Placeholders = Record<string, string | number>;
export type Localize = (key: TranslationKey, placeholders?: Placeholders) => string;

/** Return the language (`de`, `de-CH`, …) if the card is translated to it, else English. */
export const supportedLanguage = (language = "en"): string => (TRANSLATIONS[primary(language)] ? language : "en");

/** Return the function that translates to a language, or to English if there is no translation.
 *
 * Of "1 film|{n} films" it takes what fits the number `n`. */
export function getLocalizeOf<Key extends string>(
  translations: Record<string, Record<Key, string>>,
  language?: string,
): (key: Key, placeholders?: Placeholders) => string {
  const supported = supportedLanguage(language);
  const texts = translations[primary(supported)]!;
  return (key, placeholders = {}) => {
    const [one, other = one] = texts[key].split("|") as [string, string?];
    const isOne = other === one || new Intl.PluralRules(supported).select(Number(placeholders.n)) === "one";
    return (isOne ? one : other).replace(/\{(\w+)\}/g, (match, name: string) => String(placeholders[name] ?? match));
  };
}

export const getLocalize = (language?: string): Localize => getLocalizeOf(TRANSLATIONS, language);

const primary = (language: string): string => language.split(/[-_]/)[0]!.toLowerCase();

/** Return the language of the page, for texts that are needed before `hass` is set. */
export const pageLanguage = (): string => globalThis.document?.documentElement.lang || "en";
