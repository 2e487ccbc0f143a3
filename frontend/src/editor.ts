// The configuration form, the default configuration and the suggestions for the card picker.
import { type CardConfig, MAX_COUNT, type Part, PARTS, parseConfig, TAP_ACTIONS } from "./config";
import { type Entity, type Hass, pageHass } from "./hass";
import { getLocalize, pageLanguage, type TranslationKey } from "./localize";

export const CARD_TYPE = "plex-arrivals-card";

interface Field {
  name: string;
  selector?: object;
  /** What the field shows while it is empty, if it can. */
  default?: number | boolean;
  type?: string;
  schema?: Field[];
}

interface Form {
  schema: Field[];
  computeLabel(field: Field): string;
  /** Return the text below a field. */
  computeHelper(field: Field): string;
  /** Throw an error with the reason if the visual editor does not support a configuration. */
  assertConfig(config: CardConfig): void;
}

export function getConfigForm(hass = pageHass()): Form {
  const localize = getLocalize(pageLanguage());
  const { deliveries, recentlyAdded, layout, group, tapAction } = parseConfig({});
  const helpers: Record<string, string> = {
    entry_id: localize("help_all"),
    show: localize("help_all"),
    deliveries: localize("help_default", { n: deliveries }),
    recently_added: localize("help_default", { n: recentlyAdded }),
    library: localize("help_library"),
    layout: localize("help_default", { n: localize(`layout_${layout}`) }),
    group: localize("help_group"),
    tap_action: localize("help_default", { n: localize(`tap_${tapAction}`) }),
  };
  const count = { number: { min: 1, max: MAX_COUNT, mode: "box" } };
  const select = (values: readonly string[], keyOf: (value: string) => TranslationKey, more: object) => ({
    select: { options: values.map((value) => ({ value, label: localize(keyOf(value)) })), ...more },
  });
  return {
    schema: [
      { name: "entry_id", selector: { config_entry: { integration: "plex_arrivals" } } },
      { name: "title", selector: { text: {} } },
      {
        name: "show",
        selector: select(PARTS, (part) => part as Part, { multiple: true, reorder: true, mode: "dropdown" }),
      },
      {
        name: "",
        type: "grid",
        schema: [
          { name: "deliveries", selector: count, default: deliveries },
          { name: "recently_added", selector: count, default: recentlyAdded },
        ],
      },
      {
        name: "library",
        selector: { select: { options: libraryTitles(hass), multiple: true, custom_value: true } },
      },
      {
        name: "layout",
        selector: select(["row", "grid"], (value) => `layout_${value}` as TranslationKey, { mode: "dropdown" }),
      },
      { name: "group", selector: { boolean: {} }, default: group },
      {
        name: "tap_action",
        selector: select(TAP_ACTIONS, (value) => `tap_${value}` as TranslationKey, { mode: "dropdown" }),
      },
    ],
    computeLabel: ({ name }) => (name ? localize(`label_${name}` as TranslationKey) : ""),
    computeHelper: ({ name }) => helpers[name] ?? "",
    assertConfig(config) {
      // A number that is too small is an error of its field, for example while the user is typing.
      parseConfig({ ...config, deliveries: undefined, recently_added: undefined });
      // The config entry selector selects a single entry.
      if (Array.isArray(config.entry_id)) throw new Error(localize("several_servers"));
      // The select selector needs a text.
      if (typeof config.tap_action === "object") throw new Error(localize("invalid_tap_action"));
      // The select selector with `multiple` needs a list.
      if (config.library != null && !Array.isArray(config.library)) throw new Error(localize("invalid_library"));
    },
  };
}

/** Return the titles of the libraries of all servers. */
function libraryTitles({ entities, states }: Partial<Hass> = {}): string[] {
  const titles = Object.keys(entities ?? {})
    .filter((id) => isLibraryRecentlyAdded(entities![id]))
    .map((id) => states?.[id]?.attributes.library);
  return [...new Set(titles.filter((title) => typeof title === "string"))].sort();
}

const isLibraryRecentlyAdded = (entity?: Entity): boolean =>
  entity?.platform === "plex_arrivals" && entity.translation_key === "library_recently_added";

/** Return the defaults, so that the editor shows them. */
export function getStubConfig(): CardConfig {
  const { show, deliveries, recentlyAdded, layout, group, tapAction } = parseConfig({});
  return { show, deliveries, recently_added: recentlyAdded, layout, group, tap_action: tapAction };
}

/** The part of the card that shows the same as an entity, by the entity's translation key. */
const PARTS_BY_ENTITY: Record<string, Part[]> = {
  recently_added: ["recently_added"],
  library_recently_added: ["recently_added"],
  last_arrival: ["deliveries"],
  last_arrival_poster: ["deliveries"],
  delivery: ["deliveries"],
  deliveries_in_progress: ["deliveries"],
  downloads_running: ["deliveries"],
  online: ["status"],
  library_scanning: ["status"],
};

/** Return the card to suggest for an entity, or null for entities that the card does not show. */
export function getEntitySuggestion(hass: Hass, entityId: string): { config: CardConfig } | null {
  const entity = hass.entities?.[entityId];
  if (entity?.platform !== "plex_arrivals") return null;
  const entryId = entity.device_id && hass.devices?.[entity.device_id]?.primary_config_entry;
  const show = PARTS_BY_ENTITY[entity.translation_key ?? ""];
  if (!show) return null;
  const library = isLibraryRecentlyAdded(entity) && (hass.states?.[entityId]?.attributes.library as string | undefined);
  return {
    config: {
      type: `custom:${CARD_TYPE}`,
      ...(entryId && { entry_id: entryId }),
      show,
      ...(library && { library: [library] }),
    },
  };
}
