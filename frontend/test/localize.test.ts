import { describe, expect, it } from "vitest";
import { getLocalize, supportedLanguage, TRANSLATIONS } from "../src/localize";

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the translations", () => {
  const { en, ...others } = TRANSLATIONS;

  it.each(Object.entries(others))("to %s are complete and have the same placeholders", (_, translations) => {
    expect(Object.keys(translations)).toEqual(Object.keys(en!));
    for (const [key, text] of Object.entries(translations)) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      const english: string = en![key as keyof typeof en];
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
