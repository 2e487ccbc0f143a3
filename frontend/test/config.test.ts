import { describe, expect, it } from "vitest";
import { type CardConfig, read } from "../src/config";
import { configForm, stubConfig, suggestion } from "../src/editor";
import type { Hass } from "../src/hass";

describe("a configuration", () => {
  it("needs nothing", () => {
    expect(read({ type: "custom:plex-arrivals-card" })).toEqual({
      title: "",
      entryIds: [],
      show: ["status", "deliveries", "recently_added"],
      deliveries: 5,
      recentlyAdded: 12,
      library: [],
      layout: "row",
    });
  });

  it("is taken as it is said", () => {
    const said: CardConfig = { entry_id: "a", show: ["recently_added", "status"], deliveries: 50, library: ["1"], layout: "grid" };
    expect(read(said)).toMatchObject({ entryIds: ["a"], show: said.show, deliveries: 50, library: ["1"], layout: "grid" });
    expect(read({ entry_id: ["a", "b"] }).entryIds).toEqual(["a", "b"]);
  });

  it("shows everything where the editor left nothing chosen", () => {
    expect(read({ show: [], entry_id: "", deliveries: null as never }).show).toHaveLength(3);
  });

  it.each([
    [0, 1],
    [-3, 1],
    [2.5, 3],
    [51, 50],
  ])("takes of a number that is out of bounds (%d) the nearest: %d", (said, count) => {
    expect(read({ deliveries: said, recently_added: said })).toMatchObject({ deliveries: count, recentlyAdded: count });
  });

  it.each<[CardConfig["library"], string[]]>([
    ["Movies", ["Movies"]],
    [1, ["1"]],
    [[1, " TV Shows "], ["1", "TV Shows"]],
    [[""], []],
    ["", []],
  ])("takes libraries as %o", (library, names) => expect(read({ library }).library).toEqual(names));

  it.each([
    ["entry_id", 7],
    ["entry_id", ["a", 7]],
    ["show", "status"],
    ["show", ["status", "status"]],
    ["show", ["posters"]],
    ["deliveries", "5"],
    ["deliveries", NaN],
    ["recently_added", [12]],
    ["library", { title: "Movies" }],
    ["library", ["Movies", null]],
    ["layout", "column"],
    ["title", ["x"]],
  ])("is refused in one sentence that names %s: %o", (key, value) => {
    for (const language of ["en", "de", "fr", "nl", "es"]) {
      expect(() => read({ [key]: value }, language)).toThrow(new RegExp(`${key}[^.]*\\.$`));
    }
  });
});

describe("the visual editor", () => {
  it("asks for everything that can be configured, each with a label", () => {
    const form = configForm();
    const fields = form.schema.flatMap((field) => field.schema ?? [field]);
    expect(fields.map(({ name }) => name).sort()).toEqual(
      ["entry_id", "title", "show", "deliveries", "recently_added", "library", "layout"].sort(),
    );
    for (const field of fields) expect(form.computeLabel(field)).toBeTruthy();
  });

  it("says what holds for what is left empty", () => {
    const form = configForm();
    expect(form.computeHelper({ name: "deliveries" })).toContain("5");
    expect(form.computeHelper({ name: "recently_added" })).toContain("12");
    expect(form.computeHelper({ name: "show" })).toContain("all");
  });

  it("stays while a library and a number are typed", () => {
    for (const config of [{ library: [""] }, { library: ["", 2] }, { deliveries: 51 }, { recently_added: 0 }]) {
      expect(() => configForm().assertConfig(config)).not.toThrow();
    }
    expect(() => configForm().assertConfig({ library: "Movies" }), "its field knows a list").toThrow("library");
  });

  it("begins with what holds anyway", () => {
    const begun = stubConfig();
    expect(begun).toEqual({
      show: ["status", "deliveries", "recently_added"],
      deliveries: 5,
      recently_added: 12,
      layout: "row",
    });
    expect(read(begun)).toEqual(read({}));
  });

  it("leaves several servers to YAML, and says so", () => {
    expect(() => configForm().assertConfig({ entry_id: ["a", "b"] })).toThrow("YAML");
    expect(() => configForm().assertConfig({ entry_id: "a" })).not.toThrow();
    expect(() => configForm().assertConfig({ layout: "column" as never })).toThrow("layout");
  });
});

describe("the card picker", () => {
  const hass = {
    entities: {
      "sensor.movies": { platform: "plex_arrivals", device_id: "d", translation_key: "library_recently_added" },
      "light.desk": { platform: "hue" },
    },
    devices: { d: { primary_config_entry: "attic" } },
    states: { "sensor.movies": { attributes: { library: "Movies", items: [] } } },
  } as unknown as Hass;

  it("proposes the card for our entities only", () => {
    expect(suggestion(hass, "sensor.movies")?.config).toEqual({
      type: "custom:plex-arrivals-card",
      entry_id: "attic",
      show: ["recently_added"],
      library: ["Movies"],
    });
    expect(suggestion({ ...hass, states: {} }, "sensor.movies")?.config.library).toBeUndefined();
    expect(suggestion(hass, "light.desk")).toBeNull();
    expect(suggestion(hass, "sensor.gone")).toBeNull();
  });

  it.each([
    ["delivery", "deliveries"],
    ["last_arrival", "deliveries"],
    ["last_arrival_poster", "deliveries"],
    ["deliveries_in_progress", "deliveries"],
    ["downloads_running", "deliveries"],
    ["online", "status"],
    ["library_scanning", "status"],
    ["recently_added", "recently_added"],
    ["library_scan", undefined],
  ])("proposes for %s the part that says the same: %s", (translation_key, part) => {
    const entities = { one: { platform: "plex_arrivals", translation_key } };
    const config = { type: "custom:plex-arrivals-card", show: [part] };
    expect(suggestion({ ...hass, entities }, "one")).toEqual(part ? { config } : null);
  });
});
