// The recently added part: posters that link to their items in Plex.
import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { RenderContext } from "./context";
import { hasNoneOf, itemName, itemSubtitle, recentItems, typeIcon } from "./items";
import type { RecentItem, Server } from "./messages";
import { problemText } from "./status";
import { renderLink, renderPoster } from "./templates";

/** About the maximum width of posters in each layout, in CSS pixels; determines the size of the image to load. */
export const POSTER_WIDTHS = { row: 104, grid: 140 };

export function renderRecentlyAdded(context: RenderContext, server: Server): TemplateResult {
  const { config } = context;
  const items = recentItems(server, config.library, config.recentlyAdded);
  if (!items.length) return html`<p class="empty">${emptyText(context, server)}</p>`;
  return html`<ul class="posters ${config.layout === "grid" ? "grid" : "strip"}" @focusin=${scrollIntoView}>
    ${repeat(
      items,
      (item) => item.rating_key,
      (item) => html`<li>${renderLink(item.url, "poster", renderItem(context, item, server.online))}</li>`,
    )}
  </ul>`;
}

function emptyText(context: RenderContext, server: Server): string {
  const { config, localize } = context;
  if (hasNoneOf(server, config.library)) return localize("no_such_library", { library: config.library.join(", ") });
  // If Plex has been offline since Home Assistant started, it is unknown whether there are items.
  if (server.online === false) return problemText(context, server) ?? localize("plex_offline");
  return localize("no_recent");
}

/** Scroll to a focused poster, as browsers do not scroll to elements that are partly visible. */
function scrollIntoView({ target }: FocusEvent): void {
  const poster = target as HTMLElement;
  if (poster.matches(":focus-visible")) poster.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function renderItem(context: RenderContext, item: RecentItem, online?: boolean): TemplateResult {
  const { config, localize, clock } = context;
  return html`<span class="art"
      >${renderPoster(context, item.artwork, typeIcon(item.type), POSTER_WIDTHS[config.layout], online)}</span
    >
    <span class="name"><bdi>${itemName(item)}</bdi></span>
    <span class="line"><bdi>${itemSubtitle(item, localize, clock)}</bdi></span>`;
}
