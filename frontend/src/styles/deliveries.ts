// The rows of the deliveries part.
import { css } from "lit";

export const deliveries = css`
  .rows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
    align-items: start;
  }
  .row {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr) auto;
    grid-template-rows: 36px auto;
    gap: 5px var(--gap);
    align-items: center;
    align-content: center;
    padding: 4px var(--gap);
  }
  .thumbnail {
    grid-row: 1 / 3;
    width: 36px;
    height: 54px;
    border-radius: var(--radius-small);
    --mdc-icon-size: 20px;
  }
  .steps {
    display: flex;
    grid-column: 2 / -1;
    align-self: start;
    gap: 3px;
  }
  .steps i {
    flex: 1;
    height: 3px;
    border-radius: 2px;
    overflow: hidden;
    background: var(--unfilled);
  }
  .steps b {
    display: block;
    height: 100%;
    background: currentColor;
    transition:
      width 200ms,
      background-color 200ms;
  }
  .steps .none b {
    background: transparent;
  }
  .steps .neutral {
    color: var(--secondary-text);
  }
  .steps .unknown b {
    opacity: 0.45;
  }

  .buttons {
    display: flex;
    align-items: center;
    margin-inline-end: -8px;
  }
  .view ha-icon {
    display: none;
  }
  .chevron {
    color: var(--secondary-text);
  }
  .chevron ha-icon {
    transition: transform 200ms;
  }
  .chevron[aria-expanded="true"] ha-icon {
    transform: rotate(180deg);
  }
  .more {
    margin: 0 calc(var(--gap) - 8px);
  }
  .details {
    grid-column: 2 / -1;
    margin-top: -8px;
    overflow-wrap: anywhere;
  }
  .details p {
    margin-top: 4px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -8px;
  }
  .item {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 28px;
    color: var(--text);
    border-radius: 4px;
  }
  .detail {
    flex: none;
    color: var(--secondary-text);
    font-variant-numeric: tabular-nums;
  }

  @container (max-width: 339px) {
    .buttons {
      margin-inline-end: -4px;
    }
    .buttons .button {
      padding: 8px 4px;
    }
    .view span {
      display: none;
    }
    .view ha-icon {
      display: block;
    }
  }
`;
