// What was added last: posters, each a link to its item.
import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { link, type Look, poster } from "./look";
import { iconOf, lineOf, nameOf, recentOf } from "./recent";
import type { RecentItem, Server } from "./told";

/** About as wide as posters get in either layout, in CSS pixels: which size of the picture is asked for. */
const WIDTH = { row: 104, grid: 140 };

export function posters(look: Look, server: Server): TemplateResult {
  const { config, say } = look;
  const items = recentOf(server, config.library, config.recentlyAdded);
  if (!items.length) return html`<p class="empty">${say("no_recent")}</p>`;
  return html`<ul class="posters ${config.layout === "grid" ? "grid" : "strip"}">
    ${repeat(
      items,
      (item) => item.rating_key,
      (item) => html`<li>${link(item.url, "poster", one(look, item))}</li>`,
    )}
  </ul>`;
}

function one(look: Look, item: RecentItem): TemplateResult {
  return html`<span class="art">${poster(look, item.artwork, iconOf(item.type), WIDTH[look.config.layout])}</span>
    <span class="name"><bdi>${nameOf(item)}</bdi></span>
    <span class="line"><bdi>${lineOf(item, look.say, look.clock)}</bdi></span>`;
}
