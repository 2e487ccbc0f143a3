// What happened, and the facts below.
import { css } from "../../shared";

export const story = css`
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
`;
