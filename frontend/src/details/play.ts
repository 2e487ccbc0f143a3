// Playing an item on a player.
import { getLocalize, type Hass } from "../shared";
import { errorText } from "./errors";
import type { Details, Player } from "./messages";
import { choosePlayer, rememberedPlayer, rememberPlayer } from "./players";
import { getText } from "./texts";

export interface PlayTarget {
  entryId: string;
  ratingKey: string;
  title: string;
}

/** Play an item on a player; raise the errors of the action. */
export async function playOn(hass: Hass, { entryId, ratingKey }: PlayTarget, player: Player): Promise<void> {
  rememberPlayer(player);
  const data = { config_entry_id: entryId, rating_key: ratingKey, entity_id: player.entity_id };
  await hass.callService("plex_arrivals", "play", data, undefined, false);
}

/** Play an item on the player that was used last on this device, or let the user choose one in a menu at a button. */
export async function playFrom(button: HTMLElement, hass: Hass, target: PlayTarget): Promise<void> {
  const language = hass.locale?.language ?? hass.language;
  const text = getText(language);
  button.ariaBusy = "true";
  try {
    const { entryId, ratingKey } = target;
    const { players } = await fetchDetails(hass, { entryId, ratingKey });
    button.ariaBusy = null;
    if (!players.length) {
      notify(button, text("no_players"));
      return;
    }
    const player = rememberedPlayer(players) ?? (await choosePlayer(button, hass, players, text("players")));
    if (!player) return;
    button.ariaBusy = "true";
    await playOn(hass, target, player);
    notify(button, text("playing", { title: target.title, player: player.name }));
  } catch (error) {
    notify(button, await errorText(hass, error, text, getLocalize(language)("failed")));
  } finally {
    button.ariaBusy = null;
  }
}

export function fetchDetails(
  hass: Hass,
  { entryId, deliveryId, ratingKey }: { entryId: string; deliveryId?: string; ratingKey?: string },
): Promise<Details> {
  return hass.callWS<Details>({
    type: "plex_arrivals/details",
    entry_id: entryId,
    ...(deliveryId ? { delivery_id: deliveryId } : { rating_key: ratingKey }),
  });
}

/** Have Home Assistant show a message. */
function notify(element: HTMLElement, message: string): void {
  element.dispatchEvent(new CustomEvent("hass-notification", { detail: { message }, bubbles: true, composed: true }));
}
