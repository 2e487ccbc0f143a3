// The deliveries part: a row with four steps for each download.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { RenderContext } from "./context";
import { recentGroups } from "./groups";
import { typeIcon } from "./items";
import type { Delivery, ServerData } from "./messages";
import { renderPlayButton } from "./play";
import { rowBadges } from "./quality";
import { POSTER_WIDTHS } from "./recently-added";
import {
  isRunning,
  labelTexts,
  needsUser,
  type Row,
  rowId,
  rowStatus,
  rowTexts,
  type Step,
  stepsText,
  visibleRows,
} from "./rows";
import { renderLink, renderOpener, renderParts, renderPoster, SEPARATOR } from "./templates";
import { rowTitle } from "./titles";

const THUMBNAIL_WIDTH = 36;

export function renderDeliveries(context: RenderContext, entryId: string, data: ServerData): TemplateResult {
  const { localize, config, expanded } = context;
  const running = data.running ?? [];
  const deliveries = data.deliveries ?? [];
  const isExpanded = expanded.has(entryId);
  const rows = visibleRows(running, deliveries, isExpanded ? Infinity : config.deliveries);
  const total = running.length + deliveries.length;
  const hidden = total - rows.length;
  if (!total) return html`<p class="empty">${localize("no_deliveries")}</p>`;
  return html`<ul class="rows">
      ${repeat(rows, rowId, (row) => renderRow(context, entryId, data, row))}
    </ul>
    ${
      hidden || (isExpanded && total > config.deliveries)
        ? html`<button class="more" @click=${() => context.toggleExpanded(entryId)}>
            ${hidden ? localize("show_all", { n: hidden }) : localize("show_less")}
          </button>`
        : nothing
    }`;
}

function renderRow(context: RenderContext, entryId: string, data: ServerData, row: Row): TemplateResult {
  const { config, localize, clock } = context;
  const { label, tone, steps } = rowStatus(row, data.server?.scanning ?? [], clock.now);
  const library = data.server?.libraries?.find(({ id }) => id === row.library_id);
  const texts = rowTexts(row, localize, clock, library?.type);
  const item = isRunning(row) ? undefined : row.items[0];
  const icon = needsUser(row) ? "mdi:alert-circle" : typeIcon(item?.type ?? row.media?.type ?? library?.type);
  const width = isPosterShown(context, data, row.artwork) ? POSTER_WIDTHS[config.layout] : THUMBNAIL_WIDTH;
  const title = rowTitle(row, localize);
  const [state, addition] = labelTexts(row, label, localize);
  const line = [[state, addition].filter(Boolean).join(" "), ...texts].join(" · ");
  const url = isRunning(row) ? null : row.url;
  const explanation = stepsText(steps, localize);
  return html`<li class="row">
    <div class="thumbnail">${renderPoster(context, row.artwork, icon, width, data.server?.online)}</div>
    <div class="text">
      <div class="title">
        ${renderOpener(
          context,
          isRunning(row) ? { entryId, runningId: row.id } : { entryId, deliveryId: row.delivery_id },
          url,
          "",
          html`<span class="name">${renderParts(title)}</span>`,
          `${title}\n${line}`,
        )}
        <span class="badges"
          >${needsUser(row) ? nothing : rowBadges(row).map((text) => html`<span class="badge">${text}</span>`)}</span
        >
      </div>
      <div class="line">
        <span class=${tone}>${state}</span>${addition ? ` ${addition}` : nothing}${texts.map(
          (text) => html`${SEPARATOR}<bdi>${text}</bdi>`,
        )}
      </div>
    </div>
    <div class="buttons">${isRunning(row) ? nothing : renderButtons(context, entryId, data, row, title)}</div>
    <div class="steps" role="img" tabindex="-1" aria-label=${explanation}>${steps.map(renderStep)}</div>
  </li>`;
}

/** Return whether recently added shows the same poster, whose image the thumbnail then shares. */
function isPosterShown({ config }: RenderContext, { server }: ServerData, path?: string | null): boolean {
  return (
    config.show.includes("recently_added") &&
    recentGroups(server ?? {}, config).some(({ item }) => item.artwork === path)
  );
}

function renderStep({ tone, progress }: Step): TemplateResult {
  return html`<i class="${tone} ${progress === undefined ? "unknown" : ""}"
    ><b style="width:${Math.round((progress ?? 1) * 100)}%"></b
  ></i>`;
}

function renderButtons(
  context: RenderContext,
  entryId: string,
  { server }: ServerData,
  delivery: Delivery,
  title: string,
): unknown {
  const { localize, pending, callAction } = context;
  const { state, url, delivery_id: deliveryId, items } = delivery;
  const canManage = needsUser(delivery) && server?.can_manage;
  if (canManage && delivery.repair) {
    return html`<a class="button" href="/config/repairs" aria-label=${`${localize("fix")}: ${title}`}
      >${localize("fix")}</a
    >`;
  }
  if (canManage) {
    const actions = [
      ["retry", "retry_delivery", "mdi:refresh"],
      ["dismiss", "dismiss_delivery", "mdi:close"],
    ] as const;
    return actions.map(
      ([key, action, icon]) =>
        // With `disabled` instead, the button would lose the keyboard focus.
        html`<button
          class="button quiet"
          title=${localize(key)}
          aria-label=${`${localize(key)}: ${title}`}
          aria-disabled=${pending.has(deliveryId) ? "true" : "false"}
          @click=${() => callAction(action, entryId, deliveryId)}
        >
          <ha-icon .icon=${icon}></ha-icon>
        </button>`,
    );
  }
  if (state !== "available") return nothing;
  return html`${renderPlayButton(context, server, items[0], { entryId, deliveryId }, title)}
  ${
    url
      ? renderLink(
          url,
          "button view",
          html`<span>${localize("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,
          `${localize("view")}: ${title}`,
        )
      : nothing
  }`;
}
