// What all parts of the card need to render.
import type { ParsedConfig } from "./config";
import type { DetailsTarget } from "./details/open";
import type { Hass } from "./hass";
import type { Localize } from "./localize";
import type { Clock } from "./times";

export interface RenderContext {
  hass: Hass;
  config: ParsedConfig;
  localize: Localize;
  clock: Clock;
  /** The entry IDs of the servers whose list shows all rows. */
  expanded: ReadonlySet<string>;
  toggleExpanded(entryId: string): void;
  openDetails(target: DetailsTarget): void;
  /** The IDs of deliveries with an action in progress. */
  pending: ReadonlySet<string>;
  callAction(action: "retry_delivery" | "dismiss_delivery", entryId: string, deliveryId: string): void;
}
