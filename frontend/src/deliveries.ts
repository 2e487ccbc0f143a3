// The deliveries: a row each, with its four steps; packs and failures open.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { link, type Look, poster } from "./context";
import { iconOf, nameOf, numberOf } from "./items";
import { countsOf, failed, isRunning, opens, rowsOf, saidOf, stageOf, type Step } from "./rows";
import type { Delivery, Item, Running, View } from "./messages";

const THUMB_PIXELS = 36;

export function rows(look: Look, entryId: string, view: View): TemplateResult {
  const { say, config, opened } = look;
  const running = view.running ?? [];
  const deliveries = view.deliveries ?? [];
  const all = `all:${entryId}`;
  const most = opened.has(all) ? Infinity : config.deliveries;
  const shown = rowsOf(running, deliveries, most);
  const total = running.length + deliveries.length;
  const hidden = total - shown.length;
  if (!total) return html`<p class="empty">${say("no_deliveries")}</p>`;
  return html`<ul class="rows">
      ${repeat(shown, idOf, (one) => row(look, entryId, view, one))}
    </ul>
    ${hidden || (opened.has(all) && total > config.deliveries)
      ? html`<button class="more" @click=${() => look.toggle(all)}>
          ${hidden ? say("show_all", { n: hidden }) : say("show_less")}
        </button>`
      : nothing}`;
}

function idOf(one: Delivery | Running): string {
  return isRunning(one) ? one.id : one.delivery_id;
}

function row(look: Look, entryId: string, view: View, one: Delivery | Running): TemplateResult {
  const { say, clock, opened } = look;
  const stage = stageOf(one, view.server?.scanning ?? []);
  const library = view.server?.libraries?.find(({ id }) => id === one.library_id);
  const said = saidOf(one, say, clock, library?.type);
  const open = opens(one) && opened.has(idOf(one));
  const item = isRunning(one) ? undefined : one.items[0];
  const artwork = isRunning(one) ? null : one.artwork;
  return html`<li class="row">
    <div class="thumb">${poster(look, artwork, iconOf(item?.type ?? library?.type), THUMB_PIXELS, view.server?.online)}</div>
    <div class="text">
      <div class="name" title=${one.title}><bdi>${one.title}</bdi></div>
      <div class="line" title=${[say(stage.word), ...said].join(" · ")}>
        <span class=${stage.tone}>${say(stage.word)}</span>${said.map((part) => html` · <bdi>${part}</bdi>`)}
      </div>
    </div>
    <div class="do">${isRunning(one) ? nothing : doing(look, view, one, open)}</div>
    <div class="track" aria-hidden="true">${stage.steps.map(step)}</div>
    ${open ? details(look, entryId, view, one as Delivery) : nothing}
  </li>`;
}

function step({ tone, full }: Step): TemplateResult {
  return html`<i class="${tone} ${full === undefined ? "unknown" : ""}"
    ><b style="width:${Math.round((full ?? 1) * 100)}%"></b
  ></i>`;
}

function doing({ say, toggle }: Look, view: View, one: Delivery, open: boolean): unknown {
  const fixes = failed(one) && view.server?.can_manage;
  return html`${one.state === "available" && one.url
    ? link(
        one.url,
        "button view",
        html`<span>${say("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,
        `${say("view")}: ${one.title}`,
      )
    : nothing}
  ${opens(one)
    ? html`<button
        class=${fixes ? "button" : "button chevron"}
        aria-expanded=${open ? "true" : "false"}
        aria-label=${fixes ? `${say("fix")}: ${one.title}` : say("details", { title: one.title })}
        @click=${() => toggle(one.delivery_id)}
      >
        ${fixes ? say("fix") : html`<ha-icon .icon=${"mdi:chevron-down"}></ha-icon>`}
      </button>`
    : nothing}`;
}

function details(look: Look, entryId: string, view: View, one: Delivery): TemplateResult {
  const { say, busy } = look;
  const act = (action: "retry_delivery" | "dismiss_delivery") => () => look.act(action, entryId, one.delivery_id);
  // Disabled they would lose the keyboard.
  const disabled = busy.has(one.delivery_id) ? "true" : "false";
  const places = [...new Set(one.tried.map((tried) => tried.folder ?? one.library ?? tried.library_id))];
  const { items, missing } = countsOf(one);
  const more = (n: number) => (n > 0 ? [say("more", { n })] : []);
  const files = [...one.missing_files, ...more(missing - one.missing_files.length)];
  const told = [
    ...(failed(one) ? [why(look, one), one.download.path] : []),
    ...(failed(one) && places.length ? [say("tried", { places: places.join(", ") })] : []),
    ...(files.length ? [say("files_missing", { files: files.join(", ") })] : []),
  ].filter(Boolean);
  return html`<div class="details">
    ${told.map((text) => html`<p><bdi>${text}</bdi></p>`)}
    ${one.items.length > 1
      ? html`<ul>
          ${one.items.map((item) => html`<li>${link(item.url, "item", packed(look, item, one.title))}</li>`)}
          ${more(items - one.items.length).map((text) => html`<li>${text}</li>`)}
        </ul>`
      : nothing}
    ${failed(one) && view.server?.can_manage
      ? html`<div class="actions">
          <button class="button" aria-disabled=${disabled} @click=${act("retry_delivery")}>
            ${say("retry")}
          </button>
          <button class="button" aria-disabled=${disabled} @click=${act("dismiss_delivery")}>
            ${say("dismiss")}
          </button>
          ${one.repair ? html`<a class="button" href="/config/repairs">${say("repairs")}</a>` : nothing}
        </div>`
      : nothing}
  </div>`;
}

/** Why a delivery failed, in the user's language where the frontend has it, else as the integration says it. */
function why({ hass }: Look, one: Delivery): string | null {
  const key = `component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${one.reason}`;
  return (one.reason && hass.localize(key)) || one.explanation;
}

function packed({ say }: Look, item: Item, title: string): TemplateResult {
  const number = numberOf(item, say);
  const name = item.title || nameOf(item);
  // The artist of all tracks is in the title already.
  return html`${number && !title.includes(number) ? html`<span class="number">${number}</span>` : nothing}<bdi>${name}</bdi>`;
}
