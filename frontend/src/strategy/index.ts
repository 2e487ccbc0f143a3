// The file that is loaded when the dashboard is shown.
import type { Hass } from "../shared";
import { type Dashboard, dashboard } from "./dashboard";
import { findServers } from "./servers";

/** Return the configuration of the dashboard. */
export async function generate(hass: Hass): Promise<Dashboard> {
  const hasActivity = Boolean(hass.config.components?.includes("logbook"));
  return dashboard(hass.locale?.language ?? hass.language, await findServers(hass), hasActivity);
}
