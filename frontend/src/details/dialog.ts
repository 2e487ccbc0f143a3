// The dialog with the details of a delivery or an item, which follows the changes of the delivery.
import {
  base,
  type Clock,
  getLocalize,
  getStoreWith,
  type Hass,
  html,
  isRunning,
  LitElement,
  posters,
  type Row,
  type Store,
  supportedLanguage,
} from "../shared";
import { renderContent } from "./content";
import { errorText, integrationError } from "./errors";
import { follow, type Followed } from "./following";
import type { DetailedItem, Details, Player } from "./messages";
import type { DetailsTarget } from "./open";
import { fetchDetails, playOn } from "./play";
import { choosePlayer } from "./players";
import { buttons } from "./styles/buttons";
import { dialog } from "./styles/dialog";
import { item } from "./styles/item";
import { story } from "./styles/story";
import { getSubject } from "./subject";
import { getText } from "./texts";

export type DeliveryAction = "retry_delivery" | "dismiss_delivery";

/** How often relative times are updated. */
const UPDATE_INTERVAL_MS = 30_000;

/** Open the dialog in the shadow root of the card, whose theme it has. */
export function openDialog(host: HTMLElement, hass: Hass, target: DetailsTarget): void {
  const root = host.shadowRoot ?? host;
  root.querySelector(DetailsDialog.tag)?.remove();
  const dialog = document.createElement(DetailsDialog.tag) as DetailsDialog;
  dialog.hass = hass;
  dialog.target = target;
  root.append(dialog);
}

export class DetailsDialog extends LitElement {
  static readonly tag = "plex-arrivals-details";
  static override styles = [base, posters, dialog, item, buttons, story];
  static override properties = {
    _details: { state: true },
    _error: { state: true },
    _status: { state: true },
    _isPending: { state: true },
  };

  declare hass: Hass;
  declare target: DetailsTarget;
  declare _details: Details | undefined;
  /** The sentence of the last error, and of what was done last. */
  declare _error: string;
  declare _status: string;
  declare _isPending: boolean;
  #store?: Store;
  #removeListener?: () => void;
  #updateTimer?: ReturnType<typeof setInterval>;
  #followed!: Followed;
  /** The number of the last request; answers to earlier ones are ignored. */
  #request = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this._error = this._status = "";
    this._isPending = false;
    this.#store = getStoreWith(this.hass.connection, this.target.entryId);
    this.#removeListener = this.#store.addListener(() => this.#onChange());
    this.#followed = { target: this.target, row: null, isStopped: false };
    this.#follow();
    void this.#fetch();
    this.#updateTimer = setInterval(() => document.hidden || this.requestUpdate(), UPDATE_INTERVAL_MS);
    // The back button of a phone closes the dialog, as it does Home Assistant's.
    history.pushState({ ...history.state, [DetailsDialog.tag]: true }, "");
    addEventListener("popstate", this.#close);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#close);
    this.#removeListener?.();
    clearInterval(this.#updateTimer);
    this.#request++;
  }

  protected override firstUpdated(): void {
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog")!;
  }

  #close = (): void => this.#dialog.close();

  #onClose(): void {
    if (history.state?.[DetailsDialog.tag]) history.back();
    this.remove();
  }

  get #data() {
    return this.#store?.state.data[this.target.entryId];
  }

  #follow(): void {
    this.#followed = follow(this.#followed, this.#data, this._details?.delivery);
  }

  #onChange(): void {
    const before = stage(this.#followed.row);
    this.#follow();
    if (stage(this.#followed.row) !== before) void this.#fetch();
    this.requestUpdate();
  }

  async #fetch(): Promise<void> {
    const { target } = this.#followed;
    if (target.runningId) return; // there are no details of it
    const request = ++this.#request;
    try {
      const details = await fetchDetails(this.hass, target);
      if (request !== this.#request) return;
      this._details = details;
      this._error = "";
      this.#follow();
      if (details.problem) await this.#showError(integrationError(details.problem, details.problem_placeholders));
    } catch (error) {
      if (request === this.#request) await this.#showError(error);
    }
  }

  async #showError(error: unknown): Promise<void> {
    const { text, localize } = this.#wording;
    this._error = await errorText(this.hass, error, text, localize("failed"));
  }

  /** Perform an action, one at a time, and show its error in the dialog. */
  async #perform(action: () => Promise<unknown>): Promise<void> {
    if (this._isPending) return;
    this._isPending = true;
    this._error = this._status = "";
    try {
      await action();
    } catch (error) {
      await this.#showError(error);
    } finally {
      this._isPending = false;
    }
  }

  #act(action: DeliveryAction, deliveryId: string): void {
    void this.#perform(async () => {
      const data = { config_entry_id: this.target.entryId, delivery_id: deliveryId };
      await this.hass.callService("plex_arrivals", action, data, undefined, false);
      if (action === "dismiss_delivery") this.#close();
    });
  }

  #play(item: DetailedItem, player: Player): void {
    void this.#perform(async () => {
      this._status = await playOn(this.hass, this.target.entryId, item, player);
    });
  }

  get #wording() {
    const locale = this.hass.locale ?? { language: this.hass.language };
    const clock: Clock = {
      locale,
      language: supportedLanguage(locale.language),
      timeZone: this.hass.config.time_zone,
      now: Date.now(),
    };
    return { localize: getLocalize(locale.language), text: getText(locale.language), clock };
  }

  protected override render() {
    const { target, row, isStopped } = this.#followed;
    const server = this.#data?.server;
    const wording = this.#wording;
    const subject = getSubject(target, row, this._details, server?.recently_added ?? [], wording.localize);
    const view = {
      ...wording,
      hass: this.hass,
      server,
      subject,
      row,
      isStopped,
      details: this._details,
      error: this._error,
      status: this._status,
      isPending: this._isPending,
      act: (action: DeliveryAction, deliveryId: string) => this.#act(action, deliveryId),
      play: (item: DetailedItem, player: Player) => this.#play(item, player),
      choosePlayer: (button: HTMLElement, players: Player[]) =>
        choosePlayer(button, this.hass, players, wording.text("players")),
    };
    return html`<dialog
      aria-labelledby="title"
      @close=${() => this.#onClose()}
      @click=${(event: Event) => event.target === this.#dialog && this.#close()}
    >
      <div class="surface">
        <header>
          <button class="close" aria-label=${view.text("close")} @click=${this.#close}>
            <ha-icon .icon=${"mdi:close"}></ha-icon>
          </button>
          <h2 id="title" title=${subject.title}><bdi>${subject.title}</bdi></h2>
        </header>
        <div class="body" tabindex="-1">${renderContent(view)}</div>
      </div>
    </dialog>`;
  }
}

/** Return what the details depend on. */
function stage(row: Row | null): string {
  if (!row) return "";
  return isRunning(row) ? row.state : [row.state, row.reason, row.updated_at, row.tried.length].join();
}
