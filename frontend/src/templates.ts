// Posters and links, which several parts of the card use.
import { html, type TemplateResult } from "lit";
import type { RenderContext } from "./context";
import { posterUrl, safeUrl } from "./urls";

/** Render a poster of a width in CSS pixels, or an icon without a path. */
export function renderPoster(
  { hass }: RenderContext,
  path: string | null | undefined,
  icon: string,
  width: number,
  online?: boolean,
): TemplateResult {
  const src = path && posterUrl(hass.hassUrl?.(path) ?? path, width, globalThis.devicePixelRatio || 1);
  return html`<plex-arrivals-poster .src=${src || undefined} .icon=${icon} .online=${online}></plex-arrivals-poster>`;
}

/** Render a link, or only its content if there is no safe URL. */
export function renderLink(
  url: string | null | undefined,
  className: string,
  content: unknown,
  label?: string,
): TemplateResult {
  const href = safeUrl(url);
  if (!href) return html`<span class=${className}>${content}</span>`;
  // The URL of an app would leave an empty new tab behind.
  const target = href.startsWith("http") ? "_blank" : "_self";
  return label
    ? html`<a class=${className} href=${href} target=${target} rel="noreferrer" aria-label=${label}>${content}</a>`
    : html`<a class=${className} href=${href} target=${target} rel="noreferrer">${content}</a>`;
}
