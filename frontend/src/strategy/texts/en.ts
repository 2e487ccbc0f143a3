export const EN = {
  title: "Plex",
  libraries: "Libraries",
  scan: "Scan",
  activity: "Activity",
  last_arrival: "Last arrival",
};

export type StrategyTexts = Record<keyof typeof EN, string>;
