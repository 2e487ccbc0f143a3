// The names of clients (pure).
import type { Row } from "../shared";
import type { Text } from "./texts";

const NAMES: Record<string, string> = {
  nzbget: "NZBGet",
  qbittorrent: "qBittorrent",
  sabnzbd: "SABnzbd",
  synology_dsm: "Synology",
};

/** Return the name of the client that a download is from, or of its integration. */
export function clientName({ download }: Row, text: Text): string {
  const { source, source_name: name } = download;
  if (source === "action" || source === "webhook") return text(source);
  return name || (NAMES[source] ?? source.charAt(0).toUpperCase() + source.slice(1).replaceAll("_", " "));
}
