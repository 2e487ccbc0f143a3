// The button of a row or poster that plays its item, on the player that was chosen last on this device.
import { html, nothing } from "lit";
import type { RenderContext } from "./context";
import { type DetailsTarget, loadDetails } from "./details/open";
import type { Item, Server } from "./messages";

/** Render the button, whose label contains the title, unless no player can play the item. */
export function renderPlayButton(
  { hass, localize }: RenderContext,
  server: Server | undefined,
  item: Item | undefined,
  target: DetailsTarget,
  title: string,
): unknown {
  if (!item || !server?.playable_types?.includes(item.type)) return nothing;
  const play = async (event: Event) => {
    event.stopPropagation();
    const button = event.currentTarget as HTMLElement;
    if (!button.ariaBusy) (await loadDetails(button, hass))?.playFrom(button, hass, target);
  };
  return html`<button class="button play" aria-label="${localize("play")}: ${title}" @click=${play}>
    <ha-icon .icon=${"mdi:play"}></ha-icon>
  </button>`;
}
