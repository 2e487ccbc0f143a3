// Opens the dialog with the details of a delivery or an item.
import type { Hass } from "../hass";

export interface DetailsTarget {
  entryId: string;
  /** The ID of a delivery or of a running download. */
  deliveryId?: string;
  /** The rating key of an item, if there is no delivery. */
  ratingKey?: string;
}

/** Open the dialog within an element, which has the theme and gets the focus back. */
export function openDetails(_host: HTMLElement, _hass: Hass, _target: DetailsTarget): void {}
