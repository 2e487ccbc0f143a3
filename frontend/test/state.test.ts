import { describe, expect, it } from "vitest";
import { type Known, merge, MOST_DELIVERIES, NOTHING } from "../src/state";
import { opens, saidOf, stageOf } from "../src/rows";
import type { Told } from "../src/messages";
import { speaking } from "../src/localize";
import { at, delivery, recent, running, server } from "./samples";

const names = (...ids: string[]): Told => ({
  kind: "servers",
  servers: ids.map((entry_id) => ({ entry_id, title: entry_id, loaded: true })),
});
const after = (...told: Told[]): Known => told.reduce(merge, NOTHING);
const ids = (known: Known) => known.views.a?.deliveries?.map((one) => one.delivery_id);

describe("what is told becomes what is known", () => {
  const old = delivery({ delivery_id: "old", created_at: "2026-11-20T10:00:00+00:00" });
  const young = delivery({ delivery_id: "young", created_at: "2026-11-20T11:00:00+00:00" });
  const start: Told[] = [
    names("a"),
    { kind: "snapshot", entry_id: "a", version: "1.0.0", server: server({ recently_added: [recent()] }), deliveries: [young, old] },
  ];

  it("replaces a delivery where it is, and sets a new one first", () => {
    const newest = delivery({ delivery_id: "newest", created_at: "2026-11-20T12:00:00+00:00" });
    const known = after(...start, {
      kind: "changes",
      entry_id: "a",
      deliveries: [{ ...old, state: "scanning" }, newest],
    });
    expect(ids(known)).toEqual(["newest", "young", "old"]);
    expect(known.views.a?.deliveries?.[2]?.state).toBe("scanning");
  });

  it("compares moments, whatever their offset", () => {
    const later = delivery({ delivery_id: "later", created_at: "2026-11-20T09:30:00-02:00" });
    expect(ids(after(...start, { kind: "changes", entry_id: "a", deliveries: [later] }))![0]).toBe("later");
  });

  it("forgets what is removed", () => {
    expect(ids(after(...start, { kind: "changes", entry_id: "a", removed: ["young"] }))).toEqual(["old"]);
  });

  it("keeps of a server what a change does not name, and replaces what it does", () => {
    const scanning = [{ library_id: "1", library: "Movies", progress: 3 }];
    const known = after(...start, { kind: "changes", entry_id: "a", server: { scanning } as never });
    expect(known.views.a?.server).toMatchObject({ name: "Attic", scanning });
    expect(known.views.a?.server?.recently_added).toHaveLength(1);
    expect(known.views.a?.version).toBe("1.0.0");
  });

  it("replaces running downloads as a whole", () => {
    const known = after(...start, { kind: "changes", entry_id: "a", running: [running()] });
    expect(after(names("a")).views).toEqual({});
    expect(merge(known, { kind: "changes", entry_id: "a", running: [] }).views.a?.running).toEqual([]);
  });

  it("starts anew with a snapshot: what the user may no longer see is gone", () => {
    const known = after(...start, { kind: "snapshot", entry_id: "a", running: [] });
    expect(known.views.a).toEqual({ running: [] });
  });

  it("keeps what it knew while a server is reloaded, and forgets one that is gone", () => {
    const unloaded: Told = { kind: "servers", servers: [{ entry_id: "a", title: "a", loaded: false }] };
    expect(ids(after(...start, unloaded))).toEqual(["young", "old"]);
    expect(after(...start, names("b")).views).toEqual({});
  });

  it("ignores changes of a server of which there was no snapshot", () => {
    expect(after(names("a"), { kind: "changes", entry_id: "a", running: [] }).views).toEqual({});
  });

  it("takes null for nothing", () => {
    const bare = { items: null, missing_files: null, tried: null, download: null } as never;
    const known = after(
      names("a"),
      { kind: "snapshot", entry_id: "a", server: server(), running: [running(bare)] },
      { kind: "changes", entry_id: "a", deliveries: [delivery(bare)] },
    );
    const view = known.views.a!;
    expect(view.deliveries![0]).toMatchObject({ items: [], missing_files: [], tried: [] });
    for (const one of [...view.deliveries!, ...view.running!]) {
      expect(() => [stageOf(one, []), saidOf(one, speaking("en"), at("2026-11-20T12:05:00Z")), opens(one)]).not.toThrow();
    }
  });

  it("is bounded", () => {
    const many = Array.from({ length: 70 }, (_, i) => delivery({ delivery_id: `m${i}` }));
    expect(ids(after(...start, { kind: "changes", entry_id: "a", deliveries: many }))).toHaveLength(MOST_DELIVERIES);
  });

  it("leaves what it was given as it was", () => {
    const before = after(...start);
    const copy = structuredClone(before);
    merge(before, { kind: "changes", entry_id: "a", removed: ["old"], deliveries: [{ ...young, state: "missing" }] });
    expect(before).toEqual(copy);
  });
});
