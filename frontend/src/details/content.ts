// The content of the dialog: what it is, the buttons, what happened, and the facts.
import {
  type Clock,
  type Hass,
  html,
  isFailed,
  isRunning,
  itemDetail,
  type Localize,
  renderLink,
  renderParts,
  renderPoster,
  type Row,
  SEPARATOR,
  type ServerData,
  type TemplateResult,
  typeIcon,
} from "../shared";
import { renderButtons } from "./buttons";
import { formatRating, itemFacts, ratingLabel } from "./description";
import type { DeliveryAction } from "./dialog";
import { type Fact, getFacts } from "./facts";
import type { DetailedItem, Details, Player } from "./messages";
import { currentStep, getStory, isFinal, type StoryStep } from "./story";
import type { Subject } from "./subject";
import type { Text } from "./texts";

const POSTER_WIDTH = 120;

/** What the dialog shows, and what it can do. */
export interface View {
  hass: Hass;
  localize: Localize;
  text: Text;
  clock: Clock;
  server: ServerData["server"];
  subject: Subject;
  /** The delivery or running download, of an item the latest delivery that brought it. */
  row: Row | null;
  /** Whether the download no longer runs. */
  isStopped: boolean;
  /** Undefined while loading. */
  details: Details | undefined;
  /** The sentence of the last error, and of what was done last. */
  error: string;
  status: string;
  isPending: boolean;
  act(action: DeliveryAction, deliveryId: string): void;
  play(item: DetailedItem, player: Player): void;
  choosePlayer(button: HTMLElement, players: Player[]): Promise<Player | undefined>;
}

export function renderContent(view: View): unknown {
  const { subject, row, details, error, status } = view;
  const isLoading = !details && !error && !(row && isRunning(row));
  const isEmpty = !row && !subject.item;
  const problem = error || (isEmpty && !isLoading ? view.text("gone") : "");
  return html`${isEmpty ? "" : renderTop(view)} ${renderButtons(view)}
    <div role="alert">${problem ? html`<p class="error">${problem}</p>` : ""}</div>
    <div role="status">${status ? html`<p>${status}</p>` : ""}</div>
    ${isLoading ? renderSkeleton(view) : html`${renderStory(view)} ${renderItems(view)} ${renderFacts(view)}`}`;
}

function renderTop(view: View): TemplateResult {
  const { row, server, subject } = view;
  const { item } = subject;
  const library = server?.libraries?.find(({ id }) => id === (item?.library_id ?? row?.library_id));
  const icon = typeIcon(item?.type ?? row?.media?.type ?? library?.type);
  return html`<div class="top">
    <div class="art">${renderPoster(view, item?.artwork ?? row?.artwork, icon, POSTER_WIDTH, server?.online)}</div>
    <div class="text">${isArrived(subject) ? renderHeading(view) : row ? renderState(view, row) : ""}</div>
  </div>`;
}

/** Return whether the dialog is about something in Plex. */
const isArrived = ({ item, pack }: Subject): boolean => Boolean(item ?? pack);

function renderHeading({ subject, text, clock }: View): TemplateResult {
  const { heading, badges, described } = subject;
  const facts = described ? itemFacts(described, clock) : "";
  const stars = described?.rating
    ? html`<span role="img" aria-label=${ratingLabel(described, text, clock.language)}
        >★\u00a0${formatRating(described.rating, clock.language)}</span
      >`
    : "";
  return html`${heading ? html`<h3>${renderParts(heading)}</h3>` : ""}
    ${facts || stars ? html`<p class="line">${renderParts(facts)}${facts && stars ? SEPARATOR : ""}${stars}</p>` : ""}
    ${renderBadges(badges)} ${described?.summary ? html`<p class="summary">${described.summary}</p>` : ""}`;
}

/** Render the state of what is not in Plex, or why it failed. */
function renderState(view: View, row: Row): TemplateResult {
  const { hass, text, server, subject, isStopped } = view;
  const { label, text: more, tone } = currentStep(view, row, server);
  const key = `component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${row.reason}`;
  const failure = isFailed(row) && (hass.localize(key) || row.explanation);
  const state = isStopped ? text("stopped") : failure || label;
  return html`<h3 class=${isStopped ? "neutral" : tone}>${state}</h3>
    ${more && !failure && !isStopped ? html`<p class="line">${renderParts(more)}</p>` : ""}
    ${row.library ? html`<p class="line">${row.library}</p>` : ""}
    ${renderBadges(subject.badges)}`;
}

function renderBadges(badges: string[]): unknown {
  return badges.length ? html`<p class="badges">${badges.map((badge) => html`<span>${badge}</span>`)}</p>` : "";
}

function renderStory(view: View): unknown {
  const { details, row, server, subject } = view;
  const past = getStory(view, row, details?.steps ?? []);
  // At the top is what happens now, unless it is about an item.
  const story = isArrived(subject) && row && !isFinal(row) ? [...past, currentStep(view, row, server)] : past;
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
    ${text ? html`<bdi class="line">${renderParts(text)}</bdi>` : ""}
  </li>`;
}

/** Render the items of a pack, season or album, as far as they are listed. */
function renderItems({ subject: { parts, partCount, title }, localize }: View): unknown {
  if (!parts.length) return "";
  const hidden = partCount - parts.length;
  return html`<ul class="items" aria-label=${title}>
    ${parts.map((item) => {
      const detail = itemDetail(item, localize);
      // The title of an album contains the artist already.
      const start = item.track ?? (title.includes(detail) ? "" : detail);
      const content = html`${start === "" ? "" : html`<span class="detail">${start}</span>`}<bdi>${item.title}</bdi>`;
      return html`<li>${renderLink(item.url, "item", content)}</li>`;
    })}
    ${hidden > 0 ? html`<li class="line">${localize("more", { n: hidden })}</li>` : ""}
  </ul>`;
}

function renderFacts(view: View): unknown {
  const facts = getFacts(view, view.subject, view.row, view.details);
  if (!facts.length) return "";
  return html`<dl class="facts">${facts.map(renderFact)}</dl>`;
}

function renderFact({ label, values, isCode }: Fact): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    ${values.map((value) => html`<dd class=${isCode ? "code" : ""}>${renderParts(value)}</dd>`)}
  </div>`;
}

function renderSkeleton({ localize }: View): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${localize("loading")}>
    ${[72, 58, 64, 40].map((width) => html`<i style="width:${width}%"></i>`)}
  </div>`;
}
