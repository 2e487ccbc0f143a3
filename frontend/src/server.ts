// One server on the card: its parts in the configured order.
import { html, type TemplateResult } from "lit";
import type { RenderContext } from "./context";
import { renderDeliveries } from "./deliveries";
import { deviceName } from "./hass";
import { isSelected } from "./items";
import type { ServerData, ServerEntry } from "./messages";
import { renderLoading, renderNotice } from "./notices";
import { renderRecentlyAdded } from "./recently-added";
import { renderStatus } from "./status";
import { renderLink } from "./templates";

/** Render the configured parts for which the user has permissions. */
export function renderServer(
  context: RenderContext,
  entry: ServerEntry,
  data: ServerData | undefined,
  hasSeveralServers: boolean,
): unknown {
  const { localize, config } = context;
  if (!data) {
    return entry.loaded ? renderLoading(localize, config) : renderStatus(context, entry, {});
  }
  const { server } = data;
  const hasStatus = config.show.includes("status");
  const renderSection = (title: string, content: TemplateResult, url?: string): TemplateResult => {
    const name = deviceName(context.hass, entry.entry_id) || server?.name || entry.title;
    const isNamed = hasSeveralServers && !hasStatus;
    const heading = isNamed ? localize("part_of_server", { part: title, server: name }) : title;
    return html`<section>
      <h3 class="heading" tabindex="-1">${url ? renderLink(url, "", heading) : heading}</h3>
      ${content}
    </section>`;
  };
  const parts = config.show.map((part) => {
    if (part === "status") return server?.online !== undefined && renderStatus(context, entry, data);
    if (part === "deliveries") {
      if (!data.deliveries && !data.running) return undefined;
      return renderSection(localize(part), renderDeliveries(context, entry.entry_id, data));
    }
    if (!server?.recently_added) return undefined;
    const [title, url] = recentlyAddedTitle(context, data);
    return renderSection(title, renderRecentlyAdded(context, entry.entry_id, server), url);
  });
  // Show the status in any case if the server is offline or not loaded.
  const isStatusShown = hasStatus && server?.online !== undefined;
  const isAvailable = entry.loaded && server?.online !== false;
  if (!isStatusShown && !isAvailable) parts.unshift(renderStatus(context, entry, data));
  const shown = parts.filter(Boolean);
  return shown.length ? shown : renderNotice(localize, "mdi:lock-outline", "no_permission", "ask_admin");
}

/** Return the title of the part and its URL in Plex: those of the library if a single one is configured. */
function recentlyAddedTitle(
  { localize, config }: RenderContext,
  { server }: ServerData,
): [title: string, url: string | undefined] {
  const library = server?.libraries?.find(({ id, title }) => isSelected(config.library, id, title));
  return config.library.length > 1 || !library
    ? [localize("recently_added"), undefined]
    : [localize("recently_added_in", { library: library.title }), library.url];
}
