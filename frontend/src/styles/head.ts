// The status part, notices, and the skeleton shown while loading.
import { css } from "lit";

export const head = css`
  .head {
    display: flex;
    gap: var(--gap);
    align-items: center;
    padding: 12px var(--gap) 8px;
  }
  .head:last-child {
    padding-bottom: 4px;
  }
  .head .line {
    white-space: normal;
    letter-spacing: 0.4px;
  }
  .head :is(.version, .warning) {
    white-space: nowrap;
  }
  .head .warning {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .icon {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--placeholder);
    color: var(--secondary-text);
    --mdc-icon-size: 22px;
    transition:
      background-color 200ms,
      color 200ms;
  }
  .icon.online {
    background: color-mix(in srgb, var(--amber) 18%, transparent);
    color: var(--amber);
  }
  .ring {
    position: absolute;
    inset: -2px;
    width: 44px;
    height: 44px;
    transform: rotate(-90deg);
    fill: none;
    stroke: currentColor;
    stroke-width: 3;
  }
  .arrow {
    width: 22px;
    fill: currentColor;
  }
  .arc {
    stroke-linecap: round;
    transition: stroke-dashoffset 200ms;
  }
  .notice .name {
    white-space: normal;
  }
  .server + .server {
    margin-top: 8px;
  }

  .skeleton i {
    display: block;
    width: 40%;
    height: 10px;
    border-radius: 5px;
    background: var(--placeholder);
  }
  .skeleton i + i {
    width: 65%;
    margin-top: 8px;
  }
  .skeleton .heading i {
    width: 84px;
    margin: 3px 0;
  }
  /* The height of a name of two lines and a subtitle. */
  .skeleton .posters .text {
    height: 42px;
    padding-top: 12px;
  }
`;
