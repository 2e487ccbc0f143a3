import type { StrategyTexts } from "./en";

export const NL: StrategyTexts = {
  title: "Plex",
  libraries: "Bibliotheken",
  scan: "Scannen",
  activity: "Activiteit",
};
