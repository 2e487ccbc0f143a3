import { describe, expect, it } from "vitest";
import { type CardConfig, read } from "../src/config";
import { configForm, suggestion } from "../src/editor";
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
    ["entry_id", 7],
    ["entry_id", ["a", 7]],
    ["show", "status"],
    ["show", ["status", "status"]],
    ["show", ["posters"]],
    ["deliveries", 0],
    ["deliveries", 51],
    ["deliveries", 2.5],
    ["deliveries", "5"],
    ["recently_added", -1],
    ["library", "Movies"],
    ["library", [1]],
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
      "event.delivery": { platform: "plex_arrivals", translation_key: "delivery" },
      "light.desk": { platform: "hue" },
    },
    devices: { d: { primary_config_entry: "attic" } },
  } as unknown as Hass;

  it("proposes the card for our entities only", () => {
    expect(suggestion(hass, "sensor.movies")?.config).toEqual({
      type: "custom:plex-arrivals-card",
      entry_id: "attic",
      show: ["recently_added"],
    });
    expect(suggestion(hass, "event.delivery")?.config).toEqual({ type: "custom:plex-arrivals-card" });
    expect(suggestion(hass, "light.desk")).toBeNull();
    expect(suggestion(hass, "sensor.gone")).toBeNull();
  });
});
