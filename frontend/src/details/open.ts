// Opens the dialog with the details of a delivery or an item. Its file is loaded when it is first used.
import type { Hass } from "../hass";
import { getLocalize } from "../localize";

export interface DetailsTarget {
  entryId: string;
  /** What was opened, one of these: a running download by its ID, a delivery by its ID, or an item by its rating key. */
  runningId?: string;
  deliveryId?: string;
  ratingKey?: string;
}

const FILE = "./plex-arrivals-details.js";

/** Open the dialog within an element, which has the theme and gets the focus back. */
export async function openDetails(host: HTMLElement, hass: Hass, target: DetailsTarget): Promise<void> {
  (await loadDetails(host, hass))?.openDialog(host, hass, target);
}

/** Load the file; if it cannot be loaded, after an update for example, ask the user to reload the page. */
export async function loadDetails(host: HTMLElement, hass: Hass): Promise<typeof import("./index") | undefined> {
  try {
    return await import(FILE);
  } catch {
    const localize = getLocalize(hass.locale?.language ?? hass.language);
    const detail = {
      message: localize("failed"),
      action: { text: localize("reload"), action: () => location.reload() },
    };
    host.dispatchEvent(new CustomEvent("hass-notification", { detail, bubbles: true, composed: true }));
    return undefined;
  }
}
