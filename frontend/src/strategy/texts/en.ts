export const EN = {
  title: "Plex",
  libraries: "Libraries",
  scan: "Scan",
  activity: "Activity",
};

export type StrategyTexts = Record<keyof typeof EN, string>;
