import { PlexArrivalsCard } from "./card";
import { suggestion, TYPE } from "./editor";
import { Poster } from "./poster";
import { pageLanguage, speaking } from "./words";

// A page may load the file twice: as a resource, and after an update as a newer one.
if (!customElements.get("plex-arrivals-poster")) customElements.define("plex-arrivals-poster", Poster);
if (!customElements.get(TYPE)) {
  customElements.define(TYPE, PlexArrivalsCard);
  const say = speaking(pageLanguage());
  const cards = ((window as { customCards?: unknown[] }).customCards ??= []);
  cards.push({
    type: TYPE,
    name: say("name"),
    description: say("about"),
    preview: true,
    documentationURL: "https://github.com/plex-arrivals/plex-arrivals#the-card",
    getEntitySuggestion: suggestion,
  });
}
