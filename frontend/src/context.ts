// What all parts of the card need to render.
import type { ParsedConfig } from "./config";
import type { Hass } from "./hass";
import type { Localize } from "./localize";
import type { Clock } from "./times";

export interface RenderContext {
  hass: Hass;
  config: ParsedConfig;
  localize: Localize;
  clock: Clock;
  /** What the user has expanded: IDs of deliveries, and `all:` with an entry ID for lists that show all rows. */
  expanded: ReadonlySet<string>;
  toggleExpanded(id: string): void;
  /** The IDs of deliveries with an action in progress. */
  pending: ReadonlySet<string>;
  callAction(action: "retry_delivery" | "dismiss_delivery", entryId: string, deliveryId: string): void;
}
