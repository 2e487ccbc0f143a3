// Images, and the posters of the recently added part.
import { css } from "lit";

export const posters = css`
  .thumbnail,
  .art {
    display: block;
    overflow: hidden;
    background: var(--placeholder);
    color: var(--secondary-text);
  }
  plex-arrivals-poster {
    display: grid;
    place-items: center;
    width: 100%;
    height: 100%;
  }
  img {
    width: 100%;
    height: 100%;
    object-fit: cover;
    opacity: 0;
    transition: opacity 200ms;
  }
  img.loaded {
    opacity: 1;
  }
  .posters {
    padding: 4px var(--gap) 6px;
  }
  .posters.strip {
    display: flex;
    gap: 10px;
    padding-bottom: 0;
    overflow: auto hidden;
    scroll-snap-type: x proximity;
    scroll-padding-inline: var(--gap);
    scrollbar-width: thin;
    scrollbar-color: transparent transparent;
    overscroll-behavior-x: contain;
  }
  /* The row fades out as long as it goes on. */
  @supports (animation-timeline: scroll()) {
    .posters.strip {
      animation: fade linear both;
      animation-timeline: scroll(self inline);
      --mask: linear-gradient(to right, #000 calc(100% - 32px), #0000) left / 100% no-repeat;
    }
    .posters.strip:dir(rtl) {
      --mask: linear-gradient(to left, #000 calc(100% - 32px), #0000) right / 100% no-repeat;
    }
  }
  @keyframes fade {
    0%,
    90% {
      mask: var(--mask);
    }
    100% {
      mask: var(--mask);
      mask-size: calc(100% + 32px);
    }
  }
  .posters.strip:has(:focus-visible) {
    scroll-snap-type: none;
  }
  .posters.strip:hover {
    scrollbar-color: var(--unfilled) transparent;
  }
  .posters.strip > * {
    flex: none;
    width: var(--poster, 92px);
  }
  /* A snap position that is no poster: at the start, a new first poster does not scroll out of view. */
  .posters.strip::before {
    content: "";
    flex: none;
    margin-inline-end: -10px;
  }
  .posters.strip::before,
  .posters.strip > * + * {
    scroll-snap-align: start;
  }
  .posters.grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--poster, 84px), 1fr));
    gap: 12px 10px;
  }
  .poster {
    display: block;
    width: 100%;
    border-radius: var(--radius-medium);
  }
  .art {
    position: relative;
    aspect-ratio: 2 / 3;
    border-radius: var(--radius-medium);
    --mdc-icon-size: 28px;
  }
  .count {
    position: absolute;
    top: 6px;
    inset-inline-end: 6px;
    padding: 0 6px;
    border-radius: 8px;
    background: #000a;
    color: #fff;
    font-size: 11px;
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 16px;
  }
  .posters li {
    position: relative;
  }
  /* In the corner of the art, whose height is 150% of its width; readable on any art. */
  .posters .play {
    position: absolute;
    top: 0;
    inset-inline-end: 6px;
    margin-top: calc(150% - 38px);
    min-height: 32px;
    padding: 6px;
    border-radius: 50%;
    background: #000a;
    color: #fff;
    transition: opacity 200ms;
  }
  .posters .play:hover {
    background: #000;
  }
  .posters .play:focus-visible {
    outline-color: #fff;
  }
  @media (hover: hover) {
    /* Touching a poster must not press a button that is not visible. */
    .posters li:not(:hover, :focus-within) .play {
      opacity: 0;
      pointer-events: none;
    }
  }
  .poster .name,
  .poster .line {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .poster .name {
    margin-top: 6px;
    font-size: var(--ha-font-size-s, 12px);
    font-weight: inherit;
    line-height: 16px;
  }

  @container (min-width: 560px) {
    .posters {
      --poster: 104px;
    }
  }
  @container (min-width: 1000px) {
    .posters {
      --poster: 116px;
    }
  }
`;
