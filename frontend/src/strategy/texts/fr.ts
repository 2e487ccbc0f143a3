import type { StrategyTexts } from "./en";

export const FR: StrategyTexts = {
  title: "Plex",
  libraries: "Bibliothèques",
  scan: "Analyser",
  activity: "Activité",
};
