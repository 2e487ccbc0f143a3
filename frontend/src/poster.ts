// A poster: an icon on a tinted ground until, and unless, there is a picture. It never changes its size.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { pictureOf } from "./urls";

export class Poster extends LitElement {
  static override properties = { src: {}, icon: {}, online: {}, _shown: { state: true }, _failed: { state: true } };

  /** The picture's address, without which there is none. */
  declare src: string | undefined;
  declare icon: string;
  /** Whether Plex is. */
  declare online: boolean | undefined;
  declare _shown: string | undefined;
  declare _failed: boolean;

  /** It is a part of the card: with the card's styles. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // What Plex could not give while it was offline it may have now.
    if (changed.has("online") && this.online) this._failed = false;
    if (!changed.has("src")) return;
    // Signed anew it is the same picture: what is shown stays.
    if (!this._failed && this.src && this._shown && pictureOf(this.src) === pictureOf(this._shown)) return;
    this._shown = this.src;
    this._failed = false;
  }

  protected override render() {
    return this._shown && !this._failed
      ? html`<img
          src=${this._shown}
          alt=""
          loading="lazy"
          decoding="async"
          @load=${(event: Event) => (event.target as HTMLElement).classList.add("there")}
          @error=${() => this.#lost()}
        />`
      : this.icon
        ? html`<ha-icon .icon=${this.icon}></ha-icon>`
        : nothing;
  }

  #lost(): void {
    if (this._shown === this.src) this._failed = true;
    else this._shown = this.src;
  }
}
