// The servers of Plex Arrivals and their entities, whatever users renamed them to.
import type { Device, Hass } from "../shared";

export interface Library {
  id: string;
  /** Its title, or while Plex is offline the name of its button: "Scan Movies". */
  title: string;
  /** The entity IDs of its sensor and its button, without those that the user disabled or hid. */
  recentlyAdded?: string;
  scan?: string;
}

export interface NamedEntity {
  entityId: string;
  /** Without the name of the server. */
  name: string;
}

export interface Server {
  entryId: string;
  name: string;
  /** The entities by translation key, of libraries any. */
  entities: Record<string, NamedEntity | undefined>;
  libraries: Library[];
}

/** Return the enabled servers by name. */
export async function findServers(hass: Hass): Promise<Server[]> {
  const devices = Object.entries(hass.devices ?? {}).filter(([, device]) => device && isServer(device));
  const entities = Object.entries(hass.entities).flatMap(([entityId, entity]) =>
    entity?.platform === "plex_arrivals" && !entity.hidden ? [{ ...entity, entityId }] : [],
  );
  const libraryIds = await findLibraryIds(
    hass,
    entities.filter(({ translation_key: key }) => key?.startsWith("library_")).map(({ entityId }) => entityId),
  );
  const servers = devices.map(([deviceId, device]): Server => {
    const own = entities.filter(({ device_id }) => device_id === deviceId);
    const libraries = new Map<string, Library>();
    for (const { entityId, translation_key: key, name = "" } of own) {
      const id = libraryIds[entityId];
      if (!id) continue;
      const library = libraries.get(id) ?? { id, title: "" };
      libraries.set(id, library);
      const title = hass.states?.[entityId]?.attributes.library;
      if (typeof title === "string") library.title = title;
      if (key === "library_recently_added") library.recentlyAdded = entityId;
      if (key === "library_scan") {
        library.scan = entityId;
        library.title ||= name;
      }
    }
    return {
      entryId: device!.primary_config_entry!,
      name: device!.name_by_user || device!.name || "Plex",
      entities: Object.fromEntries(
        own.map(({ entityId, name = "", translation_key }) => [translation_key, { entityId, name }]),
      ),
      libraries: [...libraries.values()].sort((a, b) => Number(a.id) - Number(b.id)),
    };
  });
  return servers.sort((a, b) => a.name.localeCompare(b.name));
}

function isServer({ identifiers, disabled_by, primary_config_entry }: Device): boolean {
  const isOurs = identifiers?.some(([domain]) => domain === "plex_arrivals");
  return Boolean(primary_config_entry && !disabled_by && isOurs);
}

/** Return the IDs of the libraries by entity ID: they are at the end of the unique IDs. */
async function findLibraryIds(hass: Hass, entityIds: string[]): Promise<Record<string, string>> {
  if (!entityIds.length) return {};
  const entries = await hass.callWS<Record<string, { unique_id: string } | null>>({
    type: "config/entity_registry/get_entries",
    entity_ids: entityIds,
  });
  return Object.fromEntries(
    Object.entries(entries).flatMap(([entityId, entry]) => {
      const id = entry?.unique_id.split("_").at(-1);
      return id ? [[entityId, id]] : [];
    }),
  );
}
