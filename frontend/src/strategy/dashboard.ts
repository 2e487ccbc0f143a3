// The configuration of the dashboard: a view for each server (pure).
import { CARD_TYPE, getLocalizeOf } from "../shared";
import type { Library, NamedEntity, Server } from "./servers";
import { DE } from "./texts/de";
import { EN, type StrategyTexts } from "./texts/en";
import { ES } from "./texts/es";
import { FR } from "./texts/fr";
import { NL } from "./texts/nl";

export const STRATEGY_TEXTS: Record<string, StrategyTexts> = { en: EN, de: DE, fr: FR, nl: NL, es: ES };

type Text = (key: keyof StrategyTexts) => string;
type Card = { type: string; [option: string]: unknown };

export interface Section {
  type: "grid";
  cards: Card[];
}

export interface View {
  title: string;
  path?: string;
  type: "sections";
  max_columns: number;
  badges: Card[];
  sections: Section[];
}

export interface Dashboard {
  views: View[];
}

const CARD = `custom:${CARD_TYPE}`;
const EMPTY_VIEW: View = {
  title: "Plex",
  type: "sections",
  max_columns: 1,
  badges: [],
  sections: [{ type: "grid", cards: [{ type: CARD }] }],
};
const DELIVERIES = 8;
const POSTERS = 20;

/** Return the configuration, in a language; without servers the card says how to add one. */
export function dashboard(language: string | undefined, servers: Server[], hasActivity: boolean): Dashboard {
  const text = getLocalizeOf(STRATEGY_TEXTS, language);
  const views = servers.map((server) => serverView(server, text, hasActivity));
  return { views: views.length ? views : [EMPTY_VIEW] };
}

/** Return a view with what happens in one column, and what is in Plex in the other. */
function serverView(server: Server, text: Text, hasActivity: boolean): View {
  const { entryId, name, entities, libraries } = server;
  const deliveries = { type: CARD, entry_id: entryId, show: ["status", "deliveries"], deliveries: DELIVERIES };
  const sections: Section[] = [
    { type: "grid", cards: [deliveries, ...(hasActivity ? activityCards(server, text) : [])] },
    { type: "grid", cards: [...recentCards(server), ...scanCards(libraries, text)] },
  ];
  return {
    title: name,
    path: entryId,
    type: "sections",
    max_columns: 2,
    badges: badgeCards(entities.last_arrival),
    sections: sections.filter(({ cards }) => cards.length),
  };
}

function badgeCards(entity: NamedEntity | undefined): Card[] {
  const { entityId, name } = entity ?? {};
  if (!entityId) return [];
  // There is nothing to say before the first arrival.
  const visibility = [{ condition: "state", entity: entityId, state_not: ["unknown", "unavailable"] }];
  return [{ type: "entity", entity: entityId, ...(name && { name, show_name: true }), visibility }];
}

function recentCards({ entryId, libraries }: Server): Card[] {
  return libraries
    .filter(({ recentlyAdded }) => recentlyAdded)
    .map(({ id }) => ({
      type: CARD,
      entry_id: entryId,
      show: ["recently_added"],
      library: [id],
      recently_added: POSTERS,
    }));
}

function scanCards(libraries: Library[], text: Text): Card[] {
  const tiles = libraries
    .filter(({ scan }) => scan)
    .map(({ scan, title }) => ({
      type: "tile",
      entity: scan,
      ...(title && { name: title }),
      hide_state: true,
      features_position: "inline",
      features: [{ type: "button", action_name: text("scan") }],
      grid_options: { columns: 12 },
    }));
  return tiles.length ? [{ type: "heading", heading: text("libraries"), icon: "mdi:bookshelf" }, ...tiles] : [];
}

function activityCards({ entities }: Server, text: Text): Card[] {
  const entityId = entities.online?.entityId;
  if (!entityId) return [];
  return [
    { type: "heading", heading: text("activity"), icon: "mdi:history" },
    { type: "logbook", hours_to_show: 24, target: { entity_id: [entityId] } },
  ];
}
