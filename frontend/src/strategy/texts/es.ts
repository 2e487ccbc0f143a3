import type { StrategyTexts } from "./en";

export const ES: StrategyTexts = {
  title: "Plex",
  libraries: "Bibliotecas",
  scan: "Escanear",
  activity: "Actividad",
};
