// An image of a fixed size that is loaded when it comes into view, or an icon if there is none.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { cancelInView, onceInView } from "./in-view";
import { withoutSignature } from "./urls";

export class PlexArrivalsPoster extends LitElement {
  static override properties = {
    src: {},
    icon: {},
    online: {},
    _src: { state: true },
    _failed: { state: true },
    _inView: { state: true },
  };

  declare src: string | undefined;
  declare icon: string;
  /** Whether the Plex server is online. */
  declare online: boolean | undefined;
  /** The URL that is rendered: `src`, or the same image with an earlier signature. */
  declare _src: string | undefined;
  declare _failed: boolean;
  /** Whether the image is or was in view. */
  declare _inView: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this._inView) onceInView(this, () => (this._inView = true));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelInView(this);
  }

  /** Render without a shadow root, so that the card's styles apply. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Retry images that failed while Plex was offline.
    if (changed.has("online") && this.online) this._failed = false;
    if (!changed.has("src")) return;
    // Do not reload the image when only its signature was renewed.
    const isLoaded = this._inView && !this._failed;
    if (isLoaded && this.src && this._src && withoutSignature(this.src) === withoutSignature(this._src)) return;
    this._src = this.src;
    this._failed = false;
  }

  protected override render() {
    if (!this._src || this._failed) return this.icon ? html`<ha-icon .icon=${this.icon}></ha-icon>` : nothing;
    if (!this._inView) return nothing;
    return html`<img
      src=${this._src}
      alt=""
      decoding="async"
      @load=${(event: Event) => (event.target as HTMLElement).classList.add("loaded")}
      @error=${() => this.#onError()}
    />`;
  }

  /** Try the current signature before showing the icon. */
  #onError(): void {
    if (this._src === this.src) this._failed = true;
    else this._src = this.src;
  }
}
