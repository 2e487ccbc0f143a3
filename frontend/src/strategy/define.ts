// The dashboard strategy, which Home Assistant offers for new dashboards. Its file is loaded when it is used.
import type { Hass } from "../hass";
import { getLocalize, pageLanguage } from "../localize";

const TYPE = "plex-arrivals";
const FILE = "./plex-arrivals-strategy.js";

class Strategy extends HTMLElement {
  /** Return the title and the icon that the dialog for new dashboards suggests. */
  static getCreateSuggestions(hass: Hass) {
    return { title: getLocalize(hass.locale?.language ?? hass.language)("name"), icon: "mdi:plex" };
  }

  static async generate(_config: unknown, hass: Hass): Promise<unknown> {
    const { generate } = (await import(FILE)) as typeof import("./index");
    return generate(hass);
  }
}

export function defineStrategy(): void {
  const element = `ll-strategy-dashboard-${TYPE}`;
  if (customElements.get(element)) return;
  customElements.define(element, Strategy);
  const strategies = ((window as { customStrategies?: unknown[] }).customStrategies ??= []);
  strategies.push({
    type: TYPE,
    strategyType: "dashboard",
    get name() {
      return getLocalize(pageLanguage())("name");
    },
    get description() {
      return getLocalize(pageLanguage())("description");
    },
    documentationURL: "https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",
  });
}
