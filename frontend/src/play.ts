// The button that plays what a delivery brought, on the player that was chosen last on this device.
import { html, type TemplateResult } from "lit";
import type { RenderContext } from "./context";
import { type DetailsTarget, loadDetails } from "./details/open";

/** Render the button; its label contains the title. */
export function renderPlayButton(
  { hass, localize }: RenderContext,
  target: DetailsTarget,
  title: string,
): TemplateResult {
  const play = async (event: Event) => {
    event.stopPropagation();
    const button = event.currentTarget as HTMLElement;
    if (!button.ariaBusy) (await loadDetails(button, hass))?.playFrom(button, hass, target);
  };
  return html`<button class="button play" aria-label="${localize("play")}: ${title}" @click=${play}>
    <ha-icon .icon=${"mdi:play"}></ha-icon>
  </button>`;
}
