import type { StrategyTexts } from "./en";

export const DE: StrategyTexts = {
  libraries: "Mediatheken",
  scan: "Scannen",
  activity: "Aktivität",
};
