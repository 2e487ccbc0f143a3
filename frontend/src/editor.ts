// What the visual editor and the card picker ask for.
import { type CardConfig, MOST, type Part, PARTS, read } from "./config";
import type { Hass } from "./hass";
import { pageLanguage, speaking, type Word } from "./localize";

export const TYPE = "plex-arrivals-card";

interface Field {
  name: string;
  selector?: object;
  type?: string;
  schema?: Field[];
}

interface Form {
  schema: Field[];
  computeLabel(field: Field): string;
  /** What is said below a field. */
  computeHelper(field: Field): string;
  /** Throws, with the reason, where the visual editor cannot edit a configuration. */
  assertConfig(config: CardConfig): void;
}

export function configForm(): Form {
  const say = speaking(pageLanguage());
  const { deliveries, recentlyAdded, layout } = read({});
  const helpers: Record<string, string> = {
    entry_id: say("help_all"),
    show: say("help_all"),
    deliveries: say("help_number", { n: deliveries }),
    recently_added: say("help_number", { n: recentlyAdded }),
    library: say("help_library"),
    layout: say("help_number", { n: say(`layout_${layout}`) }),
  };
  const count = { number: { min: 1, max: MOST, mode: "box" } };
  const select = (values: readonly string[], word: (value: string) => Word, more: object) => ({
    select: { options: values.map((value) => ({ value, label: say(word(value)) })), ...more },
  });
  return {
    schema: [
      { name: "entry_id", selector: { config_entry: { integration: "plex_arrivals" } } },
      { name: "title", selector: { text: {} } },
      {
        name: "show",
        selector: select(PARTS, (part) => part as Word, { multiple: true, reorder: true, mode: "dropdown" }),
      },
      {
        name: "",
        type: "grid",
        schema: [
          { name: "deliveries", selector: count },
          { name: "recently_added", selector: count },
        ],
      },
      { name: "library", selector: { text: { multiple: true } } },
      {
        name: "layout",
        selector: select(["row", "grid"], (layout) => `layout_${layout}` as Word, { mode: "dropdown" }),
      },
    ],
    computeLabel: ({ name }) => (name ? say(`label_${name}` as Word) : ""),
    computeHelper: ({ name }) => helpers[name] ?? "",
    assertConfig(config) {
      read(config);
      // Its picker knows one server: several are configured in YAML.
      if (Array.isArray(config.entry_id)) throw new Error(say("several_servers"));
      // Its field knows a list.
      if (config.library != null && !Array.isArray(config.library)) throw new Error(say("bad_library"));
    },
  };
}

/** Return what applies by default, so that the editor's form shows it. */
export function stubConfig(): CardConfig {
  const { show, deliveries, recentlyAdded, layout } = read({});
  return { show, deliveries, recently_added: recentlyAdded, layout };
}

/** Of our entities, which part of the card says the same. */
const PARTS_OF: Record<string, Part[]> = {
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

/** Return the card that suits an entity of ours, or null. */
export function suggestion(hass: Hass, entityId: string): { config: CardConfig } | null {
  const entity = hass.entities?.[entityId];
  if (entity?.platform !== "plex_arrivals") return null;
  const entryId = entity.device_id && hass.devices?.[entity.device_id]?.primary_config_entry;
  const show = PARTS_OF[entity.translation_key ?? ""];
  if (!show) return null;
  const isLibrary = entity.translation_key === "library_recently_added";
  const library = isLibrary && (hass.states?.[entityId]?.attributes.library as string | undefined);
  return {
    config: {
      type: `custom:${TYPE}`,
      ...(entryId && { entry_id: entryId }),
      show,
      ...(library && { library: [library] }),
    },
  };
}
