// The deliveries part: a row with four steps for each download, with details for packs and failures.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ParsedConfig } from "./config";
import type { RenderContext } from "./context";
import { itemDetail, itemName, recentItems, typeIcon } from "./items";
import type { Delivery, Item, ServerData } from "./messages";
import { POSTER_WIDTHS } from "./recently-added";
import {
  deliveryCounts,
  isBlocked,
  isExpandable,
  isFailed,
  isRunning,
  labelText,
  needsUser,
  type Row,
  rowId,
  rowStatus,
  rowTexts,
  type Step,
  visibleRows,
} from "./rows";
import { renderLink, renderPoster } from "./templates";
import { safeUrl } from "./urls";

const THUMBNAIL_WIDTH = 36;

export function renderDeliveries(context: RenderContext, entryId: string, data: ServerData): TemplateResult {
  const { localize, config, expanded } = context;
  const running = data.running ?? [];
  const deliveries = data.deliveries ?? [];
  const listId = `all:${entryId}`;
  const limit = expanded.has(listId) ? Infinity : config.deliveries;
  const rows = visibleRows(running, deliveries, limit);
  const total = running.length + deliveries.length;
  const hidden = total - rows.length;
  if (!total) return html`<p class="empty">${localize("no_deliveries")}</p>`;
  return html`<ul class="rows">
      ${repeat(rows, rowId, (row) => renderRow(context, entryId, data, row))}
    </ul>
    ${
      hidden || (expanded.has(listId) && total > config.deliveries)
        ? html`<button class="more" @click=${() => context.toggleExpanded(listId)}>
            ${hidden ? localize("show_all", { n: hidden }) : localize("show_less")}
          </button>`
        : nothing
    }`;
}

function renderRow(context: RenderContext, entryId: string, data: ServerData, row: Row): TemplateResult {
  const { config, localize, clock, expanded } = context;
  const { label, tone, steps } = rowStatus(row, data.server?.scanning ?? []);
  const library = data.server?.libraries?.find(({ id }) => id === row.library_id);
  const texts = rowTexts(row, localize, clock, library?.type);
  const isExpanded = isExpandable(row) && expanded.has(rowId(row));
  const item = isRunning(row) ? undefined : row.items[0];
  const icon = typeIcon(item?.type ?? row.media?.type ?? library?.type);
  const width = isPosterShown(config, data, row.artwork) ? POSTER_WIDTHS[config.layout] : THUMBNAIL_WIDTH;
  const state = labelText(row, label, localize);
  return html`<li class="row">
    <div class="thumbnail">${renderPoster(context, row.artwork, icon, width, data.server?.online)}</div>
    <div class="text">
      <div class="name" title=${[...new Set([row.title, row.download.name])].join("\n")}><bdi>${row.title}</bdi></div>
      <div class="line" title=${[state, ...texts].join(" · ")}>
        <span class=${tone}>${state}</span>${texts.map((text) => html` · <bdi>${text}</bdi>`)}
      </div>
    </div>
    <div class="buttons">${isRunning(row) ? nothing : renderButtons(context, data, row, isExpanded)}</div>
    <div class="steps" aria-hidden="true">${steps.map(renderStep)}</div>
    ${isExpanded ? renderDetails(context, entryId, data, row as Delivery) : nothing}
  </li>`;
}

/** Return whether recently added shows the same poster, whose image the thumbnail then shares. */
function isPosterShown({ show, library, recentlyAdded }: ParsedConfig, { server }: ServerData, path?: string | null) {
  return (
    show.includes("recently_added") &&
    recentItems(server ?? {}, library, recentlyAdded).some(({ artwork }) => artwork === path)
  );
}

function renderStep({ tone, progress }: Step): TemplateResult {
  return html`<i class="${tone} ${progress === undefined ? "unknown" : ""}"
    ><b style="width:${Math.round((progress ?? 1) * 100)}%"></b
  ></i>`;
}

function renderButtons(
  { localize, toggleExpanded }: RenderContext,
  data: ServerData,
  delivery: Delivery,
  isExpanded: boolean,
): TemplateResult {
  const isFixable = needsUser(delivery) && data.server?.can_manage;
  return html`${
    delivery.state === "available" && delivery.url
      ? renderLink(
          delivery.url,
          "button view",
          html`<span>${localize("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,
          `${localize("view")}: ${delivery.title}`,
        )
      : nothing
  }
  ${
    isExpandable(delivery)
      ? html`<button
          class=${isFixable ? "button" : "button chevron"}
          aria-expanded=${isExpanded ? "true" : "false"}
          aria-label=${isFixable ? `${localize("fix")}: ${delivery.title}` : localize("details", { title: delivery.title })}
          @click=${() => toggleExpanded(delivery.delivery_id)}
        >
          ${isFixable ? localize("fix") : html`<ha-icon .icon=${"mdi:chevron-down"}></ha-icon>`}
        </button>`
      : nothing
  }`;
}

function renderDetails(context: RenderContext, entryId: string, data: ServerData, delivery: Delivery): TemplateResult {
  const { localize, pending } = context;
  const call = (action: "retry_delivery" | "dismiss_delivery") => () =>
    context.callAction(action, entryId, delivery.delivery_id);
  // With `disabled` instead, the button would lose the keyboard focus.
  const ariaDisabled = pending.has(delivery.delivery_id) ? "true" : "false";
  const scanned = delivery.tried.map(({ folder, library_id }) => folder ?? delivery.library ?? library_id);
  const { items, missing } = deliveryCounts(delivery);
  const more = (n: number) => (n > 0 ? [localize("more", { n })] : []);
  const files = [...delivery.missing_files, ...more(missing - delivery.missing_files.length)];
  const paragraphs = [
    ...(isBlocked(delivery) ? [...(delivery.messages ?? []), delivery.download.name] : []),
    ...(isFailed(delivery) ? [failureReason(context, delivery), delivery.download.path] : []),
    ...(isFailed(delivery) && scanned.length
      ? [localize("scanned_folders", { folders: [...new Set(scanned)].join(", ") })]
      : []),
    ...(files.length ? [localize("missing_files", { files: files.join(", ") })] : []),
  ].filter(Boolean);
  return html`<div class="details">
    ${paragraphs.map((text) => html`<p><bdi>${text}</bdi></p>`)}
    ${
      delivery.items.length > 1
        ? html`<ul>
            ${delivery.items.map(
              (item) => html`<li>${renderLink(item.url, "item", renderItem(context, item, delivery.title))}</li>`,
            )}
            ${more(items - delivery.items.length).map((text) => html`<li>${text}</li>`)}
          </ul>`
        : nothing
    }
    ${
      needsUser(delivery) && data.server?.can_manage
        ? html`<div class="actions">
            <button class="button" aria-disabled=${ariaDisabled} @click=${call("retry_delivery")}>
              ${localize("retry")}
            </button>
            <button class="button" aria-disabled=${ariaDisabled} @click=${call("dismiss_delivery")}>
              ${localize("dismiss")}
            </button>
            ${
              isBlocked(delivery) && safeUrl(delivery.importer_url)
                ? renderLink(
                    delivery.importer_url,
                    "button",
                    localize("open_importer", { importer: delivery.importer ?? "" }),
                  )
                : nothing
            }
            ${delivery.repair ? html`<a class="button" href="/config/repairs">${localize("repairs")}</a>` : nothing}
          </div>`
        : nothing
    }
  </div>`;
}

/** Return why a delivery failed: Home Assistant's translation, or the integration's explanation without one. */
function failureReason({ hass }: RenderContext, { reason, explanation }: Delivery): string | null {
  const key = `component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${reason}`;
  return (reason && hass.localize(key)) || explanation;
}

function renderItem({ localize }: RenderContext, item: Item, deliveryTitle: string): TemplateResult {
  const detail = itemDetail(item, localize);
  const name = item.title || itemName(item);
  // The title of an album's delivery contains the artist already.
  return html`${detail && !deliveryTitle.includes(detail) ? html`<span class="detail">${detail}</span>` : nothing}<bdi
      >${name}</bdi
    >`;
}
