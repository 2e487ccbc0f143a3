// Colors and sizes from Home Assistant's theme, and general styles. Amber is Plex's color.
import { css } from "lit";

export const base = css`
  :host {
    display: block;
    height: 100%;
    --text: var(--primary-text-color, #212121);
    --secondary-text: var(--secondary-text-color, #727272);
    /* The theme's colors are too light for text: mix them with the text color for contrast. */
    --link: color-mix(in srgb, var(--primary-color, #009ac7) 68%, var(--text));
    --ok: color-mix(in srgb, var(--success-color, #43a047) 72%, var(--text));
    --info: color-mix(in srgb, var(--info-color, #039be5) 68%, var(--text));
    --warning: color-mix(in srgb, var(--warning-color, #ffa600) 55%, var(--text));
    --error: color-mix(in srgb, var(--error-color, #db4437) 82%, var(--text));
    --amber: color-mix(in srgb, #e5a00d 88%, var(--text));
    --placeholder: color-mix(in srgb, var(--text) 7%, transparent);
    --unfilled: color-mix(in srgb, var(--text) 12%, transparent);
    --gap: var(--ha-space-3, 12px);
    --radius-small: min(calc(var(--ha-border-radius-md, 8px) * 0.75), 12px);
    --radius-medium: var(--ha-border-radius-md, 8px);
  }
  ha-card {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
    box-sizing: border-box;
  }
  .card {
    container-type: inline-size;
    min-height: 0;
    overflow: hidden auto;
    box-sizing: border-box;
    padding-bottom: 8px;
    color: var(--text);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
  }
  .titled {
    margin-top: -12px;
  }
  ul,
  h3,
  p {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .text {
    flex: 1;
    min-width: 0;
  }
  .name,
  .line {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Truncate a title at its end, also if its direction is not that of the page. */
  .name {
    font-weight: var(--ha-font-weight-medium, 500);
    letter-spacing: 0.1px;
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) .name {
    text-align: right;
  }
  .line,
  .heading,
  .empty {
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    color: var(--secondary-text);
  }
  /* The dot is the background of a space, which disappears where the line breaks. The real one is for screen readers. */
  .separator {
    background: radial-gradient(currentColor 0.6px, #0000 1px) 50% 56% / 4px 4px no-repeat;
    font-style: normal;
    word-spacing: 0.6em;
  }
  .separator b {
    font-size: 0;
    letter-spacing: 0;
    line-height: 0;
    white-space: nowrap;
    word-spacing: 0;
  }
  .ok {
    color: var(--ok);
  }
  .info {
    color: var(--info);
  }
  .warning {
    color: var(--warning);
  }
  .error {
    color: var(--error);
  }

  .heading {
    padding: 8px var(--gap) 4px;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  section:first-child .heading {
    padding-top: var(--gap);
  }
  .empty {
    padding: 4px var(--gap) 12px;
  }

  a,
  button {
    color: inherit;
    text-decoration: none;
    -webkit-tap-highlight-color: transparent;
  }
  .button,
  .more {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-height: 36px;
    box-sizing: border-box;
    padding: 8px;
    border: 0;
    border-radius: var(--radius-medium);
    background: none;
    color: var(--link);
    font: inherit;
    font-size: 13px;
    font-weight: var(--ha-font-weight-medium, 500);
    white-space: nowrap;
    cursor: pointer;
    --mdc-icon-size: 20px;
  }
  .button[aria-disabled="true"] {
    opacity: 0.5;
    cursor: default;
  }
  .opener {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    letter-spacing: inherit;
    text-align: start;
    cursor: pointer;
  }
  a:focus-visible,
  .heading:focus-visible,
  button:focus-visible,
  .row .opener:focus-visible::after {
    outline: 2px solid var(--link);
    outline-offset: -2px;
  }
  .poster:focus-visible .art {
    outline: 2px solid var(--link);
    outline-offset: 1px;
  }
  .poster:focus-visible,
  .row .opener:focus-visible {
    outline: 0;
  }
  @media (hover: hover) {
    .button:hover:not([aria-disabled="true"]),
    .more:hover {
      background: color-mix(in srgb, currentColor 8%, transparent);
    }
    a.name:hover,
    .heading a:hover,
    .poster:hover .name {
      text-decoration: underline;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
`;
