import { describe, expect, it } from "vitest";
import { type CardConfig, parseConfig } from "../src/config";

describe("parseConfig", () => {
  it("applies defaults", () => {
    expect(parseConfig({ type: "custom:plex-arrivals-card" })).toEqual({
      title: "",
      entryIds: [],
      show: ["status", "deliveries", "recently_added"],
      deliveries: 5,
      recentlyAdded: 12,
      library: [],
      layout: "row",
      group: true,
      tapAction: "details",
    });
  });

  it.each<[CardConfig["tap_action"], string]>([
    ["details", "details"],
    ["url", "url"],
    ["none", "none"],
    [{ action: "more-info" }, "details"],
    [{ action: "url" }, "url"],
    [{ action: "none" }, "none"],
    [null as never, "details"],
  ])("understands the tap action %o", (tap_action, tapAction) => {
    expect(parseConfig({ tap_action })).toMatchObject({ tapAction });
  });

  it("keeps configured values", () => {
    const config: CardConfig = { entry_id: "a", show: ["recently_added", "status"], deliveries: 50, library: ["1"], layout: "grid" };
    expect(parseConfig(config)).toMatchObject({ entryIds: ["a"], show: config.show, deliveries: 50, library: ["1"], layout: "grid" });
    expect(parseConfig({ entry_id: ["a", "b"] }).entryIds).toEqual(["a", "b"]);
  });

  it("treats empty values from the editor as defaults", () => {
    expect(parseConfig({ show: [], entry_id: "", deliveries: null as never }).show).toHaveLength(3);
  });

  it.each([
    [2.5, 3],
    [51, 50],
  ])("changes the count %d to the nearest valid one, %d", (value, count) => {
    expect(parseConfig({ deliveries: value, recently_added: value })).toMatchObject({ deliveries: count, recentlyAdded: count });
  });

  it.each<[CardConfig["library"], string[]]>([
    ["Movies", ["Movies"]],
    [1, ["1"]],
    [[1, " TV Shows "], ["1", "TV Shows"]],
    [[""], []],
    ["", []],
  ])("accepts the library %o", (library, names) => expect(parseConfig({ library }).library).toEqual(names));

  it.each([
    ["entry_id", 7],
    ["entry_id", ["a", 7]],
    ["show", "status"],
    ["show", ["status", "status"]],
    ["show", ["posters"]],
    ["deliveries", "5"],
    ["deliveries", NaN],
    ["deliveries", 0],
    ["recently_added", -3],
    ["recently_added", [12]],
    ["library", { title: "Movies" }],
    ["library", ["Movies", null]],
    ["layout", "column"],
    ["group", "yes"],
    ["tap_action", "toggle"],
    ["tap_action", { action: "navigate" }],
    ["tap_action", {}],
    ["title", ["x"]],
  ])("throws an error of one sentence that names an invalid %s: %o", (key, value) => {
    for (const language of ["en", "de", "fr", "nl", "es"]) {
      expect(() => parseConfig({ [key]: value }, language)).toThrow(new RegExp(`${key}[^.]*\\.$`));
    }
  });
});
