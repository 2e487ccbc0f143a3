import { PlexArrivalsCard } from "./card";
import { suggestion, TYPE } from "./editor";
import { Poster } from "./poster";
import { pageLanguage, speaking } from "./localize";

// A page may load the file twice: as a resource, and after an update as a newer one.
if (!customElements.get("plex-arrivals-poster")) customElements.define("plex-arrivals-poster", Poster);
if (!customElements.get(TYPE)) {
  customElements.define(TYPE, PlexArrivalsCard);
  const cards = ((window as { customCards?: unknown[] }).customCards ??= []);
  cards.push({
    type: TYPE,
    // The page's language may come after the file.
    get name() {
      return speaking(pageLanguage())("name");
    },
    get description() {
      return speaking(pageLanguage())("about");
    },
    preview: true,
    documentationURL: "https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",
    getEntitySuggestion: suggestion,
  });
}
