// An image of a fixed size, with an icon until it has loaded or if there is none.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { withoutSignature } from "./urls";

export class PlexArrivalsPoster extends LitElement {
  static override properties = { src: {}, icon: {}, online: {}, _src: { state: true }, _failed: { state: true } };

  declare src: string | undefined;
  declare icon: string;
  /** Whether the Plex server is online. */
  declare online: boolean | undefined;
  /** The URL that is rendered: `src`, or the same image with an earlier signature. */
  declare _src: string | undefined;
  declare _failed: boolean;

  /** Render without a shadow root, so that the card's styles apply. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Retry images that failed while Plex was offline.
    if (changed.has("online") && this.online) this._failed = false;
    if (!changed.has("src")) return;
    // Do not reload the image when only its signature was renewed.
    if (!this._failed && this.src && this._src && withoutSignature(this.src) === withoutSignature(this._src)) return;
    this._src = this.src;
    this._failed = false;
  }

  protected override render() {
    return this._src && !this._failed
      ? html`<img
          src=${this._src}
          alt=""
          loading="lazy"
          decoding="async"
          @load=${(event: Event) => (event.target as HTMLElement).classList.add("loaded")}
          @error=${() => this.#onError()}
        />`
      : this.icon
        ? html`<ha-icon .icon=${this.icon}></ha-icon>`
        : nothing;
  }

  /** Try the current signature before showing the icon. */
  #onError(): void {
    if (this._src === this.src) this._failed = true;
    else this._src = this.src;
  }
}
