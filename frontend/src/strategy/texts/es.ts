import type { StrategyTexts } from "./en";

export const ES: StrategyTexts = {
  libraries: "Bibliotecas",
  scan: "Escanear",
  activity: "Actividad",
};
