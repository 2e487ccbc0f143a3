import { expect, it } from "vitest";
import { follow, type Followed } from "../src/details/following";
import type { ServerData } from "../src/messages";
import { delivery, running } from "./samples";

const HASH = "3f2a".repeat(10);
const RUNNING = running({ id: HASH, download: { ...running().download, hash: HASH } });
const ARRIVED = delivery({ delivery_id: "d9", download: { ...delivery().download, hash: HASH } });
const OPENED: Followed = { target: { entryId: "attic", runningId: HASH }, row: null, isStopped: false };
const LINKED = { target: { entryId: "attic", deliveryId: "d9" }, row: ARRIVED, isStopped: false };

/** Follow what was opened through messages of the server; return what is followed after each. */
const through = (...messages: ServerData[]): Followed[] => {
  let followed = OPENED;
  return messages.map((data) => (followed = follow(followed, data)));
};

it("a running download is followed to its delivery", () => {
  const [first, , last] = through(
    { running: [RUNNING] },
    { running: [RUNNING], deliveries: [ARRIVED] },
    { running: [], deliveries: [delivery(), ARRIVED] },
  );
  expect(first).toEqual({ ...OPENED, row: RUNNING });
  expect(last).toEqual(LINKED);
});

it("a running download without a hash is followed by its path and name", () => {
  const { download } = running();
  const arrived = delivery({ download });
  let followed = follow({ ...OPENED, target: { entryId: "attic", runningId: "r1" } }, { running: [running()] });
  followed = follow(followed, { deliveries: [delivery({ download: { ...download, name: "Other" } })] });
  expect(followed.isStopped).toBe(true);
  followed = follow(followed, { deliveries: [arrived] });
  expect(followed.row).toBe(arrived);
});

it("a download that is paused stays as it was, and goes on", () => {
  const resumed = { ...RUNNING, progress: 60 };
  const [, paused, again] = through({ running: [RUNNING] }, { running: [] }, { running: [resumed] });
  expect(paused).toEqual({ ...OPENED, row: RUNNING, isStopped: true });
  expect(again).toEqual({ ...OPENED, row: resumed, isStopped: false });
});

it("a download that finishes while its client does not respond is followed later", () => {
  const [, , last] = through({ running: [RUNNING] }, { running: [] }, { running: [], deliveries: [ARRIVED] });
  expect(last).toEqual(LINKED);
});

it("a running download that nobody knows is nothing", () => {
  expect(follow(OPENED, undefined)).toEqual(OPENED);
});

it("a delivery is that of the card, or else that of the details", () => {
  const opened = { ...OPENED, target: { entryId: "attic", deliveryId: "d9" } };
  expect(follow(opened, {}).row).toBeNull();
  expect(follow(opened, {}, ARRIVED).row).toBe(ARRIVED);
  const newer = { ...ARRIVED, updated_at: "2026-11-21T12:00:00+00:00" };
  expect(follow(opened, { deliveries: [newer] }, ARRIVED).row).toBe(newer);
});

it("an item has the delivery of its details", () => {
  const opened = { ...OPENED, target: { entryId: "attic", ratingKey: "1" } };
  expect(follow(opened, { deliveries: [ARRIVED] }).row).toBeNull();
  expect(follow(opened, { deliveries: [ARRIVED] }, ARRIVED).row).toBe(ARRIVED);
});
