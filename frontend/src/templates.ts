// Posters, links and what opens details, which several parts of the card use.
import { html, nothing, type TemplateResult } from "lit";
import type { RenderContext } from "./context";
import type { DetailsTarget } from "./details/open";
import { posterUrl, safeUrl } from "./urls";

/** Between the parts of a line; not visible where the line breaks, see its style. */
export const SEPARATOR = html`<i class="separator"> <b>· </b></i>`;

/** Render "a · b" with separators. */
export const renderParts = (text: string): TemplateResult[] =>
  text.split(" · ").map((part, i) => html`${i ? SEPARATOR : nothing}<bdi>${part}</bdi>`);

/** Render a poster of a width in CSS pixels, or an icon without a path. */
export function renderPoster(
  { hass }: Pick<RenderContext, "hass">,
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

/** Render what opens the details of a row or poster, or as configured its URL; `hint` is shown on hover. */
export function renderOpener(
  { config, openDetails }: RenderContext,
  target: DetailsTarget,
  url: string | null | undefined,
  className: string,
  content: unknown,
  hint = "",
): TemplateResult {
  const opener = `${className} opener`;
  if (config.tapAction === "none") return html`<span class=${className} title=${hint}>${content}</span>`;
  if (config.tapAction === "url" && safeUrl(url)) return renderLink(url, opener, content);
  return html`<button class=${opener} title=${hint} aria-haspopup="dialog" @click=${() => openDetails(target)}>
    ${content}
  </button>`;
}
