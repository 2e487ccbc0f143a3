// The status part: the server, whether it is online, and what it scans.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { RenderContext } from "./context";
import { deviceName } from "./hass";
import type { Delivery, Scan, Server, ServerData, ServerEntry } from "./messages";
import { needsUser } from "./rows";
import { renderLink, SEPARATOR } from "./templates";
import { absoluteTime, formatPercent } from "./times";
import { shortVersion } from "./version";

const RING_CIRCUMFERENCE = 2 * Math.PI * 20.5;

/** The pages on which users can fix a problem. */
const ENTRY_PAGE = "/config/integrations/integration/plex_arrivals";
const PAGES: Record<string, string | undefined> = {
  invalid_auth: ENTRY_PAGE,
  forbidden: ENTRY_PAGE,
  another_server: ENTRY_PAGE,
  invalid_certificate: "/config/repairs",
};

export function renderStatus(context: RenderContext, entry: ServerEntry, data: ServerData): TemplateResult {
  const { server, deliveries } = data;
  const isOnline = Boolean(entry.loaded && server?.online);
  const name = deviceName(context.hass, entry.entry_id) || server?.name || entry.title;
  const needy = server?.can_manage ? (deliveries ?? []).filter(needsUser) : [];
  return html`<div class="head">
    <div class="icon ${isOnline ? "online" : ""}">
      ${isOnline && server?.scanning?.length ? renderScanProgress(server.scanning) : nothing}
      <svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
    </div>
    <div class="text">
      ${renderLink(server?.url, "name", html`<bdi title=${name}>${name}</bdi>`)}
      ${
        entry.loaded && server
          ? renderLine(context, server, renderNeedy(context, needy))
          : html`<div class="line">${entry.loaded ? nothing : context.localize("not_loaded")}</div>`
      }
    </div>
  </div>`;
}

/** Return why a server is offline, or undefined if it simply does not respond. */
export function problemText({ hass }: RenderContext, { problem }: Server): string | undefined {
  if (!problem || problem === "cannot_connect") return undefined;
  const key = `component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${problem}`;
  return hass.localize(key) || undefined;
}

/** Render how many deliveries need the user, with a link to their repairs. */
function renderNeedy({ localize }: RenderContext, needy: Delivery[]): unknown {
  if (!needy.length) return nothing;
  const text = localize("needs_you", { n: needy.length });
  return html`${SEPARATOR}${
    needy.some(({ repair }) => repair)
      ? html`<a class="warning" href="/config/repairs">${text}</a>`
      : html`<span class="warning">${text}</span>`
  }`;
}

function renderLine(context: RenderContext, server: Server, needy: unknown): TemplateResult {
  const { localize, clock } = context;
  const since = server.since && absoluteTime(server.since, clock);
  if (!server.online) {
    const offline = since ? localize("offline_since", { time: since }) : localize("offline");
    const text = problemText(context, server) ?? offline;
    const page = server.can_manage && PAGES[server.problem ?? ""];
    return html`<div class="line">
      ${page ? html`<a class="error" href=${page} title=${offline}>${text}</a>` : html`<span class="error" title=${offline}>${text}</span>`}${needy}
    </div>`;
  }
  const { version } = server;
  const scan = scanText(context, server.scanning ?? []);
  return html`<div class="line">
    <span title=${since ? localize("online_since", { time: since }) : ""}>${localize("online")}</span>${
      scan ? html`${SEPARATOR}<span title=${scan}>${scan}</span>` : nothing
    }${
      version
        ? html`${SEPARATOR}<span class="version" title="Plex ${version}">Plex ${shortVersion(version)}</span>`
        : nothing
    }${needy}
  </div>`;
}

/** Return "scanning Movies, 42%, 1 more", or an empty string. */
function scanText({ localize, clock }: RenderContext, [first, ...others]: Scan[]): string {
  if (!first) return "";
  const text = localize("scanning_library", { library: first.library });
  const progress = first.progress == null ? "" : `, ${formatPercent(first.progress, clock.locale.language)}`;
  return text + progress + (others.length ? `, ${localize("more", { n: others.length })}` : "");
}

/** Render the progress of a scan as a ring around the icon; a faint full ring if the progress is unknown. */
function renderScanProgress([scan]: Scan[]): TemplateResult {
  const progress = scan?.progress == null ? null : Math.min(Math.max(scan.progress / 100, 0), 1);
  return html`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
    <circle cx="22" cy="22" r="20.5" opacity=${progress === null ? 0.5 : 0.2}></circle>
    ${
      progress === null
        ? nothing
        : svg`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${RING_CIRCUMFERENCE}
          style="stroke-dashoffset:${RING_CIRCUMFERENCE * (1 - progress)}"></circle>`
    }
  </svg>`;
}
