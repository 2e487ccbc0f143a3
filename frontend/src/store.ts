// One subscription for all cards on a page that show the same: a snapshot, then what changes.
import type { Connection } from "./hass";
import { type Known, merge, NOTHING } from "./state";
import type { Told } from "./messages";

/** So long a subscription outlives its last card: moving between views brings it back. */
const LINGER_MS = 5_000;
/** Home Assistant may still be starting: when a refused subscription is tried again. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

export type Refusal = "unauthorized" | "not_found" | "unknown_command" | "failed";

export class Store {
  known: Known = NOTHING;
  /** Why there is nothing, if it was refused. */
  refusal?: Refusal;
  #listeners = new Set<() => void>();
  #unsubscribe?: () => Promise<void>;
  /** Raised when an answer to an earlier subscription no longer counts. */
  #round = 0;
  #refused = 0;
  #running = false;
  #retry?: ReturnType<typeof setTimeout>;
  #linger?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly connection: Connection,
    private readonly entryId: string | undefined,
  ) {}

  /** Call a listener after each change; returns how to stop that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#linger);
    if (!this.#running) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size) return;
      this.#linger = setTimeout(() => this.#stop(), LINGER_MS);
    };
  }

  /** Try again at once, if it was refused: Home Assistant has started, say. */
  again(): void {
    if (!this.refusal || !this.#running) return;
    this.refusal = undefined;
    this.#refused = 0;
    this.#subscribe();
  }

  #start(): void {
    this.#running = true;
    this.connection.addEventListener("ready", this.#reconnected);
    this.#subscribe();
  }

  #stop(): void {
    this.#running = false;
    this.#round++;
    clearTimeout(this.#retry);
    this.connection.removeEventListener("ready", this.#reconnected);
    // Of a connection that broke the number may be another subscription's by now.
    this.#unsubscribe?.().catch(() => undefined);
    this.#unsubscribe = undefined;
    this.known = NOTHING;
    this.refusal = undefined;
  }

  #reconnected = (): void => {
    this.#unsubscribe = undefined;
    this.#refused = 0;
    this.#subscribe();
  };

  #subscribe = (): void => {
    clearTimeout(this.#retry);
    const round = ++this.#round;
    const message = { type: "plex_arrivals/subscribe", ...(this.entryId && { entry_id: this.entryId }) };
    // A new subscription after a reconnect is ours to make: Home Assistant's own way does not survive a refusal.
    this.connection
      .subscribeMessage<Told>((told) => round === this.#round && this.#told(told), message, { resubscribe: false })
      .then(
        (unsubscribe) => {
          if (round === this.#round) this.#unsubscribe = unsubscribe;
          else unsubscribe().catch(() => undefined);
        },
        (error: { code?: unknown }) => round === this.#round && this.#refuse(error?.code),
      );
  };

  #told(told: Told): void {
    this.refusal = undefined;
    this.#refused = 0;
    this.known = merge(this.known, told);
    this.#tell();
  }

  #refuse(code: unknown): void {
    const refusals: unknown[] = ["unauthorized", "not_found", "unknown_command"];
    this.refusal = refusals.includes(code) ? (code as Refusal) : "failed";
    this.#retry = setTimeout(this.#subscribe, RETRY_MS[Math.min(this.#refused++, RETRY_MS.length - 1)]);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const stores = new WeakMap<Connection, Map<string, Store>>();

/** Return what follows one server, or all of them. */
export function storeOf(connection: Connection, entryId?: string): Store {
  let ofConnection = stores.get(connection);
  if (!ofConnection) stores.set(connection, (ofConnection = new Map()));
  let store = ofConnection.get(entryId ?? "");
  if (!store) ofConnection.set(entryId ?? "", (store = new Store(connection, entryId)));
  return store;
}
