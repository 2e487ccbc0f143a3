// The content of the dialog: what it is, the buttons, what happened, and the facts.
import {
  type Clock,
  countText,
  type Delivery,
  deliveryCounts,
  type Hass,
  html,
  isFailed,
  isRunning,
  itemDetail,
  itemName,
  labelTexts,
  type Localize,
  type RecentItem,
  renderLink,
  renderPoster,
  type Row,
  rowBadges,
  rowStatus,
  rowTitle,
  type ServerData,
  type TemplateResult,
  typeIcon,
} from "../shared";
import { renderButtons } from "./buttons";
import { formatRating, itemFacts, itemHeading, qualityBadges, ratingLabel } from "./description";
import type { DeliveryAction } from "./dialog";
import { type Fact, getFacts } from "./facts";
import type { DetailedItem, Details, Player } from "./messages";
import { getStory, type StoryStep } from "./story";
import type { Text } from "./texts";

const POSTER_WIDTH = 120;

/** What the dialog shows, and what it can do. */
export interface View {
  hass: Hass;
  localize: Localize;
  text: Text;
  clock: Clock;
  server: ServerData["server"];
  row: Row | null;
  /** Undefined while loading. */
  details: Details | undefined;
  /** The item as the card has it. */
  recent: RecentItem | undefined;
  /** The sentence of the last error, and of what was done last. */
  error: string;
  status: string;
  isPending: boolean;
  act(action: DeliveryAction, deliveryId: string): void;
  play(ratingKey: string, title: string, player: Player): void;
  choosePlayer(button: HTMLElement, players: Player[]): Promise<Player | undefined>;
}

/** Return the item, as far as it is loaded. */
export function shownItem({ details, recent, row }: View): DetailedItem | null {
  if (details?.item ?? recent) return details?.item ?? recent!;
  const [item, another] = row && !isRunning(row) ? row.items : [];
  return item && !another ? { ...item, library: null, library_id: null, added_at: null } : null;
}

export function renderTitle(view: View): string {
  const item = shownItem(view);
  if (item && !isPack(view.row)) return itemName(item);
  return view.row ? rowTitle(view.row, view.localize) : view.localize("name");
}

export function renderContent(view: View): unknown {
  const { row, details, error, status } = view;
  const isLoading = !details && !error && !(row && isRunning(row));
  const isEmpty = !row && !shownItem(view);
  const problem = error || (isEmpty && !isLoading ? view.text("gone") : "");
  return html`${isEmpty ? "" : renderTop(view)} ${renderButtons(view)}
    <div role="alert">${problem ? html`<p class="error">${problem}</p>` : ""}</div>
    <div role="status">${status ? html`<p>${status}</p>` : ""}</div>
    ${isLoading ? renderSkeleton(view) : html`${renderStory(view)} ${renderItems(view)} ${renderFacts(view)}`}`;
}

function isPack(row: Row | null): row is Delivery {
  return row !== null && !isRunning(row) && row.items.length > 1;
}

function renderTop(view: View): TemplateResult {
  const { row, server } = view;
  const item = shownItem(view);
  const library = server?.libraries?.find(({ id }) => id === (row?.library_id ?? item?.library_id));
  const icon = typeIcon(item?.type ?? row?.media?.type ?? library?.type);
  return html`<div class="top">
    <div class="art">${renderPoster(view, item?.artwork ?? row?.artwork, icon, POSTER_WIDTH, server?.online)}</div>
    <div class="text">${item ? renderItem(view, item) : row ? renderState(view, row) : ""}</div>
  </div>`;
}

function renderItem({ row, localize, text, clock }: View, item: DetailedItem): TemplateResult {
  // The first item of a pack says nothing about the others.
  const isPart = isPack(row) && ["episode", "track"].includes(item.type);
  const { rating } = item;
  const facts = isPart ? "" : itemFacts(item, clock);
  const stars =
    rating && !isPart
      ? html`<span role="img" aria-label=${ratingLabel(item, text, clock.language)}
          >★ ${formatRating(rating, clock.language)}</span
        >`
      : "";
  const heading = isPack(row)
    ? countText(row.items, deliveryCounts(row).items, localize)
    : itemHeading(item, localize);
  return html`<h3><bdi>${heading}</bdi></h3>
    ${facts || stars ? html`<p class="line">${facts}${facts && stars ? " · " : ""}${stars}</p>` : ""}
    ${renderBadges(qualityBadges(item))}
    ${item.summary && !isPart ? html`<p class="summary">${item.summary}</p>` : ""}`;
}

/** Render the state of what is not in Plex. */
function renderState({ hass, localize, server }: View, row: Row): TemplateResult {
  const { label, tone } = rowStatus(row, server?.scanning ?? []);
  const key = `component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${row.reason}`;
  return html`<h3 class=${tone}>${labelTexts(row, label, localize).join(" ")}</h3>
    ${row.library ? html`<p class="line">${row.library}</p>` : ""}
    ${renderBadges(rowBadges(row))}
    ${isFailed(row) ? html`<p class="summary">${hass.localize(key) || row.explanation}</p>` : ""}`;
}

function renderBadges(badges: string[]): unknown {
  return badges.length ? html`<p class="badges">${badges.map((badge) => html`<span>${badge}</span>`)}</p>` : "";
}

function renderStory(view: View): unknown {
  const { details, row, server } = view;
  const story = getStory(view, row, details?.steps ?? [], server);
  if (!story.length) return "";
  return html`<ol class="story" aria-label=${view.text("story")}>
    ${story.map(renderStep)}
  </ol>`;
}

function renderStep({ label, text, tone, time, at, isCurrent }: StoryStep): TemplateResult {
  return html`<li class=${tone} aria-current=${isCurrent ? "step" : "false"}>
    <i class="dot"></i>
    <span class="label">${label}</span>
    <time class="line" title=${at}>${time}</time>
    ${text ? html`<bdi class="line">${text}</bdi>` : ""}
  </li>`;
}

/** Render the items of a pack, as far as the delivery lists them. */
function renderItems({ row, localize }: View): unknown {
  if (!isPack(row)) return "";
  const hidden = deliveryCounts(row).items - row.items.length;
  return html`<ul class="items" aria-label=${rowTitle(row, localize)}>
    ${row.items.map((item) => {
      const detail = itemDetail(item, localize);
      // The title of an album contains the artist already.
      const isNew = detail && !rowTitle(row, localize).includes(detail);
      const start = isNew ? html`<span class="detail">${detail}</span>` : "";
      return html`<li>${renderLink(item.url, "item", html`${start}<bdi>${item.title}</bdi>`)}</li>`;
    })}
    ${hidden > 0 ? html`<li class="line">${localize("more", { n: hidden })}</li>` : ""}
  </ul>`;
}

function renderFacts(view: View): unknown {
  const facts = getFacts(view, view.row, view.details);
  if (!facts.length) return "";
  return html`<dl class="facts">${facts.map(renderFact)}</dl>`;
}

function renderFact({ label, values, isCode }: Fact): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    ${values.map((value) => html`<dd class=${isCode ? "code" : ""}><bdi>${value}</bdi></dd>`)}
  </div>`;
}

function renderSkeleton({ localize }: View): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${localize("loading")}>
    ${[72, 58, 64, 40].map((width) => html`<i style="width:${width}%"></i>`)}
  </div>`;
}
