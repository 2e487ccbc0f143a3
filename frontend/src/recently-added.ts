// The recently added part: posters that open the details of their items, and play them.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { RenderContext } from "./context";
import { type Group, groupItem, groupSubtitle, recentGroups } from "./groups";
import { hasNoneOf, itemName, typeIcon } from "./items";
import type { Server } from "./messages";
import { renderPlayButton } from "./play";
import { problemText } from "./status";
import { renderOpener, renderParts, renderPoster } from "./templates";
import { itemTitle } from "./titles";

/** About the maximum width of posters in each layout, in CSS pixels; determines the size of the image to load. */
export const POSTER_WIDTHS = { row: 104, grid: 140 };

export function renderRecentlyAdded(context: RenderContext, entryId: string, server: Server): TemplateResult {
  const { config } = context;
  const groups = recentGroups(server, config);
  if (!groups.length) return html`<p class="empty">${emptyText(context, server)}</p>`;
  return html`<ul class="posters ${config.layout === "grid" ? "grid" : "strip"}" @focusin=${scrollIntoView}>
    ${repeat(
      groups,
      (group) => groupItem(group).rating_key,
      (group) => {
        const item = groupItem(group);
        const target = { entryId, ratingKey: item.rating_key };
        return html`<li>
          ${renderOpener(context, target, item.url, "poster", renderGroup(context, group, server.online))}
          ${renderPlayButton(context, server, item, target, itemTitle(item, context.localize))}
        </li>`;
      },
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

function renderGroup(context: RenderContext, group: Group, online?: boolean): TemplateResult {
  const { config, localize, clock } = context;
  const { item, count } = group;
  return html`<span class="art"
      >${renderPoster(context, item.artwork, typeIcon(item.type), POSTER_WIDTHS[config.layout], online)}${
        count && count > 1 ? html`<span class="count" aria-hidden="true">${count}</span>` : nothing
      }</span
    >
    <span class="name"><bdi>${itemName(groupItem(group))}</bdi></span>
    <span class="line">${renderParts(groupSubtitle(group, localize, clock))}</span>`;
}
