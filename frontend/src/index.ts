import { PlexArrivalsCard } from "./card";
import { CARD_TYPE, getEntitySuggestion } from "./editor";
import { getLocalize, pageLanguage } from "./localize";
import { PlexArrivalsPoster } from "./poster";
import { defineStrategy } from "./strategy/define";

export * from "./shared";

// A page may load the file a second time: after an update the URL of the resource is different.
if (!customElements.get("plex-arrivals-poster")) customElements.define("plex-arrivals-poster", PlexArrivalsPoster);
if (!customElements.get(CARD_TYPE)) {
  customElements.define(CARD_TYPE, PlexArrivalsCard);
  const cards = ((window as { customCards?: unknown[] }).customCards ??= []);
  cards.push({
    type: CARD_TYPE,
    // Getters, because the language of the page may be set after this file is loaded.
    get name() {
      return getLocalize(pageLanguage())("name");
    },
    get description() {
      return getLocalize(pageLanguage())("description");
    },
    preview: true,
    documentationURL: "https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",
    getEntitySuggestion,
  });
}
defineStrategy();
