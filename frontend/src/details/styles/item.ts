// What the dialog is about: the poster with what is beside it, the skeleton, and the items of a pack.
import { css } from "../../shared";

export const item = css`
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
  @media (max-width: 450px), (max-height: 500px) {
    .top {
      grid-template-columns: 96px minmax(0, 1fr);
    }
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
  @media (hover: hover) {
    .item:hover bdi {
      text-decoration: underline;
    }
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
`;
