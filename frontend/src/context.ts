// What every part of the card needs to draw itself.
import { html, type TemplateResult } from "lit";
import type { Wanted } from "./config";
import type { Hass } from "./hass";
import { linkOf, sized } from "./urls";
import type { Clock } from "./times";
import type { Server } from "./messages";
import type { Say } from "./localize";

export interface Look {
  hass: Hass;
  config: Wanted;
  say: Say;
  clock: Clock;
  /** The ids of what is opened: deliveries, and `all:` with a server's id. */
  opened: ReadonlySet<string>;
  toggle(id: string): void;
  act(action: "retry_delivery" | "dismiss_delivery", entryId: string, deliveryId: string): void;
  /** The deliveries for which an action is under way. */
  busy: ReadonlySet<string>;
}

/** Return what keeps a server offline, in Home Assistant's words; nothing where it does not answer at all. */
export function problemOf({ hass }: Look, { problem }: Server): string | undefined {
  if (!problem || problem === "cannot_connect") return undefined;
  const key = `component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${problem}`;
  return hass.localize(key) || undefined;
}

/** Return a poster of so many CSS pixels, from a server that is online or not. */
export function poster(
  look: Look,
  path: string | null | undefined,
  icon: string,
  width: number,
  online?: boolean,
): TemplateResult {
  const full = path && sized(look.hass.hassUrl?.(path) ?? path, width, globalThis.devicePixelRatio || 1);
  return html`<plex-arrivals-poster .src=${full || undefined} .icon=${icon} .online=${online}></plex-arrivals-poster>`;
}

/** Return a link that opens elsewhere, or what would be in it where there is no address. */
export function link(
  url: string | null | undefined,
  className: string,
  content: unknown,
  label?: string,
): TemplateResult {
  const href = linkOf(url);
  if (!href) return html`<span class=${className}>${content}</span>`;
  // An app's address in a new tab would leave that tab behind, empty.
  const target = href.startsWith("http") ? "_blank" : "_self";
  return label
    ? html`<a class=${className} href=${href} target=${target} rel="noreferrer" aria-label=${label}>${content}</a>`
    : html`<a class=${className} href=${href} target=${target} rel="noreferrer">${content}</a>`;
}
