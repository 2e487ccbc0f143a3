// The rows of the deliveries part.
import { css } from "lit";

export const deliveries = css`
  .rows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
    align-items: start;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr) auto;
    grid-template-rows: minmax(36px, auto) auto;
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
  .row .line {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .title {
    display: flex;
    gap: 2px;
    align-items: center;
  }
  .title > :first-child {
    min-width: 0;
  }
  /* As many badges as fit beside the title. */
  .badges {
    display: flex;
    flex: 1 1 0;
    flex-wrap: wrap;
    gap: 4px;
    height: 14px;
    overflow: hidden;
  }
  /* The whole row opens its details. */
  .row .opener::after {
    content: "";
    position: absolute;
    inset: 0;
    border-radius: var(--radius-medium);
  }
  /* A badge that is wider than what is left goes to the next line, out of view. */
  .badges::before {
    content: "";
    height: 14px;
  }
  .badge {
    padding: 0 4px;
    border-radius: 4px;
    background: var(--placeholder);
    color: var(--secondary-text);
    font-size: 10px;
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 14px;
    letter-spacing: 0.2px;
  }
  /* Above what opens the details, and high enough to be touched. */
  .steps {
    position: relative;
    z-index: 1;
    display: flex;
    grid-column: 2 / -1;
    align-self: start;
    gap: 3px;
    padding: 5px 0;
    margin: -5px 0;
    outline: 0;
    -webkit-tap-highlight-color: transparent;
  }
  .steps::after {
    content: attr(aria-label);
    position: absolute;
    inset-inline-start: 0;
    bottom: 100%;
    max-width: 100%;
    box-sizing: border-box;
    padding: 4px 8px;
    border-radius: 4px;
    background: #333;
    color: #fff;
    font-size: 11px;
    line-height: 16px;
    pointer-events: none;
    visibility: hidden;
    opacity: 0;
    transition: opacity 150ms;
  }
  .steps:focus::after {
    visibility: visible;
    opacity: 1;
  }
  @media (hover: hover) {
    .steps:hover::after {
      visibility: visible;
      opacity: 1;
      transition-delay: 400ms;
    }
    .row .opener:hover::after {
      background: color-mix(in srgb, var(--text) 4%, transparent);
    }
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
    position: relative;
    z-index: 1;
    display: flex;
    align-items: center;
    margin-inline-end: -8px;
  }
  .view ha-icon {
    display: none;
  }
  .quiet {
    color: var(--secondary-text);
  }
  .more {
    margin: 0 calc(var(--gap) - 8px);
  }

  @container (max-width: 399px) {
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
  /* Half a section on a phone: the title takes the place of the poster. */
  @container (max-width: 239px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .steps {
      grid-column: 1 / -1;
    }
    .row .thumbnail,
    .row .badges {
      display: none;
    }
    .buttons {
      flex-direction: column;
    }
    .row .name {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      white-space: normal;
      overflow-wrap: anywhere;
    }
  }
`;
