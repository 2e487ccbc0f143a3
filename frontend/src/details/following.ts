// What happens to what was opened: a running download becomes a delivery, or stops (pure).
import type { Delivery, Row, ServerData } from "../shared";
import type { DetailsTarget } from "./open";

export interface Followed {
  target: DetailsTarget;
  row: Row | null;
  /** Whether the download no longer runs, as it was paused or removed, or its client does not respond. */
  isStopped: boolean;
}

/** Return what is followed from now on; `fetched` is the delivery in the details. */
export function follow(
  { target, row: before }: Followed,
  { running = [], deliveries = [] }: ServerData = {},
  fetched: Delivery | null = null,
): Followed {
  const { entryId, runningId, deliveryId = fetched?.delivery_id } = target;
  if (!runningId) {
    const row = deliveries.find(({ delivery_id }) => delivery_id === deliveryId) ?? fetched;
    return { target, row, isStopped: false };
  }
  const row = running.find(({ id }) => id === runningId);
  if (row || !before) return { target, row: row ?? null, isStopped: false };
  const delivery = deliveries.find((one) => isOf(one, before));
  if (!delivery) return { target, row: before, isStopped: true };
  return { target: { entryId, deliveryId: delivery.delivery_id }, row: delivery, isStopped: false };
}

/** Return whether a delivery is that of a download that was running. */
function isOf({ download }: Delivery, { download: { hash, path, name } }: Row): boolean {
  return hash ? download.hash === hash : download.path === path && download.name === name;
}
