export const EN = {
  libraries: "Libraries",
  scan: "Scan",
  activity: "Activity",
};

export type StrategyTexts = Record<keyof typeof EN, string>;
