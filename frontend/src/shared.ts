// What the other files import from the card, which has loaded it already: see build.mjs.
export { css, html, LitElement, nothing } from "lit";
export type { TemplateResult } from "lit";
export { CARD_TYPE } from "./editor";
export type { Device, Hass } from "./hass";
export { itemDetail, itemName, typeIcon } from "./items";
export { getLocalize, getLocalizeOf, type Localize, type Placeholders, supportedLanguage } from "./localize";
export type { Delivery, Item, Quality, RecentItem, ServerData } from "./messages";
export { qualityNames, rowBadges } from "./quality";
export {
  countText,
  deliveryCounts,
  foundText,
  isBlocked,
  isFailed,
  isRunning,
  labelTexts,
  lookText,
  reasonText,
  type Row,
  rowStatus,
  type Tone,
} from "./rows";
export { getStoreWith, type Store } from "./store";
export { base } from "./styles/base";
export { posters } from "./styles/posters";
export { renderLink, renderParts, renderPoster, SEPARATOR } from "./templates";
export { itemTitle, rowTitle } from "./titles";
export { absoluteTime, type Clock, formatDuration, formatPercent, getFormat } from "./times";
export { safeUrl } from "./urls";
