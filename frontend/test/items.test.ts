import { describe, expect, it } from "vitest";
import { hasNoneOf, itemDetail, itemName, typeIcon } from "../src/items";
import { getLocalize } from "../src/localize";
import { item, server } from "./samples";

const localize = getLocalize("en");

describe("the texts and icon of an item", () => {
  it.each([
    [item(), "Harbour Lights", "2024"],
    [item({ year: null }), "Harbour Lights", ""],
    [item({ type: "episode", title: "The Weir", show: "Saltmarsh", season: 2, episode: 5 }), "Saltmarsh", "S02E05"],
    [item({ type: "episode", title: "Special", show: "Saltmarsh", season: 0, episode: 112 }), "Saltmarsh", "S00E112"],
    [item({ type: "episode", title: "Today", show: "News", season: null, episode: null }), "News", ""],
    [item({ type: "episode", title: "Alone", show: null }), "Alone", ""],
    [item({ type: "season", title: "Season 1", show: "Kittiwake", season: 1 }), "Kittiwake", "Season 1"],
    [item({ type: "album", title: "Low Tide", show: "Ida Moen", year: 2022 }), "Low Tide", "Ida Moen"],
  ])("%o is named %s, with the detail %s", (sample, name, detail) => {
    expect([itemName(sample), itemDetail(sample, localize)]).toEqual([name, detail]);
  });

  it("fall back to an icon for unknown types", () => {
    expect(typeIcon("episode")).toBe(typeIcon("show"));
    expect(typeIcon(undefined)).toBe(typeIcon("clip"));
  });
});

describe("the configured libraries", () => {
  it("are missing if none of the configured libraries exists", () => {
    const libraries = [{ id: "1", title: "Movies", type: "movie", url: "" }];
    expect(hasNoneOf(server({ libraries }), ["Films", "2"])).toBe(true);
    expect(hasNoneOf(server({ libraries }), ["Films", "movies"])).toBe(false);
    expect(hasNoneOf(server({ libraries }), ["1"])).toBe(false);
    expect(hasNoneOf(server({ libraries }), [])).toBe(false);
    expect(hasNoneOf(server(), ["Films"]), "libraries are not readable").toBe(false);
    expect(hasNoneOf(server({ libraries: [] }), ["Films"]), "libraries are not loaded").toBe(false);
  });
});
