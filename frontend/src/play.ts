// The button that plays an item, on the player that was chosen last on this device.
import { nothing } from "lit";
import type { RenderContext } from "./context";

/** Render the button for an item with a rating key; its label contains the title. */
export function renderPlayButton(
  _context: RenderContext,
  _entryId: string,
  _ratingKey: string,
  _title: string,
): unknown {
  return nothing;
}
