// The buttons of the dialog.
import { css } from "../../shared";

export const buttons = css`
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
  .action.quiet {
    border-color: transparent;
    padding-inline: 8px;
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
  @media (hover: hover) {
    .action:hover:not([aria-disabled="true"]) {
      background-color: color-mix(in srgb, currentColor 8%, transparent);
    }
    .action.primary:hover {
      background-color: color-mix(in srgb, var(--link) 88%, var(--text));
    }
  }
`;
