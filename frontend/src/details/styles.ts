// The dialog, which looks like Home Assistant's: in the middle of the page, or at the bottom of a narrow one.
import { css } from "../shared";

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    width: min(560px, 95vw);
    max-width: none;
    max-height: min(880px, calc(100dvh - 48px));
    margin: auto;
    padding: 0;
    border: 0;
    overflow: hidden;
    border-radius: var(--ha-dialog-border-radius, var(--ha-border-radius-3xl, 24px));
    background: var(--ha-dialog-surface-background, var(--card-background-color, #fff));
    box-shadow: var(--dialog-box-shadow, 0 8px 30px rgb(0 0 0 / 30%));
    color: var(--text);
    font-family: var(--ha-font-family-body, Roboto, "Noto Sans", sans-serif);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
    transition:
      opacity 200ms,
      transform 200ms;
  }
  dialog[open] {
    display: flex;
  }
  dialog::backdrop {
    background: var(--mdc-dialog-scrim-color, rgb(0 0 0 / 50%));
    backdrop-filter: var(--ha-dialog-scrim-backdrop-filter, var(--dialog-backdrop-filter, none));
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      transform: translateY(24px);
    }
  }
  .surface {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-width: 0;
    container-type: inline-size;
  }
  header {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 12px 20px 4px 12px;
  }
  :host(:dir(rtl)) header {
    padding: 12px 12px 4px 20px;
  }
  h2 {
    margin: 0;
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 28px;
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .close {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--secondary-text);
    cursor: pointer;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-content: start;
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    outline: none;
    padding: 8px 20px 20px;
    scrollbar-width: thin;
  }
  /* Not hidden, so that screen readers speak what is added. */
  .body > :is([role="alert"], [role="status"]):empty {
    position: absolute;
  }

  .top {
    display: grid;
    grid-template-columns: 120px minmax(0, 1fr);
    gap: 16px;
  }
  .art {
    align-self: start;
    --mdc-icon-size: 40px;
  }
  h3 {
    font-size: var(--ha-font-size-l, 18px);
    line-height: 24px;
    font-weight: var(--ha-font-weight-medium, 500);
    overflow-wrap: anywhere;
  }
  p.line {
    margin-top: 4px;
    white-space: normal;
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 8px;
  }
  .badges span {
    padding: 0 6px;
    border-radius: 4px;
    background: var(--placeholder);
    color: var(--secondary-text);
    font-size: 11px;
    line-height: 18px;
    font-weight: var(--ha-font-weight-medium, 500);
    letter-spacing: 0.2px;
  }
  .summary {
    margin-top: 8px;
    color: var(--secondary-text);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .split {
    display: flex;
    min-width: 0;
  }
  .action {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-width: 0;
    min-height: 40px;
    box-sizing: border-box;
    padding: 4px 16px;
    border: 1px solid var(--divider-color, var(--unfilled));
    border-radius: 20px;
    background: none;
    color: var(--link);
    font: inherit;
    font-weight: var(--ha-font-weight-medium, 500);
    cursor: pointer;
    --mdc-icon-size: 20px;
  }
  .action span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .action:has(ha-icon:first-child) {
    padding-inline-start: 12px;
  }
  .action:has(ha-icon:last-child) {
    padding-inline-end: 10px;
  }
  .action.primary {
    border-color: transparent;
    background: var(--link);
    color: var(--card-background-color, #fff);
  }
  .action[aria-disabled="true"] {
    opacity: 0.5;
    cursor: default;
  }
  .split .action:first-child:not(:last-child) {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .split .action + .action {
    padding: 4px 6px;
    border-inline-start: 0;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .action:focus-visible {
    outline-offset: 2px;
  }

  .story,
  .items,
  .facts {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .story li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    column-gap: 12px;
    padding-bottom: 12px;
    position: relative;
  }
  .story li:last-child {
    padding-bottom: 0;
  }
  /* The line from one step to the next. */
  .story li:not(:last-child)::before {
    content: "";
    position: absolute;
    inset-inline-start: 7px;
    top: 20px;
    bottom: 0;
    width: 2px;
    border-radius: 1px;
    background: var(--unfilled);
  }
  .dot {
    width: 10px;
    height: 10px;
    margin: 5px 3px;
    box-sizing: border-box;
    border-radius: 50%;
    background: currentColor;
  }
  [aria-current="step"] .dot {
    border: 2px solid currentColor;
    background: none;
  }
  .neutral .dot {
    color: var(--secondary-text);
  }
  .story .label {
    color: var(--text);
  }
  .story bdi {
    grid-column: 2 / -1;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  time {
    align-self: center;
    font-variant-numeric: tabular-nums;
  }

  .item {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 32px;
    border-radius: 4px;
  }
  .detail {
    flex: none;
    color: var(--secondary-text);
    font-variant-numeric: tabular-nums;
  }

  .facts > div {
    display: grid;
    grid-template-columns: clamp(72px, 20cqi, 100px) minmax(0, 1fr);
    gap: 4px 12px;
    font-size: 13px;
  }
  .facts > div + div {
    margin-top: 4px;
  }
  dt {
    color: var(--secondary-text);
  }
  dd {
    grid-column: 2;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .code {
    font-family: var(--ha-font-family-code, ui-monospace, monospace);
    font-size: 12px;
  }

  .skeleton {
    display: grid;
    gap: 16px;
  }
  .skeleton i {
    height: 12px;
    border-radius: 6px;
    background: var(--placeholder);
  }

  @media (hover: hover) {
    .action:hover:not([aria-disabled="true"]),
    .close:hover {
      background-color: color-mix(in srgb, currentColor 8%, transparent);
    }
    .action.primary:hover {
      background-color: color-mix(in srgb, var(--link) 88%, var(--text));
    }
    .item:hover bdi {
      text-decoration: underline;
    }
  }

  /* A sheet at the bottom, as Home Assistant shows dialogs on phones. */
  @media (max-width: 450px), (max-height: 500px) {
    dialog {
      width: 100%;
      max-height: calc(100dvh - 48px);
      margin-bottom: 0;
      border-radius: var(--ha-dialog-border-radius, var(--ha-border-radius-2xl, 20px))
        var(--ha-dialog-border-radius, var(--ha-border-radius-2xl, 20px)) 0 0;
    }
    .body {
      padding: 4px 16px calc(16px + var(--safe-area-inset-bottom, 0px));
    }
    .top {
      grid-template-columns: 96px minmax(0, 1fr);
    }
  }
`;
