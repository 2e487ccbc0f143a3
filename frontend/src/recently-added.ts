// What was added last: posters, each a link to its item.
import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { link, type Look, poster, problemOf } from "./context";
import { iconOf, lineOf, nameOf, noneIsThere, recentOf } from "./items";
import type { RecentItem, Server } from "./messages";

/** About as wide as posters get in either layout, in CSS pixels: which size of the picture is asked for. */
const WIDTH = { row: 104, grid: 140 };

export function posters(look: Look, server: Server): TemplateResult {
  const { config, say } = look;
  const items = recentOf(server, config.library, config.recentlyAdded);
  if (!items.length && noneIsThere(server, config.library)) {
    return html`<p class="empty">${say("no_such_library", { library: config.library.join(", ") })}</p>`;
  }
  // Since Home Assistant's start nobody could ask Plex: that is not to say that there is nothing.
  if (!items.length) {
    const text = server.online === false ? (problemOf(look, server) ?? say("plex_offline")) : say("no_recent");
    return html`<p class="empty">${text}</p>`;
  }
  return html`<ul class="posters ${config.layout === "grid" ? "grid" : "strip"}" @focusin=${intoSight}>
    ${repeat(
      items,
      (item) => item.rating_key,
      (item) => html`<li>${link(item.url, "poster", one(look, item, server.online))}</li>`,
    )}
  </ul>`;
}

/** Browsers leave a poster that is seen in part where it is when the keyboard comes to it. */
function intoSight({ target }: FocusEvent): void {
  const poster = target as HTMLElement;
  if (poster.matches(":focus-visible")) poster.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function one(look: Look, item: RecentItem, online?: boolean): TemplateResult {
  return html`<span class="art">${poster(look, item.artwork, iconOf(item.type), WIDTH[look.config.layout], online)}</span>
    <span class="name"><bdi>${nameOf(item)}</bdi></span>
    <span class="line"><bdi>${lineOf(item, look.say, look.clock)}</bdi></span>`;
}
