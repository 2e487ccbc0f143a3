// The texts of the details, in addition to those of the card.
import { getLocalizeOf, type Placeholders } from "../shared";
import { DE } from "./texts/de";
import { type DetailsKey, type DetailsTexts, EN } from "./texts/en";
import { ES } from "./texts/es";
import { FR } from "./texts/fr";
import { NL } from "./texts/nl";

export const DETAILS_TEXTS: Record<string, DetailsTexts> = { en: EN, de: DE, fr: FR, nl: NL, es: ES };

export type Text = (key: DetailsKey, placeholders?: Placeholders) => string;

export const getText = (language: string | undefined): Text => getLocalizeOf(DETAILS_TEXTS, language);
