// The server: its name, whether it is online, what it scans.
import { html, nothing, svg, type TemplateResult } from "lit";
import { link, type Look, problemOf } from "./context";
import { moment, percent } from "./times";
import type { Scan, Server, ServerName } from "./messages";
import { shortVersion } from "./version";

const ROUND = 2 * Math.PI * 20.5;

/** Where it can be mended. */
const ENTRY = "/config/integrations/integration/plex_arrivals";
const PAGES: Record<string, string | undefined> = {
  invalid_auth: ENTRY,
  forbidden: ENTRY,
  another_server: ENTRY,
  invalid_certificate: "/config/repairs",
};

export function status(look: Look, name: ServerName, server: Server | undefined): TemplateResult {
  const { say } = look;
  const online = Boolean(name.loaded && server?.online);
  const title = server?.name || name.title;
  return html`<div class="head">
    <div class="icon ${online ? "online" : ""}">
      ${online && server?.scanning?.length ? ring(server.scanning) : nothing}
      <svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
    </div>
    <div class="text">
      ${link(server?.url, "name", html`<bdi title=${title}>${title}</bdi>`)}
      ${name.loaded && server ? line(look, server) : html`<div class="line">${name.loaded ? nothing : say("not_loaded")}</div>`}
    </div>
  </div>`;
}

function line(look: Look, server: Server): TemplateResult {
  const { say, clock } = look;
  const since = server.since && moment(server.since, clock);
  if (!server.online) {
    const offline = since ? say("offline_since", { time: since }) : say("offline");
    const text = problemOf(look, server) ?? offline;
    const page = server.can_manage && PAGES[server.problem ?? ""];
    return html`<div class="line" title=${offline}>
      ${page ? html`<a class="error" href=${page}>${text}</a>` : html`<span class="error">${text}</span>`}
    </div>`;
  }
  const parts = [scanned(server.scanning ?? []), server.version && shortVersion(server.version)].filter(Boolean);
  return html`<div class="line" title=${[say("online"), ...parts].join(" · ")}>
    <span title=${since ? say("online_since", { time: since }) : ""}>${say("online")}</span>${parts.map(
      (part) => ` · ${part}`,
    )}
  </div>`;

  function scanned([first, ...others]: Scan[]): string {
    if (!first) return "";
    const text = say("scanning_library", { library: first.library });
    const progress = first.progress == null ? "" : `, ${percent(first.progress, clock.locale.language)}`;
    return text + progress + (others.length ? `, ${say("more", { n: others.length })}` : "");
  }
}

/** The scan's progress around the icon; faint all around where nobody knows it. */
function ring([first]: Scan[]): TemplateResult {
  const full = first?.progress == null ? null : Math.min(Math.max(first.progress / 100, 0), 1);
  return html`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
    <circle cx="22" cy="22" r="20.5" opacity=${full === null ? 0.5 : 0.2}></circle>
    ${full === null
      ? nothing
      : svg`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${ROUND}
          style="stroke-dashoffset:${ROUND * (1 - full)}"></circle>`}
  </svg>`;
}
