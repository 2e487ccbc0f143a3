// The state of the card: what the messages of the subscription add up to (pure).
import type { Delivery, Message, ServerData, ServerEntry } from "./messages";
import { needsUser } from "./rows";

/** As many deliveries as a snapshot contains; the oldest ones that do not need the user are dropped. */
export const MAX_DELIVERIES = 50;

export interface CardState {
  /** Undefined until the first message. */
  servers?: ServerEntry[];
  /** By entry ID. */
  data: Record<string, ServerData>;
}

export const EMPTY_STATE: CardState = { data: {} };

/** Return the state after a message; what has not changed stays the same object. */
export function applyMessage(state: CardState, message: Message): CardState {
  if (message.kind === "servers") {
    // While a server reloads or Home Assistant restarts, its last data stays on the screen.
    const entryIds = new Set(message.servers.map(({ entry_id }) => entry_id));
    return {
      servers: message.servers,
      data: Object.fromEntries(Object.entries(state.data).filter(([entryId]) => entryIds.has(entryId))),
    };
  }
  const { kind, entry_id: entryId, ...rest } = message;
  const data = withDefaults(rest);
  const previous = state.data[entryId];
  if (kind === "snapshot") return { ...state, data: { ...state.data, [entryId]: data } };
  return previous ? { ...state, data: { ...state.data, [entryId]: applyChanges(previous, data) } } : state;
}

/** Replace null where the card expects a download or a list. */
function withDefaults<T extends ServerData>(data: T): T {
  const result = { ...data };
  result.running &&= result.running.map((running) => ({ ...running, download: running.download ?? NO_DOWNLOAD }));
  result.deliveries &&= result.deliveries.map((delivery) => ({
    ...delivery,
    download: delivery.download ?? NO_DOWNLOAD,
    items: delivery.items ?? [],
    missing_files: delivery.missing_files ?? [],
    tried: delivery.tried ?? [],
  }));
  return result;
}

const NO_DOWNLOAD = { name: "", path: "", source: "", finished_at: null };

function applyChanges(
  previous: ServerData,
  { removed, deliveries, server, ...rest }: ServerData & { removed?: string[] },
): ServerData {
  const result: ServerData = { ...previous, ...rest };
  if (server) result.server = { ...previous.server, ...server };
  if (deliveries || removed) {
    const replaced = new Set([...(removed ?? []), ...(deliveries ?? []).map(({ delivery_id }) => delivery_id)]);
    const kept = (previous.deliveries ?? []).filter(({ delivery_id }) => !replaced.has(delivery_id));
    result.deliveries = [...kept, ...(deliveries ?? [])].sort(inOrder).slice(0, MAX_DELIVERIES);
  }
  return result;
}

/** Compare two deliveries: first what needs the user, then the newest. */
function inOrder(a: Delivery, b: Delivery): number {
  return (
    Number(needsUser(b)) - Number(needsUser(a)) ||
    Date.parse(b.created_at) - Date.parse(a.created_at) ||
    (b.delivery_id > a.delivery_id ? 1 : -1)
  );
}
