import { describe, expect, it } from "vitest";
import { DETAILS_TEXTS } from "../src/details/texts";
import { getLocalize, supportedLanguage, TRANSLATIONS } from "../src/localize";
import { STRATEGY_TEXTS } from "../src/strategy/dashboard";

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

type Texts = Record<string, Record<string, string>>;

describe("the translations", () => {
  it.each(
    [TRANSLATIONS as Texts, DETAILS_TEXTS as Texts, STRATEGY_TEXTS as Texts].flatMap(({ en, ...others }) =>
      Object.entries(others).map(([language, translations]) => [language, translations, en!] as const),
    ),
  )("to %s are complete and have the same placeholders", (_, translations, en) => {
    expect(Object.keys(translations)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(translations)) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      const english = en[key]!;
      expect(placeholders(text), key).toEqual(placeholders(english));
      for (const separator of ["|", " · "]) {
        expect(text.split(separator), key).toHaveLength(english.split(separator).length);
      }
    }
  });

  it("fall back to English", () => {
    expect(getLocalize("de-CH")("waiting")).toBe("Wartet");
    expect(getLocalize("pt_BR")("waiting")).toBe("Waiting");
    expect(getLocalize(undefined)("waiting")).toBe("Waiting");
    expect(["de-CH", "pt_BR", undefined].map((language) => supportedLanguage(language))).toEqual(["de-CH", "en", "en"]);
  });

  it.each([
    ["en", 1, "1 needs you"],
    ["en", 3, "3 need you"],
    ["de", 1, "1 braucht dich"],
    ["de-AT", 2, "2 brauchen dich"],
    ["fr", 1, "1 a besoin de vous"],
    ["sv", 2, "2 need you"],
  ])("to %s have the form that fits the number %d: %s", (language, n, text) => {
    expect(getLocalize(language)("needs_you", { n })).toBe(text);
  });

  it("insert values unchanged", () => {
    expect(getLocalize("en")("no_library", { path: "/a/{n}/$&" })).toBe("no library for /a/{n}/$&");
  });
});
