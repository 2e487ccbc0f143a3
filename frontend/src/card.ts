// The card: it follows its servers and draws their parts in the order configured.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type CardConfig, type Part, read, type Wanted } from "./config";
import { configForm, stubConfig } from "./editor";
import type { Hass } from "./hass";
import type { Look } from "./context";
import { link } from "./context";
import { NOTHING } from "./state";
import { loading, notice } from "./notices";
import { posters } from "./recently-added";
import { isWanted } from "./items";
import { rows } from "./deliveries";
import { status } from "./status";
import { base } from "./styles/base";
import { head } from "./styles/head";
import { posters as posterStyles } from "./styles/posters";
import { rows as rowStyles } from "./styles/deliveries";
import { type Refusal, type Store, storeOf } from "./store";
import type { ServerName, View } from "./messages";
import { older } from "./version";
import { type Say, speaking, spoken } from "./localize";

declare const VERSION: string;

/** How often "2 min ago" is looked at again. */
const TICK_MS = 30_000;

export class PlexArrivalsCard extends LitElement {
  static override styles = [base, head, rowStyles, posterStyles];
  static override properties = { _config: { state: true }, _opened: { state: true }, _busy: { state: true } };

  declare _config: Wanted | undefined;
  declare _opened: ReadonlySet<string>;
  declare _busy: ReadonlySet<string>;
  #hass?: Hass;
  #store?: Store;
  #unlisten?: () => void;
  #tick?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    this._opened = new Set();
    this._busy = new Set();
  }

  static getConfigForm = configForm;

  static getStubConfig = stubConfig;

  setConfig(config: CardConfig): void {
    this._config = read(config);
    this.#follow();
  }

  getCardSize(): number {
    const { show, deliveries } = this._config ?? read({});
    const sizes: Record<Part, number> = { status: 1, deliveries: 1 + Math.min(deliveries, 5), recently_added: 4 };
    return show.reduce((size, part) => size + sizes[part], 0);
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6 };
  }

  set hass(hass: Hass) {
    const before = this.#hass;
    this.#hass = hass;
    // Every state of Home Assistant comes by here: of them the card needs none.
    const needed = (one?: Hass) => [
      ...[one?.locale, one?.language, one?.user, one?.localize, one?.config?.time_zone],
      one && disabledOf(one, []).join(),
    ];
    if (!before || needed(before).some((value, i) => value !== needed(hass)[i])) this.requestUpdate();
    if (before?.connection !== hass.connection) this.#follow();
    if (before && (before.config?.state !== hass.config?.state || isThere(before) !== isThere(hass))) {
      this.#store?.again();
      this.requestUpdate();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => document.hidden || this.requestUpdate(), TICK_MS);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    this.#leave();
  }

  #follow(): void {
    if (!this.isConnected || !this.#hass || !this._config) return;
    const [entryId, another] = this._config.entryIds;
    const store = storeOf(this.#hass.connection, another ? undefined : entryId);
    if (store === this.#store) return;
    this.#leave();
    this.#store = store;
    this.#unlisten = store.listen(() => this.requestUpdate());
    this.requestUpdate();
  }

  #leave(): void {
    this.#unlisten?.();
    this.#unlisten = this.#store = undefined;
  }

  protected override shouldUpdate(_changed: PropertyValues): boolean {
    return Boolean(this._config && this.#hass);
  }

  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    const row = focused?.closest("li.row");
    const heading = focused?.closest("section")?.querySelector<HTMLElement>(".heading");
    super.update(changed);
    // Who works with the keyboard stays at the row from which the button is gone, or at least near it.
    if (!focused || focused.isConnected) return;
    const next = row?.isConnected ? row.querySelector<HTMLElement>("a, button") : null;
    (next ?? heading)?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const say = speaking(this.#hass!.locale?.language ?? this.#hass!.language);
    return html`<ha-card .header=${this._config!.title || undefined}>
      <div class="card ${this._config!.title ? "titled" : ""}">${this.#content(say)}</div>
    </ha-card>`;
  }

  #content(say: Say): unknown {
    const { entryIds } = this._config!;
    const { known, refusal } = this.#store ?? { known: NOTHING, refusal: undefined };
    const starting = this.#hass!.config?.state !== undefined && this.#hass!.config.state !== "RUNNING";
    const isAdmin = Boolean(this.#hass!.user?.is_admin);
    const disabled = disabledOf(this.#hass!, entryIds);
    if (refusal && !starting) {
      if (refusal !== "unknown_command" || isThere(this.#hass!)) return refused(say, refusal, isAdmin);
      return disabled.length ? areDisabled(say, disabled, isAdmin) : noServer(say, isAdmin);
    }
    const servers = known.servers?.filter(({ entry_id }) => !entryIds.length || entryIds.includes(entry_id));
    if (!servers) return loading(say, this._config!);
    if (!servers.length) {
      if (disabled.length) return areDisabled(say, disabled, isAdmin);
      if (!entryIds.length) return noServer(say, isAdmin);
      return refused(say, !isAdmin && isOfAny(this.#hass!, entryIds) ? "unauthorized" : "not_found", isAdmin);
    }
    const look = this.#look(say);
    const views = servers.map((server) => known.views[server.entry_id]);
    return html`${versionNotice(say, views)}
    ${repeat(
      servers,
      ({ entry_id }) => entry_id,
      (server, i) => html`<div class="server">${parts(look, server, views[i], servers.length > 1)}</div>`,
    )}`;
  }

  #look(say: Say): Look {
    const hass = this.#hass!;
    const locale = hass.locale ?? { language: hass.language };
    return {
      hass,
      config: this._config!,
      say,
      clock: { locale, words: spoken(locale.language), timeZone: hass.config.time_zone, now: Date.now() },
      opened: this._opened,
      busy: this._busy,
      toggle: (id) => (this._opened = toggled(this._opened, id)),
      act: (action, entryId, deliveryId) => {
        if (this._busy.has(deliveryId)) return;
        const data = { config_entry_id: entryId, delivery_id: deliveryId };
        this._busy = toggled(this._busy, deliveryId);
        // What went wrong Home Assistant tells the user itself.
        hass
          .callService("plex_arrivals", action, data)
          .catch(() => undefined)
          .finally(() => (this._busy = toggled(this._busy, deliveryId)));
      },
    };
  }
}

/** Whether there are such servers, although the user is told of none: every user knows all devices. */
function isOfAny({ devices }: Hass, entryIds: string[]): boolean {
  return Object.values(devices ?? {}).some((device) => entryIds.includes(device?.primary_config_entry ?? ""));
}

/** Return the names of the servers whose entries are disabled, of those that are wanted. */
function disabledOf({ devices }: Hass, entryIds: string[]): string[] {
  return Object.values(devices ?? {})
    .filter((one) => one?.disabled_by === "config_entry" && one.identifiers?.some(([domain]) => domain === "plex_arrivals"))
    .filter((one) => !entryIds.length || entryIds.includes(one!.primary_config_entry ?? ""))
    .map((one) => one!.name_by_user || one!.name || "Plex");
}

function areDisabled(say: Say, names: string[], isAdmin: boolean): unknown {
  return names.map((name) => notice(say, "mdi:server-off", "disabled", isAdmin ? "enable_server" : "ask_admin", { name }));
}

/** Return the parts of one server that are wanted, and that the user may see. */
function parts(look: Look, name: ServerName, view: View | undefined, several: boolean): unknown {
  const { say, config } = look;
  if (!view) {
    return name.loaded ? loading(say, config) : status(look, name, undefined);
  }
  const named = several && !config.show.includes("status");
  const drawn = config.show.map((part) => {
    if (part === "status") return view.server?.online !== undefined && status(look, name, view.server);
    if (part === "deliveries") {
      return (view.deliveries ?? view.running) && section(say(part), rows(look, name.entry_id, view));
    }
    if (!view.server?.recently_added) return undefined;
    const [title, url] = recently(look, view);
    return section(title, posters(look, view.server), url);
  });
  const isSaid = config.show.includes("status") && view.server?.online !== undefined;
  if (!isSaid && !(name.loaded && view.server?.online !== false)) drawn.unshift(status(look, name, view.server));
  const there = drawn.filter(Boolean);
  return there.length ? there : notice(say, "mdi:lock-outline", "hidden", "ask_admin");

  function section(title: string, content: TemplateResult, url?: string): TemplateResult {
    const text = named ? say("of_server", { part: title, server: view?.server?.name || name.title }) : title;
    return html`<section>
      <h3 class="heading" tabindex="-1">${url ? link(url, "", text) : text}</h3>
      ${content}
    </section>`;
  }
}

/** Return the heading of recently added; of a single library with its name, and its page in Plex. */
function recently({ say, config }: Look, view: View): [string, string | undefined] {
  const library = view.server?.libraries?.find(({ id, title }) => isWanted(config.library, id, title));
  return config.library.length > 1 || !library
    ? [say("recently_added"), undefined]
    : [say("recently_added_in", { library: library.title }), library.url];
}

function versionNotice(say: Say, views: (View | undefined)[]): unknown {
  const view = views.find(Boolean);
  switch (view && older(VERSION, view.version)) {
    case "integration":
      return notice(say, "mdi:update", "unknown_command", "update_hint");
    case "card":
      return notice(
        say,
        "mdi:update",
        "newer",
        undefined,
        {},
        html`<button class="button" @click=${() => location.reload()}>${say("reload")}</button>`,
      );
    default:
      return nothing;
  }
}

/** Whether the integration is set up: without a server of its own Home Assistant does not start it. */
function isThere({ config }: Hass): boolean {
  return config?.components?.includes("plex_arrivals") ?? true;
}

function noServer(say: Say, isAdmin: boolean): TemplateResult {
  return isAdmin
    ? notice(say, "mdi:plex", "no_server", "add_server")
    : notice(say, "mdi:lock-outline", "no_server_allowed", "ask_admin");
}

function refused(say: Say, refusal: Refusal, isAdmin: boolean): TemplateResult {
  switch (refusal) {
    case "unauthorized":
      return notice(say, "mdi:lock-outline", "unauthorized", "ask_admin");
    case "not_found":
      return notice(say, "mdi:server-off", "not_found_server", isAdmin ? "choose_server" : undefined);
    case "unknown_command":
      return notice(say, "mdi:update", "unknown_command", "update_hint");
    case "failed":
      return notice(say, "mdi:alert-circle-outline", "failed");
  }
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(set);
  if (!after.delete(id)) after.add(id);
  return after;
}
