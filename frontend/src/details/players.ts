// The players of this device: which one was used last, and the menu to choose one.
import { css, type Hass, html, LitElement } from "../shared";
import type { Player } from "./messages";

const STORAGE_KEY = "plex-arrivals-player";
/** The distance of the menu from its button and from the edges of the page, in pixels. */
const DISTANCE = 4;

/** Return the player that was used last on this device, if it is one of these. */
export function rememberedPlayer(players: Player[]): Player | undefined {
  const entityId = storage()?.getItem(STORAGE_KEY);
  return players.find(({ entity_id }) => entity_id === entityId);
}

export function rememberPlayer({ entity_id }: Player): void {
  storage()?.setItem(STORAGE_KEY, entity_id);
}

/** Return the storage of this device, unless the browser forbids it. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Let the user choose a player in a menu at a button; return undefined if the user chooses none. */
export function choosePlayer(
  button: HTMLElement,
  hass: Hass,
  players: Player[],
  label: string,
): Promise<Player | undefined> {
  const menu = document.createElement(PlayerMenu.tag) as PlayerMenu;
  Object.assign(menu, { hass, players, label, current: rememberedPlayer(players) });
  return menu.open(button);
}

/** A menu in the top layer, next to a button. */
export class PlayerMenu extends LitElement {
  static readonly tag = "plex-arrivals-players";
  static override styles = css`
    :host {
      position: fixed;
      inset: auto;
      margin: 0;
      padding: 4px;
      min-width: 160px;
      max-width: min(320px, 100vw - 16px);
      max-height: 60vh;
      overflow: auto;
      box-sizing: border-box;
      border: 1px solid var(--divider-color, #e0e0e0);
      border-radius: var(--ha-border-radius-lg, 12px);
      background: var(--card-background-color, #fff);
      color: var(--primary-text-color, #212121);
      box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
      font-size: var(--ha-font-size-m, 14px);
    }
    button {
      display: flex;
      gap: 12px;
      align-items: center;
      width: 100%;
      min-height: 40px;
      padding: 4px 12px;
      border: 0;
      border-radius: var(--ha-border-radius-md, 8px);
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
      --mdc-icon-size: 20px;
    }
    button:hover,
    button:focus-visible {
      background: color-mix(in srgb, currentColor 8%, transparent);
      outline: none;
    }
    ha-icon {
      flex: none;
      color: var(--secondary-text-color, #727272);
    }
    span {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      font-size: var(--ha-font-size-s, 12px);
      color: var(--secondary-text-color, #727272);
    }
  `;
  static override properties = { hass: {}, players: {}, label: {}, current: {} };

  declare hass: Hass;
  declare players: Player[];
  declare label: string;
  declare current: Player | undefined;
  #chosen?: Player;

  async open(button: HTMLElement): Promise<Player | undefined> {
    this.popover = "auto";
    this.setAttribute("role", "menu");
    this.ariaLabel = this.label;
    button.after(this);
    await this.updateComplete;
    this.showPopover();
    this.#moveTo(button.getBoundingClientRect());
    this.#focus(this.players.findIndex((player) => player === this.current));
    await new Promise<void>((resolve) =>
      this.addEventListener("toggle", (event) => (event as ToggleEvent).newState === "closed" && resolve()),
    );
    this.remove();
    button.focus({ preventScroll: true });
    return this.#chosen;
  }

  protected override render() {
    return this.players.map(
      (player) =>
        html`<button
          role="menuitemradio"
          aria-checked=${player === this.current ? "true" : "false"}
          tabindex="-1"
          @click=${() => this.#choose(player)}
          @keydown=${(event: KeyboardEvent) => this.#onKeyDown(event)}
        >
          <ha-icon .icon=${player === this.current ? "mdi:check" : "mdi:television"}></ha-icon>
          <span>${player.name}<small>${stateName(this.hass, player)}</small></span>
        </button>`,
    );
  }

  #choose(player: Player): void {
    this.#chosen = player;
    this.hidePopover();
  }

  #onKeyDown(event: KeyboardEvent): void {
    const items = [...this.renderRoot.querySelectorAll("button")];
    const index = items.indexOf(event.currentTarget as HTMLButtonElement);
    const last = items.length - 1;
    const next: Record<string, number> = {
      ArrowDown: index === last ? 0 : index + 1,
      ArrowUp: index ? index - 1 : last,
      Home: 0,
      End: last,
    };
    if (event.key === "Tab") this.hidePopover();
    if (!(event.key in next)) return;
    event.preventDefault();
    this.#focus(next[event.key]!);
  }

  #focus(index: number): void {
    this.renderRoot.querySelectorAll("button")[Math.max(index, 0)]?.focus();
  }

  /** Move below a button, or above it if there is more space. */
  #moveTo({ top, bottom, left, right }: DOMRect): void {
    const { width, height } = this.getBoundingClientRect();
    const isBelow = bottom + DISTANCE + height <= innerHeight || top < innerHeight - bottom;
    const end = getComputedStyle(this).direction === "rtl" ? left : right - width;
    this.style.top = `${isBelow ? bottom + DISTANCE : Math.max(top - DISTANCE - height, DISTANCE)}px`;
    this.style.left = `${Math.min(Math.max(end, DISTANCE), innerWidth - width - DISTANCE)}px`;
  }
}

/** Return Home Assistant's name of a player's state. */
function stateName(hass: Hass, { state }: Player): string {
  const isSpecial = state === "unavailable" || state === "unknown";
  const key = isSpecial ? `state.default.${state}` : `component.media_player.entity_component._.state.${state}`;
  return hass.localize(key) || state;
}
