// What the card shows where there is nothing to show, or something to say about itself.
import { html, nothing, type TemplateResult } from "lit";
import type { Part } from "./config";
import type { Say, Word } from "./words";

/** Return a calm line: an icon, what is the matter, and what can be done. */
export function notice(say: Say, icon: string, what: Word, hint?: Word, button?: TemplateResult): TemplateResult {
  return html`<div class="head notice">
    <div class="icon"><ha-icon .icon=${icon}></ha-icon></div>
    <div class="text">
      <div class="name">${say(what)}</div>
      ${hint ? html`<div class="line">${say(hint)}</div>` : nothing}
    </div>
    ${button ?? nothing}
  </div>`;
}

/** Return the shapes of what is to come. */
export function loading(say: Say, show: readonly Part[]): TemplateResult {
  return html`<div class="ghost" role="status" aria-label=${say("loading")}>
    ${show.map((part) => GHOSTS[part]())}
  </div>`;
}

const lines = html`<div class="text"><i></i><i></i></div>`;
const GHOSTS: Record<Part, () => TemplateResult> = {
  status: () =>
    html`<div class="head">
      <div class="icon"></div>
      ${lines}
    </div>`,
  deliveries: () =>
    html`<div class="heading"><i></i></div>
      <div class="rows">${[0, 1, 2].map(() => html`<div class="row"><div class="thumb"></div>${lines}</div>`)}</div>`,
  recently_added: () =>
    html`<div class="heading"><i></i></div>
      <div class="posters strip">${[0, 1, 2, 3, 4, 5].map(() => html`<div class="art"></div>`)}</div>`,
};
