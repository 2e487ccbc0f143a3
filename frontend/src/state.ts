// What is told, made into what is known (pure).
import type { Delivery, ServerName, Told, View } from "./messages";

/** As many deliveries as a snapshot holds; more are forgotten, the oldest first. */
export const MOST_DELIVERIES = 50;

export interface Known {
  /** Undefined until the first answer. */
  servers?: ServerName[];
  views: Record<string, View>;
}

export const NOTHING: Known = { views: {} };

/** Return what is known after an event; what has not changed stays the same object. */
export function merge(known: Known, told: Told): Known {
  if (told.kind === "servers") {
    // While a server is reloaded, or Home Assistant restarted, what was known of it stays on the screen.
    const there = new Set(told.servers.map((one) => one.entry_id));
    return {
      servers: told.servers,
      views: Object.fromEntries(Object.entries(known.views).filter(([entryId]) => there.has(entryId))),
    };
  }
  const { kind, entry_id: entryId, ...view } = told;
  const rest = filled(view);
  const before = known.views[entryId];
  if (kind === "snapshot") return { ...known, views: { ...known.views, [entryId]: rest } };
  return before ? { ...known, views: { ...known.views, [entryId]: changed(before, rest) } } : known;
}

/** Return what is told with empty lists where it has null. */
function filled<T extends View>(view: T): T {
  const after = { ...view };
  after.running &&= after.running.map((one) => ({ ...one, download: one.download ?? UNKNOWN }));
  after.deliveries &&= after.deliveries.map((one) => ({
    ...one,
    download: one.download ?? UNKNOWN,
    items: one.items ?? [],
    missing_files: one.missing_files ?? [],
    tried: one.tried ?? [],
  }));
  return after;
}

const UNKNOWN = { name: "", path: "", source: "", finished_at: null };

function changed(before: View, { removed, deliveries, server, ...rest }: View & { removed?: string[] }): View {
  const after: View = { ...before, ...rest };
  if (server) after.server = { ...before.server, ...server };
  if (deliveries || removed) {
    const gone = new Set([...(removed ?? []), ...(deliveries ?? []).map((one) => one.delivery_id)]);
    after.deliveries = [...(before.deliveries ?? []).filter((one) => !gone.has(one.delivery_id)), ...(deliveries ?? [])]
      .sort(newestFirst)
      .slice(0, MOST_DELIVERIES);
  }
  return after;
}

function newestFirst(one: Delivery, other: Delivery): number {
  return Date.parse(other.created_at) - Date.parse(one.created_at) || (other.delivery_id > one.delivery_id ? 1 : -1);
}
