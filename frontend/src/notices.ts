// What the card shows where there is nothing to show, or something to say about itself.
import { html, nothing, type TemplateResult } from "lit";
import type { Part, Wanted } from "./config";
import type { Say, Word } from "./localize";

/** Return a calm line: an icon, what is the matter, and what can be done. */
export function notice(
  say: Say,
  icon: string,
  what: Word,
  hint?: Word,
  placeholders: Record<string, string> = {},
  button?: TemplateResult,
): TemplateResult {
  return html`<div class="head notice">
    <div class="icon"><ha-icon .icon=${icon}></ha-icon></div>
    <div class="text">
      <div class="name">${say(what, placeholders)}</div>
      ${hint ? html`<div class="line">${say(hint)}</div>` : nothing}
    </div>
    ${button ?? nothing}
  </div>`;
}

/** Return the shapes of what is to come. */
export function loading(say: Say, config: Wanted): TemplateResult {
  return html`<div class="ghost" role="status" aria-label=${say("loading")}>
    ${config.show.map((part) => GHOSTS[part](config))}
  </div>`;
}

/** More rows than usual homes have would be a jump in the other direction. */
const MOST_ROWS = 5;

const lines = html`<div class="text"><i></i><i></i></div>`;
const GHOSTS: Record<Part, (config: Wanted) => TemplateResult> = {
  status: () =>
    html`<div class="head">
      <div class="icon"></div>
      ${lines}
    </div>`,
  deliveries: ({ deliveries }) =>
    html`<section>
      <div class="heading"><i></i></div>
      <div class="rows">
        ${Array.from(
          { length: Math.min(deliveries, MOST_ROWS) },
          () => html`<div class="row"><div class="thumb"></div>${lines}</div>`,
        )}
      </div>
    </section>`,
  recently_added: ({ layout, recentlyAdded }) =>
    html`<section>
      <div class="heading"><i></i></div>
      <div class="posters ${layout === "grid" ? "grid" : "strip"}">
        ${Array.from({ length: recentlyAdded }, () => html`<div><div class="art"></div>${lines}</div>`)}
      </div>
    </section>`,
};
