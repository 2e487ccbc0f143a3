// The subscription to the websocket command, shared by all cards on a page that show the same servers.
import type { Connection } from "./hass";
import type { Message } from "./messages";
import { applyMessage, type CardState, EMPTY_STATE } from "./state";

/** The subscription is kept for this long without cards, for users who switch between views. */
const STOP_DELAY_MS = 5_000;
/** The delays before a failed subscription is retried: Home Assistant may still be starting. */
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

export type SubscriptionError = "unauthorized" | "not_found" | "unknown_command" | "failed";

export class Store {
  state: CardState = EMPTY_STATE;
  /** Why the last attempt to subscribe failed. */
  error?: SubscriptionError;
  #listeners = new Set<() => void>();
  #unsubscribe?: () => Promise<void>;
  /** The number of the current attempt to subscribe; answers to earlier ones are ignored. */
  #attempt = 0;
  #failures = 0;
  #started = false;
  #retryTimer?: ReturnType<typeof setTimeout>;
  #stopTimer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly connection: Connection,
    private readonly entryId: string | undefined,
  ) {}

  /** Call a listener after each change; return a function that removes it. */
  addListener(listener: () => void): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#stopTimer);
    if (!this.#started) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size) return;
      this.#stopTimer = setTimeout(() => this.#stop(), STOP_DELAY_MS);
    };
  }

  /** Retry a failed subscription immediately, for example when Home Assistant has started. */
  retry(): void {
    if (!this.error || !this.#started) return;
    this.error = undefined;
    this.#failures = 0;
    this.#subscribe();
  }

  #start(): void {
    this.#started = true;
    this.connection.addEventListener("ready", this.#onReconnect);
    this.#subscribe();
  }

  #stop(): void {
    this.#started = false;
    this.#attempt++;
    clearTimeout(this.#retryTimer);
    this.connection.removeEventListener("ready", this.#onReconnect);
    this.#unsubscribe?.().catch(() => undefined);
    this.#unsubscribe = undefined;
    this.state = EMPTY_STATE;
    this.error = undefined;
  }

  #onReconnect = (): void => {
    // Do not unsubscribe: on the new connection the ID of the old subscription may belong to another one.
    this.#unsubscribe = undefined;
    this.#failures = 0;
    this.#subscribe();
  };

  #subscribe = (): void => {
    clearTimeout(this.#retryTimer);
    const attempt = ++this.#attempt;
    const command = { type: "plex_arrivals/subscribe", ...(this.entryId && { entry_id: this.entryId }) };
    // Home Assistant's own `resubscribe` does not retry after an error, so the store resubscribes by itself.
    this.connection
      .subscribeMessage<Message>((message) => attempt === this.#attempt && this.#onMessage(message), command, {
        resubscribe: false,
      })
      .then(
        (unsubscribe) => {
          if (attempt === this.#attempt) this.#unsubscribe = unsubscribe;
          else unsubscribe().catch(() => undefined);
        },
        (error: { code?: unknown }) => attempt === this.#attempt && this.#onError(error?.code),
      );
  };

  #onMessage(message: Message): void {
    this.error = undefined;
    this.#failures = 0;
    this.state = applyMessage(this.state, message);
    this.#notifyListeners();
  }

  #onError(code: unknown): void {
    const codes: unknown[] = ["unauthorized", "not_found", "unknown_command"];
    this.error = codes.includes(code) ? (code as SubscriptionError) : "failed";
    this.#retryTimer = setTimeout(
      this.#subscribe,
      RETRY_DELAYS_MS[Math.min(this.#failures++, RETRY_DELAYS_MS.length - 1)],
    );
    this.#notifyListeners();
  }

  #notifyListeners(): void {
    for (const listener of this.#listeners) listener();
  }
}

const stores = new WeakMap<Connection, Map<string, Store>>();

/** Return the shared store for one server, or for all servers. */
export function getStore(connection: Connection, entryId?: string): Store {
  let byEntryId = stores.get(connection);
  if (!byEntryId) stores.set(connection, (byEntryId = new Map()));
  let store = byEntryId.get(entryId ?? "");
  if (!store) byEntryId.set(entryId ?? "", (store = new Store(connection, entryId)));
  return store;
}

/** Return a store that has the data of a server: that of all servers if it is in use. */
export function getStoreWith(connection: Connection, entryId: string): Store {
  const all = stores.get(connection)?.get("");
  return all?.state.data[entryId] ? all : getStore(connection, entryId);
}
