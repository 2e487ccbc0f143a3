import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "../src/hass";
import { Store, storeOf } from "../src/store";
import type { Told } from "../src/messages";

/** A connection that answers when the test says so. */
class Wire {
  asked: { message: object; tell: (told: Told) => void; accept: () => void; refuse: (code: string) => void }[] = [];
  stopped: number[] = [];
  #ready = new Set<() => void>();

  subscribeMessage(tell: (told: Told) => void, message: object) {
    const number = this.asked.length;
    return new Promise((resolve, reject) => {
      this.asked.push({
        message,
        tell,
        accept: () => resolve(async () => void this.stopped.push(number)),
        refuse: (code) => reject({ code }),
      });
    });
  }
  addEventListener = (_: string, listener: () => void) => void this.#ready.add(listener);
  removeEventListener = (_: string, listener: () => void) => void this.#ready.delete(listener);
  reconnect = () => this.#ready.forEach((listener) => listener());
}

const SERVERS: Told = { kind: "servers", servers: [] };
let wire: Wire;
let store: Store;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  wire = new Wire();
  store = storeOf(wire as unknown as Connection, "a");
});
afterEach(() => vi.useRealTimers());

it("is one subscription for all cards that show the same", async () => {
  const heard = [vi.fn(), vi.fn()];
  heard.forEach((one) => store.listen(one));
  expect(storeOf(wire as unknown as Connection, "a")).toBe(store);
  expect(storeOf(wire as unknown as Connection)).not.toBe(store);
  expect(wire.asked.map(({ message }) => message)).toEqual([{ type: "plex_arrivals/subscribe", entry_id: "a" }]);
  wire.asked[0]!.tell(SERVERS);
  heard.forEach((one) => expect(one).toHaveBeenCalledOnce());
  expect(store.known.servers).toEqual([]);
});

it("outlives a change of the view, and ends with the last card", async () => {
  const leave = store.listen(vi.fn());
  wire.asked[0]!.accept();
  await settle();
  leave();
  await vi.advanceTimersByTimeAsync(1_000);
  const leaveAgain = store.listen(vi.fn());
  await vi.advanceTimersByTimeAsync(60_000);
  expect([wire.asked.length, wire.stopped]).toEqual([1, []]);
  leaveAgain();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(wire.stopped).toEqual([0]);
});

it("subscribes anew after a reconnect, keeps what it knew, and hears the old one no more", async () => {
  const leave = store.listen(vi.fn());
  wire.asked[0]!.accept();
  wire.asked[0]!.tell({ kind: "servers", servers: [{ entry_id: "a", title: "Attic", loaded: true }] });
  await settle();
  wire.reconnect();
  expect(wire.asked).toHaveLength(2);
  wire.asked[0]!.tell(SERVERS);
  expect(store.known.servers).toHaveLength(1);
  wire.asked[1]!.accept();
  await settle();
  leave();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(wire.stopped).toEqual([1]); // the old number may be another subscription's by now
});

it("says why it was refused, tries again ever more slowly, and recovers", async () => {
  store.listen(vi.fn());
  wire.asked[0]!.refuse("unknown_command");
  await settle();
  expect(store.refusal).toBe("unknown_command");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wire.asked).toHaveLength(2);
  wire.asked[1]!.refuse("whatever");
  await settle();
  expect(store.refusal).toBe("failed");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wire.asked).toHaveLength(2);
  store.again();
  expect(wire.asked).toHaveLength(3);
  wire.asked[2]!.tell(SERVERS);
  expect(store.refusal).toBeUndefined();
  store.again();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(wire.asked).toHaveLength(3);
});

it("gives back a subscription that is granted after the last card has gone", async () => {
  store.listen(vi.fn())();
  await vi.advanceTimersByTimeAsync(10_000);
  wire.asked[0]!.accept();
  await settle();
  expect(wire.stopped).toEqual([0]);
});

it("gives back what is granted twice: asked for while there was no connection, and when it came", async () => {
  const leave = store.listen(vi.fn());
  wire.reconnect();
  wire.asked[0]!.accept();
  wire.asked[1]!.accept();
  await settle();
  expect(wire.stopped).toEqual([0]);
  leave();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(wire.stopped).toEqual([0, 1]);
});

it("asks once when all of its cards ask to try again", async () => {
  store.listen(vi.fn());
  wire.asked[0]!.refuse("unknown_command");
  await settle();
  for (let card = 0; card < 3; card++) store.again();
  expect(wire.asked).toHaveLength(2);
});

it("does not end by its number a subscription of a connection that broke", async () => {
  const leave = store.listen(vi.fn());
  wire.asked[0]!.accept();
  await settle();
  wire.reconnect();
  leave();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(wire.stopped).toEqual([]);
});

it("stops trying when nobody looks", async () => {
  store.listen(vi.fn())();
  for (let i = 0; i < 100; i++) {
    wire.asked.at(-1)!.refuse("not_found");
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(wire.asked).toHaveLength(3); // at once, after 1 s, and after 2 s more
});
