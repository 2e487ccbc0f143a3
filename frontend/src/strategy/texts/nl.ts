import type { StrategyTexts } from "./en";

export const NL: StrategyTexts = {
  libraries: "Bibliotheken",
  scan: "Scannen",
  activity: "Activiteit",
};
