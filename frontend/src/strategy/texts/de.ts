import type { StrategyTexts } from "./en";

export const DE: StrategyTexts = {
  title: "Plex",
  libraries: "Mediatheken",
  scan: "Scannen",
  activity: "Aktivität",
};
