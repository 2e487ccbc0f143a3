// What the card shows instead of data: a notice with what to do, or a skeleton while loading.
import { html, nothing, type TemplateResult } from "lit";
import type { ParsedConfig, Part } from "./config";
import type { Localize, TranslationKey } from "./localize";
import type { SubscriptionError } from "./store";

/** Render an icon, a message, and what the user can do. */
export function renderNotice(
  localize: Localize,
  icon: string,
  message: TranslationKey,
  hint?: TranslationKey,
  placeholders: Record<string, string> = {},
  button?: TemplateResult,
): TemplateResult {
  return html`<div class="head notice">
    <div class="icon"><ha-icon .icon=${icon}></ha-icon></div>
    <div class="text">
      <div class="name">${localize(message, placeholders)}</div>
      ${hint ? html`<div class="line">${localize(hint)}</div>` : nothing}
    </div>
    ${button ?? nothing}
  </div>`;
}

export function renderNoServer(localize: Localize, isAdmin: boolean): TemplateResult {
  return isAdmin
    ? renderNotice(localize, "mdi:plex", "no_server", "add_server")
    : renderNotice(localize, "mdi:lock-outline", "no_server_allowed", "ask_admin");
}

export function renderDisabled(localize: Localize, names: string[], isAdmin: boolean): TemplateResult[] {
  const hint = isAdmin ? "enable_server" : "ask_admin";
  return names.map((name) => renderNotice(localize, "mdi:server-off", "disabled", hint, { name }));
}

export function renderError(localize: Localize, error: SubscriptionError, isAdmin: boolean): TemplateResult {
  switch (error) {
    case "unauthorized":
      return renderNotice(localize, "mdi:lock-outline", "unauthorized", "ask_admin");
    case "not_found":
      return renderNotice(localize, "mdi:server-off", "not_found_server", isAdmin ? "choose_server" : undefined);
    case "unknown_command":
      return renderIntegrationOutdated(localize);
    case "failed":
      return renderNotice(localize, "mdi:alert-circle-outline", "failed");
  }
}

export function renderIntegrationOutdated(localize: Localize): TemplateResult {
  return renderNotice(localize, "mdi:update", "integration_outdated", "update_hint");
}

export function renderCardOutdated(localize: Localize): TemplateResult {
  const button = html`<button class="button" @click=${() => location.reload()}>${localize("reload")}</button>`;
  return renderNotice(localize, "mdi:update", "card_outdated", undefined, {}, button);
}

/** Render a skeleton of the configured parts. */
export function renderLoading(localize: Localize, config: ParsedConfig): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${localize("loading")}>
    ${config.show.map((part) => SKELETONS[part](config))}
  </div>`;
}

/** Few homes have more deliveries: with more rows the card would shrink when it has loaded. */
const MAX_SKELETON_ROWS = 5;

const lines = html`<div class="text"><i></i><i></i></div>`;
const SKELETONS: Record<Part, (config: ParsedConfig) => TemplateResult> = {
  status: () =>
    html`<div class="head">
      <div class="icon"></div>
      ${lines}
    </div>`,
  deliveries: ({ deliveries }) =>
    html`<section>
      <div class="heading"><i></i></div>
      <div class="rows">
        ${Array.from(
          { length: Math.min(deliveries, MAX_SKELETON_ROWS) },
          () =>
            html`<div class="row">
              <div class="thumbnail"></div>
              ${lines}
            </div>`,
        )}
      </div>
    </section>`,
  recently_added: ({ layout, recentlyAdded }) =>
    html`<section>
      <div class="heading"><i></i></div>
      <div class="posters ${layout === "grid" ? "grid" : "strip"}">
        ${Array.from(
          { length: recentlyAdded },
          () =>
            html`<div>
              <div class="art"></div>
              ${lines}
            </div>`,
        )}
      </div>
    </section>`,
};
