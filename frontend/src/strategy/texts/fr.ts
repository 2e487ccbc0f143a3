import type { StrategyTexts } from "./en";

export const FR: StrategyTexts = {
  libraries: "Bibliothèques",
  scan: "Analyser",
  activity: "Activité",
};
