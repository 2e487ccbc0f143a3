import { describe, expect, it } from "vitest";
import type { Entity, Hass } from "../src/hass";
import { generate } from "../src/strategy";

interface Sample extends Entity {
  unique_id?: string;
}

const library = (id: string, title: string): Record<string, Sample> => ({
  [`sensor.new_${id}`]: entity("library_recently_added", `${title} recently added`, `m_library_recently_added_${id}`),
  [`button.scan_${id}`]: entity("library_scan", `Scan ${title}`, `m_library_scan_${id}`),
});

const entity = (translation_key: string, name = "", unique_id = `m_${translation_key}`): Sample => ({
  platform: "plex_arrivals",
  device_id: "attic",
  translation_key,
  name,
  unique_id,
});

const hassWith = (entities: Record<string, Sample>, changes: Partial<Hass> = {}): Hass =>
  ({
    language: "en",
    locale: { language: "en" },
    config: { components: ["logbook"] },
    states: {},
    entities,
    devices: {
      attic: { primary_config_entry: "entry", identifiers: [["plex_arrivals", "m"]], name: "Attic" },
      other: { primary_config_entry: "x", identifiers: [["other", "m"]], name: "Other" },
    },
    callWS: async ({ entity_ids }: { entity_ids: string[] }) =>
      Object.fromEntries(entity_ids.map((id) => [id, { unique_id: entities[id]!.unique_id }])),
    ...changes,
  }) as unknown as Hass;

const everything: Record<string, Sample> = {
  "sensor.renamed": entity("last_arrival", "Last arrival"),
  "binary_sensor.renamed": entity("online", "Online"),
  "event.renamed": entity("delivery"),
  ...library("2", "Shows"),
  ...library("1", "Movies"),
};

describe("the dashboard", () => {
  it("has the downloads and what happened, and the posters and scans of the libraries", async () => {
    const states = { "sensor.new_1": { attributes: { library: "Movies" } } };
    const { views } = await generate(hassWith(everything, { states }));
    expect(views).toHaveLength(1);
    expect(views[0]!.title).toBe("Attic");
    expect(views[0]!.badges).toMatchObject([
      {
        ...{ type: "entity", entity: "sensor.renamed", name: "Last arrival" },
        visibility: [{ condition: "state", entity: "sensor.renamed", state_not: ["unknown", "unavailable"] }],
      },
    ]);
    const [left, right] = views[0]!.sections.map(({ cards }) => cards);
    const card = { type: "custom:plex-arrivals-card", entry_id: "entry" };
    expect(left).toMatchObject([
      { ...card, show: ["status", "deliveries"] },
      { type: "heading", heading: "Activity" },
      { type: "logbook", target: { entity_id: ["binary_sensor.renamed"] } },
    ]);
    expect(right).toMatchObject([
      { ...card, show: ["recently_added"], library: ["1"] },
      { ...card, show: ["recently_added"], library: ["2"] },
      { type: "heading", heading: "Libraries" },
      { type: "tile", entity: "button.scan_1", name: "Movies" },
      { type: "tile", entity: "button.scan_2", name: "Scan Shows" },
    ]);
  });

  it("has no activity if Home Assistant does not record it", async () => {
    const { views } = await generate(hassWith(everything, { config: { time_zone: "UTC" } }));
    expect(JSON.stringify(views)).not.toContain("logbook");
  });

  it("leaves out what the user hid or disabled", async () => {
    const { "button.scan_1": _disabled, ...rest } = everything;
    const hidden = { ...rest["sensor.new_2"]!, hidden: true };
    const { views } = await generate(hassWith({ ...rest, "sensor.new_2": hidden }));
    const cards = views[0]!.sections.flatMap((section) => section.cards);
    expect(cards.flatMap((card) => card.library ?? [])).toEqual(["1"]);
    expect(cards.filter(({ type }) => type === "tile").map((tile) => tile.entity)).toEqual(["button.scan_2"]);
  });

  it("has a view for each enabled server", async () => {
    const identifiers = [["plex_arrivals", "b"]];
    const device = { primary_config_entry: "b", identifiers, name: "Plex", name_by_user: "Barn" };
    const devices = {
      ...hassWith({}).devices,
      barn: device as never,
      shed: { ...device, name_by_user: "Shed", disabled_by: "config_entry" } as never,
    };
    const { views } = await generate(hassWith(everything, { devices }));
    expect(views.map(({ title }) => title)).toEqual(["Attic", "Barn"]);
    expect(views[1]!.sections.map(({ cards }) => cards[0]!.entry_id)).toEqual(["b"]);
  });

  it("shows the card if there is no server", async () => {
    const { views } = await generate(hassWith({}, { devices: {} }));
    expect(views.map(({ sections }) => sections)).toEqual([
      [{ type: "grid", cards: [{ type: "custom:plex-arrivals-card" }] }],
    ]);
  });

  it("is in the user's language", async () => {
    const { views } = await generate(hassWith(everything, { locale: { language: "de" } }));
    expect(JSON.stringify(views)).toContain("Aktivität");
  });
});
