import { expect, it } from "vitest";
import { posterUrl, ratingKey, safeUrl, withoutSignature } from "../src/urls";

it.each([
  [36, 1, 160],
  [36, 3, 160],
  [104, 1.5, 160],
  [104, 2, 320],
  [140, 3, 640],
  [140, 9, 640],
])("requests a poster of %i CSS pixels with a pixel ratio of %d in a width of %i", (cssWidth, pixelRatio, width) => {
  expect(posterUrl("/api/x?v=1&authSig=a", cssWidth, pixelRatio)).toBe(
    `/api/x?v=1&authSig=a&width=${width}&height=${width * 1.5}`,
  );
});

it("ignores a renewed signature but not a new version of a poster", () => {
  const url = withoutSignature("/api/x?v=1&authSig=a.b-c&width=160&height=240");
  expect(withoutSignature("/api/x?v=1&authSig=zzz&width=160&height=240")).toBe(url);
  expect(withoutSignature("/api/x?authSig=zzz&v=1&width=160&height=240")).toBe(url);
  expect(withoutSignature("/api/x?v=2&authSig=a.b-c&width=160&height=240")).not.toBe(url);
  expect(withoutSignature("/api/x?authSig=a")).toBe("/api/x");
});

it("allows links to web pages and Plex apps only", () => {
  expect(safeUrl("https://app.plex.tv/x")).toBe("https://app.plex.tv/x");
  expect(safeUrl("plex://preplay/?x")).toBe("plex://preplay/?x");
  expect(safeUrl("javascript:alert(1)")).toBeUndefined();
  expect(safeUrl(null)).toBeUndefined();
});

it("finds the rating key of what an address opens", () => {
  expect(ratingKey("https://app.plex.tv/desktop/#!/server/abc/details?key=%2Flibrary%2Fmetadata%2F42")).toBe("42");
  expect(ratingKey("plex://preplay/?metadataKey=/library/metadata/7&server=abc")).toBe("7");
  expect(ratingKey(null)).toBeUndefined();
});
