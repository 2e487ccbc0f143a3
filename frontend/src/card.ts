// The custom element of the card: it subscribes to its servers and renders them, or a notice.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type CardConfig, type ParsedConfig, parseConfig, type Part } from "./config";
import type { RenderContext } from "./context";
import { openDetails } from "./details/open";
import { getConfigForm, getStubConfig } from "./editor";
import type { Hass } from "./hass";
import { getLocalize, type Localize, supportedLanguage } from "./localize";
import type { ServerData } from "./messages";
import {
  renderCardOutdated,
  renderDisabled,
  renderError,
  renderIntegrationOutdated,
  renderLoading,
  renderNoServer,
} from "./notices";
import { renderServer } from "./server";
import { EMPTY_STATE } from "./state";
import { getStore, type Store } from "./store";
import { base } from "./styles/base";
import { deliveries } from "./styles/deliveries";
import { head } from "./styles/head";
import { posters } from "./styles/posters";
import { findOlder } from "./version";

declare const VERSION: string;

/** How often relative times are updated. */
const UPDATE_INTERVAL_MS = 30_000;

export class PlexArrivalsCard extends LitElement {
  static override styles = [base, head, deliveries, posters];
  static override properties = { _config: { state: true }, _expanded: { state: true }, _pending: { state: true } };

  declare _config: ParsedConfig | undefined;
  declare _expanded: ReadonlySet<string>;
  declare _pending: ReadonlySet<string>;
  #hass?: Hass;
  #store?: Store;
  #removeListener?: () => void;
  #updateTimer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    this._expanded = new Set();
    this._pending = new Set();
  }

  static getConfigForm = getConfigForm;

  static getStubConfig = getStubConfig;

  setConfig(config: CardConfig): void {
    this._config = parseConfig(config);
    this.#subscribe();
  }

  getCardSize(): number {
    const { show, deliveries } = this._config ?? parseConfig({});
    const sizes: Record<Part, number> = { status: 1, deliveries: 1 + Math.min(deliveries, 5), recently_added: 4 };
    return show.reduce((size, part) => size + sizes[part], 0);
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6 };
  }

  set hass(hass: Hass) {
    const previous = this.#hass;
    this.#hass = hass;
    // Home Assistant sets `hass` whenever any entity changes: update only if the card uses what has changed.
    const used = (value?: Hass) =>
      [value?.locale, value?.language, value?.user, value?.localize, value?.config?.time_zone, value?.devices];
    if (!previous || used(previous).some((value, i) => value !== used(hass)[i])) this.requestUpdate();
    if (previous?.connection !== hass.connection) this.#subscribe();
    if (previous && (previous.config?.state !== hass.config?.state || isSetUp(previous) !== isSetUp(hass))) {
      this.#store?.retry();
      this.requestUpdate();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#updateTimer = setInterval(() => document.hidden || this.requestUpdate(), UPDATE_INTERVAL_MS);
    this.#subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#updateTimer);
    this.#unsubscribe();
  }

  #subscribe(): void {
    if (!this.isConnected || !this.#hass || !this._config) return;
    const [entryId, another] = this._config.entryIds;
    const store = getStore(this.#hass.connection, another ? undefined : entryId);
    if (store === this.#store) return;
    this.#unsubscribe();
    this.#store = store;
    this.#removeListener = store.addListener(() => this.requestUpdate());
    this.requestUpdate();
  }

  #unsubscribe(): void {
    this.#removeListener?.();
    this.#removeListener = this.#store = undefined;
  }

  protected override shouldUpdate(_changed: PropertyValues): boolean {
    return Boolean(this._config && this.#hass);
  }

  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    const row = focused?.closest("li.row");
    const heading = focused?.closest("section")?.querySelector<HTMLElement>(".heading");
    super.update(changed);
    // If the focused button was removed, move the focus within its row, or to the heading above it.
    if (!focused || focused.isConnected) return;
    const next = row?.isConnected ? row.querySelector<HTMLElement>("a, button") : null;
    (next ?? heading)?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const localize = getLocalize(this.#hass!.locale?.language ?? this.#hass!.language);
    return html`<ha-card .header=${this._config!.title || undefined}>
      <div class="card ${this._config!.title ? "titled" : ""}">${this.#renderContent(localize)}</div>
    </ha-card>`;
  }

  #renderContent(localize: Localize): unknown {
    const { entryIds } = this._config!;
    const { state, error } = this.#store ?? { state: EMPTY_STATE, error: undefined };
    const isStarting = this.#hass!.config?.state !== undefined && this.#hass!.config.state !== "RUNNING";
    const isAdmin = Boolean(this.#hass!.user?.is_admin);
    const disabled = disabledServers(this.#hass!, entryIds);
    if (error && !isStarting) {
      if (error !== "unknown_command" || isSetUp(this.#hass!)) return renderError(localize, error, isAdmin);
      return disabled.length ? renderDisabled(localize, disabled, isAdmin) : renderNoServer(localize, isAdmin);
    }
    const servers = state.servers?.filter(({ entry_id }) => !entryIds.length || entryIds.includes(entry_id));
    if (!servers) return renderLoading(localize, this._config!);
    if (!servers.length) {
      if (disabled.length) return renderDisabled(localize, disabled, isAdmin);
      if (!entryIds.length) return renderNoServer(localize, isAdmin);
      const isUnauthorized = !isAdmin && hasDevice(this.#hass!, entryIds);
      return renderError(localize, isUnauthorized ? "unauthorized" : "not_found", isAdmin);
    }
    const context = this.#createContext(localize);
    const data = servers.map(({ entry_id }) => state.data[entry_id]);
    return html`${renderVersionNotice(localize, data)}
    ${repeat(
      servers,
      ({ entry_id }) => entry_id,
      (entry, i) => html`<div class="server">${renderServer(context, entry, data[i], servers.length > 1)}</div>`,
    )}`;
  }

  #createContext(localize: Localize): RenderContext {
    const hass = this.#hass!;
    const locale = hass.locale ?? { language: hass.language };
    return {
      hass,
      config: this._config!,
      localize,
      clock: {
        locale,
        language: supportedLanguage(locale.language),
        timeZone: hass.config.time_zone,
        now: Date.now(),
      },
      expanded: this._expanded,
      toggleExpanded: (entryId) => (this._expanded = toggled(this._expanded, entryId)),
      openDetails: (target) => openDetails(this, hass, target),
      pending: this._pending,
      callAction: (action, entryId, deliveryId) => {
        if (this._pending.has(deliveryId)) return;
        const data = { config_entry_id: entryId, delivery_id: deliveryId };
        this._pending = toggled(this._pending, deliveryId);
        // Home Assistant shows errors itself.
        hass
          .callService("plex_arrivals", action, data)
          .catch(() => undefined)
          .finally(() => (this._pending = toggled(this._pending, deliveryId)));
      },
    };
  }
}

/** Return whether a configured server has a device: users can read all devices, even without access to the server. */
function hasDevice({ devices }: Hass, entryIds: string[]): boolean {
  return Object.values(devices ?? {}).some((device) => entryIds.includes(device?.primary_config_entry ?? ""));
}

/** Return the names of the servers with disabled config entries, out of the configured ones. */
function disabledServers({ devices }: Hass, entryIds: string[]): string[] {
  return Object.values(devices ?? {})
    .filter((device) => device != null)
    .filter(({ disabled_by }) => disabled_by === "config_entry")
    .filter(({ identifiers }) => identifiers?.some(([domain]) => domain === "plex_arrivals"))
    .filter(({ primary_config_entry }) => !entryIds.length || entryIds.includes(primary_config_entry ?? ""))
    .map(({ name_by_user, name }) => name_by_user || name || "Plex");
}

/** Return whether the integration is set up: Home Assistant does not set it up without enabled config entries. */
function isSetUp({ config }: Hass): boolean {
  return config?.components?.includes("plex_arrivals") ?? true;
}

function renderVersionNotice(localize: Localize, data: (ServerData | undefined)[]): unknown {
  const first = data.find(Boolean);
  switch (first && findOlder(VERSION, first.version)) {
    case "integration":
      return renderIntegrationOutdated(localize);
    case "card":
      return renderCardOutdated(localize);
    default:
      return nothing;
  }
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const result = new Set(ids);
  if (!result.delete(id)) result.add(id);
  return result;
}
