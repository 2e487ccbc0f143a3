import { describe, expect, it } from "vitest";
import { getLocalize } from "../src/localize";
import type { Message } from "../src/messages";
import { rowStatus, rowTexts } from "../src/rows";
import { applyMessage, type CardState, EMPTY_STATE, MAX_DELIVERIES } from "../src/state";
import { rowTitle } from "../src/titles";
import { clockAt, delivery, recentItem, running, server } from "./samples";

const serversMessage = (...entryIds: string[]): Message => ({
  kind: "servers",
  servers: entryIds.map((entry_id) => ({ entry_id, title: entry_id, loaded: true })),
});
const stateAfter = (...messages: Message[]): CardState => messages.reduce(applyMessage, EMPTY_STATE);
const deliveryIds = (state: CardState) => state.data.a?.deliveries?.map(({ delivery_id }) => delivery_id);

describe("applyMessage", () => {
  const old = delivery({ delivery_id: "old", created_at: "2026-11-20T10:00:00+00:00" });
  const recent = delivery({ delivery_id: "recent", created_at: "2026-11-20T11:00:00+00:00" });
  const start: Message[] = [
    serversMessage("a"),
    { kind: "snapshot", entry_id: "a", version: "1.0.0", server: server({ recently_added: [recentItem()] }), deliveries: [recent, old] },
  ];

  it("replaces a changed delivery in place and puts a new one first", () => {
    const newest = delivery({ delivery_id: "newest", created_at: "2026-11-20T12:00:00+00:00" });
    const state = stateAfter(...start, {
      kind: "changes",
      entry_id: "a",
      deliveries: [{ ...old, state: "scanning" }, newest],
    });
    expect(deliveryIds(state)).toEqual(["newest", "recent", "old"]);
    expect(state.data.a?.deliveries?.[2]?.state).toBe("scanning");
  });

  it("sorts deliveries by time, whatever the UTC offset", () => {
    const latest = delivery({ delivery_id: "latest", created_at: "2026-11-20T09:30:00-02:00" });
    expect(deliveryIds(stateAfter(...start, { kind: "changes", entry_id: "a", deliveries: [latest] }))![0]).toBe("latest");
  });

  it("keeps what needs the user before newer deliveries", () => {
    const many = Array.from({ length: MAX_DELIVERIES }, (_, i) => delivery({ delivery_id: `m${i}` }));
    const failed = { ...old, state: "missing" as const };
    const state = stateAfter(...start, { kind: "changes", entry_id: "a", deliveries: [failed, ...many] });
    expect(deliveryIds(state)![0]).toBe("old");
    expect(deliveryIds(state)).toHaveLength(MAX_DELIVERIES);
  });

  it("drops removed deliveries", () => {
    expect(deliveryIds(stateAfter(...start, { kind: "changes", entry_id: "a", removed: ["recent"] }))).toEqual(["old"]);
  });

  it("replaces only the changed fields of a server", () => {
    const scanning = [{ library_id: "1", library: "Movies", progress: 3 }];
    const state = stateAfter(...start, { kind: "changes", entry_id: "a", server: { scanning } as never });
    expect(state.data.a?.server).toMatchObject({ name: "Attic", scanning });
    expect(state.data.a?.server?.recently_added).toHaveLength(1);
    expect(state.data.a?.version).toBe("1.0.0");
  });

  it("replaces all running downloads", () => {
    const state = stateAfter(...start, { kind: "changes", entry_id: "a", running: [running()] });
    expect(stateAfter(serversMessage("a")).data).toEqual({});
    expect(applyMessage(state, { kind: "changes", entry_id: "a", running: [] }).data.a?.running).toEqual([]);
  });

  it("replaces everything with a snapshot, which may contain less than before", () => {
    const state = stateAfter(...start, { kind: "snapshot", entry_id: "a", running: [] });
    expect(state.data.a).toEqual({ running: [] });
  });

  it("keeps the data of a server that is not loaded, and drops that of a removed one", () => {
    const unloaded: Message = { kind: "servers", servers: [{ entry_id: "a", title: "a", loaded: false }] };
    expect(deliveryIds(stateAfter(...start, unloaded))).toEqual(["recent", "old"]);
    expect(stateAfter(...start, serversMessage("b")).data).toEqual({});
  });

  it("ignores changes of a server without a snapshot", () => {
    expect(stateAfter(serversMessage("a"), { kind: "changes", entry_id: "a", running: [] }).data).toEqual({});
  });

  it("replaces null with defaults", () => {
    const nulls = { items: null, missing_files: null, tried: null, download: null } as never;
    const state = stateAfter(
      serversMessage("a"),
      { kind: "snapshot", entry_id: "a", server: server(), running: [running(nulls)] },
      { kind: "changes", entry_id: "a", deliveries: [delivery(nulls)] },
    );
    const data = state.data.a!;
    expect(data.deliveries![0]).toMatchObject({ items: [], missing_files: [], tried: [] });
    for (const row of [...data.deliveries!, ...data.running!]) {
      const clock = clockAt("2026-11-20T12:05:00Z");
      expect(() => [rowStatus(row, [], 0), rowTexts(row, getLocalize("en"), clock), rowTitle(row, getLocalize("en"))]).not.toThrow();
    }
  });

  it("limits the number of deliveries", () => {
    const many = Array.from({ length: 70 }, (_, i) => delivery({ delivery_id: `m${i}` }));
    const state = stateAfter(...start, { kind: "changes", entry_id: "a", deliveries: many });
    expect(deliveryIds(state)).toHaveLength(MAX_DELIVERIES);
  });

  it("does not mutate the previous state", () => {
    const previous = stateAfter(...start);
    const copy = structuredClone(previous);
    applyMessage(previous, { kind: "changes", entry_id: "a", removed: ["old"], deliveries: [{ ...recent, state: "missing" }] });
    expect(previous).toEqual(copy);
  });
});
