// Playing an item on a player.
import { getLocalize, type Hass, itemTitle } from "../shared";
import { errorText, integrationError } from "./errors";
import type { DetailedItem, Details, Player } from "./messages";
import type { DetailsTarget } from "./open";
import { choosePlayer, rememberedPlayer, rememberPlayer } from "./players";
import { getText } from "./texts";

/** Play an item on a player; return a sentence that says so, and raise the errors of the action. */
export async function playOn(hass: Hass, entryId: string, item: DetailedItem, player: Player): Promise<string> {
  rememberPlayer(player);
  const data = { config_entry_id: entryId, rating_key: item.rating_key, entity_id: player.entity_id };
  await hass.callService("plex_arrivals", "play", data, undefined, false);
  const language = hass.locale?.language ?? hass.language;
  const title = itemTitle(item, getLocalize(language));
  return getText(language)("playing", { title, player: player.name });
}

/** Play what a delivery brought, on the player that was used last on this device.
 *
 * Without such a player, the user chooses one in a menu at the button. */
export async function playFrom(button: HTMLElement, hass: Hass, target: DetailsTarget): Promise<void> {
  const language = hass.locale?.language ?? hass.language;
  const text = getText(language);
  button.ariaBusy = "true";
  try {
    const { item, players, problem, problem_placeholders } = await fetchDetails(hass, target);
    button.ariaBusy = null;
    if (problem) throw integrationError(problem, problem_placeholders);
    if (!item || !players.length) {
      notify(button, text("no_players"));
      return;
    }
    const player = rememberedPlayer(players) ?? (await choosePlayer(button, hass, players, text("players")));
    if (!player) return;
    button.ariaBusy = "true";
    notify(button, await playOn(hass, target.entryId, item, player));
  } catch (error) {
    notify(button, await errorText(hass, error, text, getLocalize(language)("failed")));
  } finally {
    button.ariaBusy = null;
  }
}

export function fetchDetails(hass: Hass, { entryId, deliveryId, ratingKey }: DetailsTarget): Promise<Details> {
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
