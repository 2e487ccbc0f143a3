import { describe, expect, it } from "vitest";
import { parseConfig } from "../src/config";
import { getConfigForm, getEntitySuggestion, getStubConfig } from "../src/editor";
import type { Hass } from "../src/hass";

describe("the visual editor", () => {
  it("has a labeled field for each option", () => {
    const form = getConfigForm();
    const fields = form.schema.flatMap((field) => field.schema ?? [field]);
    expect(fields.map(({ name }) => name).sort()).toEqual(
      ["entry_id", "title", "show", "deliveries", "recently_added", "library", "layout", "group", "tap_action"].sort(),
    );
    for (const field of fields) expect(form.computeLabel(field)).toBeTruthy();
  });

  it("shows and explains the defaults", () => {
    const form = getConfigForm();
    const fields = form.schema.flatMap((field) => field.schema ?? [field]);
    const defaults = fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]]));
    expect(Object.fromEntries(defaults)).toEqual({ deliveries: 5, recently_added: 12, group: true });
    expect(form.computeHelper({ name: "deliveries" })).toContain("5");
    expect(form.computeHelper({ name: "recently_added" })).toContain("12");
    expect(form.computeHelper({ name: "show" })).toContain("all");
    expect(form.computeHelper({ name: "tap_action" })).toContain("Details");
  });

  it("stays open while the user types a library or a number", () => {
    for (const config of [{ library: [""] }, { library: ["", 2] }, { deliveries: 51 }, { recently_added: 0 }]) {
      expect(() => getConfigForm().assertConfig(config)).not.toThrow();
    }
    expect(() => getConfigForm().assertConfig({ library: "Movies" }), "the field needs a list").toThrow("library");
  });

  it("starts with the defaults", () => {
    const config = getStubConfig();
    expect(config).toEqual({
      show: ["status", "deliveries", "recently_added"],
      deliveries: 5,
      recently_added: 12,
      layout: "row",
      group: true,
      tap_action: "details",
    });
    expect(parseConfig(config)).toEqual(parseConfig({}));
  });

  it("rejects Home Assistant's form of an action", () => {
    expect(() => getConfigForm().assertConfig({ tap_action: { action: "url" } })).toThrow("tap_action");
    expect(() => getConfigForm().assertConfig({ tap_action: "url" })).not.toThrow();
  });

  it("rejects several servers and refers to YAML", () => {
    expect(() => getConfigForm().assertConfig({ entry_id: ["a", "b"] })).toThrow("YAML");
    expect(() => getConfigForm().assertConfig({ entry_id: "a" })).not.toThrow();
    expect(() => getConfigForm().assertConfig({ layout: "column" as never })).toThrow("layout");
  });
});

describe("the visual editor's list of libraries", () => {
  const library = { platform: "plex_arrivals", translation_key: "library_recently_added" };
  const hass = {
    entities: { "sensor.a": library, "sensor.b": library, "sensor.c": library, "sensor.d": { platform: "other" } },
    states: {
      "sensor.a": { attributes: { library: "Shows" } },
      "sensor.b": { attributes: { library: "Movies" } },
      "sensor.c": { attributes: {} },
      "sensor.d": { attributes: { library: "Other" } },
    },
  } as unknown as Hass;

  const options = (form: ReturnType<typeof getConfigForm>): unknown =>
    form.schema.find(({ name }) => name === "library")?.selector;

  it("has those of all servers, and takes others", () => {
    const select = { multiple: true, custom_value: true };
    expect(options(getConfigForm(hass))).toEqual({ select: { options: ["Movies", "Shows"], ...select } });
    expect(options(getConfigForm())).toEqual({ select: { options: [], ...select } });
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

  it("suggests the card only for entities of Plex Arrivals", () => {
    expect(getEntitySuggestion(hass, "sensor.movies")?.config).toEqual({
      type: "custom:plex-arrivals-card",
      entry_id: "attic",
      show: ["recently_added"],
      library: ["Movies"],
    });
    expect(getEntitySuggestion({ ...hass, states: {} }, "sensor.movies")?.config.library).toBeUndefined();
    expect(getEntitySuggestion(hass, "light.desk")).toBeNull();
    expect(getEntitySuggestion(hass, "sensor.gone")).toBeNull();
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
  ])("suggests for %s the part %s", (translation_key, part) => {
    const entities = { "sensor.test": { platform: "plex_arrivals", translation_key } };
    const config = { type: "custom:plex-arrivals-card", show: [part] };
    expect(getEntitySuggestion({ ...hass, entities }, "sensor.test")).toEqual(part ? { config } : null);
  });
});
