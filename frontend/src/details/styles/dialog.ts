// The dialog, which looks like Home Assistant's: in the middle of the page, or at the bottom of a narrow one.
import { css } from "../../shared";

export const dialog = css`
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
  @media (hover: hover) {
    .close:hover {
      background-color: color-mix(in srgb, currentColor 8%, transparent);
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
  }
`;
