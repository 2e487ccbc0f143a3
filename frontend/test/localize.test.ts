import { describe, expect, it } from "vitest";
import { LANGUAGES, speaking, spoken } from "../src/localize";

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the card's words", () => {
  const { en, ...others } = LANGUAGES;

  it.each(Object.entries(others))("in %s are all there, with the same placeholders", (_, words) => {
    expect(Object.keys(words)).toEqual(Object.keys(en!));
    for (const [key, text] of Object.entries(words)) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      expect(places(text), key).toEqual(places(en![key as keyof typeof en]));
    }
  });

  it("are those of the user's language, else English", () => {
    expect(speaking("de-CH")("waiting")).toBe("Wartet");
    expect(speaking("pt_BR")("waiting")).toBe("Waiting");
    expect(speaking(undefined)("waiting")).toBe("Waiting");
    expect(["de-CH", "pt_BR", undefined].map((one) => spoken(one))).toEqual(["de-CH", "en", "en"]);
  });

  it("take what is told as it is", () => {
    expect(speaking("en")("no_library", { path: "/a/{n}/$&" })).toBe("no library for /a/{n}/$&");
  });
});
