import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "../src/hass";
import type { Message } from "../src/messages";
import { getStore, type Store } from "../src/store";

/** A connection on which the test answers each subscription. */
class FakeConnection {
  subscriptions: {
    command: object;
    send: (message: Message) => void;
    accept: () => void;
    reject: (code: string) => void;
  }[] = [];
  /** The indexes of the subscriptions that were ended. */
  unsubscribed: number[] = [];
  #listeners = new Set<() => void>();

  subscribeMessage(send: (message: Message) => void, command: object) {
    const index = this.subscriptions.length;
    return new Promise((resolve, reject) => {
      this.subscriptions.push({
        command,
        send,
        accept: () => resolve(async () => void this.unsubscribed.push(index)),
        reject: (code) => reject({ code }),
      });
    });
  }
  addEventListener = (_: string, listener: () => void) => void this.#listeners.add(listener);
  removeEventListener = (_: string, listener: () => void) => void this.#listeners.delete(listener);
  reconnect = () => this.#listeners.forEach((listener) => listener());
}

const SERVERS: Message = { kind: "servers", servers: [] };
let connection: FakeConnection;
let store: Store;
const flushPromises = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  connection = new FakeConnection();
  store = getStore(connection as unknown as Connection, "a");
});
afterEach(() => vi.useRealTimers());

it("shares one subscription between cards that show the same server", () => {
  const listeners = [vi.fn(), vi.fn()];
  listeners.forEach((listener) => store.addListener(listener));
  expect(getStore(connection as unknown as Connection, "a")).toBe(store);
  expect(getStore(connection as unknown as Connection)).not.toBe(store);
  expect(connection.subscriptions.map(({ command }) => command)).toEqual([
    { type: "plex_arrivals/subscribe", entry_id: "a" },
  ]);
  connection.subscriptions[0]!.send(SERVERS);
  listeners.forEach((listener) => expect(listener).toHaveBeenCalledOnce());
  expect(store.state.servers).toEqual([]);
});

it("keeps the subscription when the view changes, and ends it some time after the last card", async () => {
  const removeListener = store.addListener(vi.fn());
  connection.subscriptions[0]!.accept();
  await flushPromises();
  removeListener();
  await vi.advanceTimersByTimeAsync(1_000);
  const removeSecondListener = store.addListener(vi.fn());
  await vi.advanceTimersByTimeAsync(60_000);
  expect([connection.subscriptions.length, connection.unsubscribed]).toEqual([1, []]);
  removeSecondListener();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.unsubscribed).toEqual([0]);
});

it("resubscribes after a reconnect, keeps its state, and ignores the old subscription", async () => {
  const removeListener = store.addListener(vi.fn());
  connection.subscriptions[0]!.accept();
  connection.subscriptions[0]!.send({ kind: "servers", servers: [{ entry_id: "a", title: "Attic", loaded: true }] });
  await flushPromises();
  connection.reconnect();
  expect(connection.subscriptions).toHaveLength(2);
  connection.subscriptions[0]!.send(SERVERS);
  expect(store.state.servers).toHaveLength(1);
  connection.subscriptions[1]!.accept();
  await flushPromises();
  removeListener();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.unsubscribed).toEqual([1]); // the ID of the old subscription may have been reused
});

it("reports errors, retries with increasing delays, and recovers", async () => {
  store.addListener(vi.fn());
  connection.subscriptions[0]!.reject("unknown_command");
  await flushPromises();
  expect(store.error).toBe("unknown_command");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.subscriptions).toHaveLength(2);
  connection.subscriptions[1]!.reject("whatever");
  await flushPromises();
  expect(store.error).toBe("failed");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.subscriptions).toHaveLength(2);
  store.retry();
  expect(connection.subscriptions).toHaveLength(3);
  connection.subscriptions[2]!.send(SERVERS);
  expect(store.error).toBeUndefined();
  store.retry();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(connection.subscriptions).toHaveLength(3);
});

it("unsubscribes if the subscription is accepted after the last card is gone", async () => {
  store.addListener(vi.fn())();
  await vi.advanceTimersByTimeAsync(10_000);
  connection.subscriptions[0]!.accept();
  await flushPromises();
  expect(connection.unsubscribed).toEqual([0]);
});

it("keeps one of two subscriptions if the connection was lost while subscribing", async () => {
  const removeListener = store.addListener(vi.fn());
  connection.reconnect();
  connection.subscriptions[0]!.accept();
  connection.subscriptions[1]!.accept();
  await flushPromises();
  expect(connection.unsubscribed).toEqual([0]);
  removeListener();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.unsubscribed).toEqual([0, 1]);
});

it("retries once if several cards request it", async () => {
  store.addListener(vi.fn());
  connection.subscriptions[0]!.reject("unknown_command");
  await flushPromises();
  for (let card = 0; card < 3; card++) store.retry();
  expect(connection.subscriptions).toHaveLength(2);
});

it("does not unsubscribe from a subscription of a lost connection", async () => {
  const removeListener = store.addListener(vi.fn());
  connection.subscriptions[0]!.accept();
  await flushPromises();
  connection.reconnect();
  removeListener();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.unsubscribed).toEqual([]);
});

it("stops retrying without cards", async () => {
  store.addListener(vi.fn())();
  for (let i = 0; i < 100; i++) {
    connection.subscriptions.at(-1)!.reject("not_found");
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(connection.subscriptions).toHaveLength(3); // at once, after 1 s, and after 2 s more
});
