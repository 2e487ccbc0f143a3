import { describe, expect, it } from "vitest";
import { iconOf, lineOf, nameOf, noneIsThere, numberOf, recentOf } from "../src/items";
import { speaking } from "../src/localize";
import { at, item, recent, server } from "./samples";

const say = speaking("en");

describe("how an item is called", () => {
  it.each([
    [item(), "Harbour Lights", "2024"],
    [item({ year: null }), "Harbour Lights", ""],
    [item({ type: "episode", title: "The Weir", show: "Saltmarsh", season: 2, episode: 5 }), "Saltmarsh", "S02 E05"],
    [item({ type: "episode", title: "Special", show: "Saltmarsh", season: 0, episode: 112 }), "Saltmarsh", "S00 E112"],
    [item({ type: "episode", title: "Today", show: "News", season: null, episode: null }), "News", ""],
    [item({ type: "episode", title: "Alone", show: null }), "Alone", ""],
    [item({ type: "season", title: "Season 1", show: "Kittiwake", season: 1 }), "Kittiwake", "Season 1"],
    [item({ type: "album", title: "Low Tide", show: "Ida Moen", year: 2022 }), "Low Tide", "Ida Moen"],
  ])("%o", (one, name, number) => expect([nameOf(one), numberOf(one, say)]).toEqual([name, number]));

  it("says when it came", () => {
    expect(lineOf(recent(), say, at("2026-11-20T12:02:00Z"))).toBe("2024 · 2 min");
    expect(lineOf(recent({ added_at: null, year: null }), say, at("2026-11-20T12:02:00Z"))).toBe("");
  });

  it("has an icon for each type, and one for the others", () => {
    expect(iconOf("episode")).toBe(iconOf("show"));
    expect(iconOf(undefined)).toBe(iconOf("clip"));
  });
});

describe("what is shown of what was added", () => {
  const one = server({
    recently_added: [
      recent({ rating_key: "1" }),
      recent({ rating_key: "2", library: "TV Shows", library_id: "2" }),
      recent({ rating_key: "3" }),
    ],
  });
  const keys = (libraries: string[], most = 9) => recentOf(one, libraries, most).map((it) => it.rating_key);

  it("is everything, unless libraries are named by title or id", () => {
    expect(keys([])).toEqual(["1", "2", "3"]);
    expect(keys([" tv shows"])).toEqual(["2"]);
    expect(keys(["2", "Movies"])).toEqual(["1", "2", "3"]);
    expect(keys(["Music"])).toEqual([]);
  });

  it("is nothing for a reason, where none of the libraries named is there", () => {
    const there = server({ libraries: [{ id: "1", title: "Movies", type: "movie", url: "" }] });
    expect(noneIsThere(there, ["Films", "2"])).toBe(true);
    expect(noneIsThere(there, ["Films", "movies"])).toBe(false);
    expect(noneIsThere(there, ["1"])).toBe(false);
    expect(noneIsThere(there, [])).toBe(false);
    expect(noneIsThere(server(), ["Films"]), "nobody knows").toBe(false);
    expect(noneIsThere(server({ libraries: [] }), ["Films"]), "not asked yet").toBe(false);
  });

  it("is limited after the libraries are chosen", () => expect(keys(["Movies"], 2)).toEqual(["1", "3"]));
});
