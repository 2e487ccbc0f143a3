// The configuration of the dashboard: a view for each server (pure).
import { CARD_TYPE, getLocalizeOf } from "../shared";
import type { Library, Server } from "./servers";
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
  title: string;
  views: View[];
}

const CARD = `custom:${CARD_TYPE}`;
const DELIVERIES = 8;
const POSTERS = 12;

/** Return the configuration, in a language; without servers the card says how to add one. */
export function dashboard(language: string | undefined, servers: Server[]): Dashboard {
  const text = getLocalizeOf(STRATEGY_TEXTS, language);
  const views = servers.map((server, i) => ({ ...serverView(server, text), ...(i && { path: server.entryId }) }));
  const empty: View = { ...viewOf(text("title")), sections: [{ type: "grid", cards: [{ type: CARD }] }] };
  return { title: text("title"), views: views.length ? views : [empty] };
}

const viewOf = (title: string): View => ({ title, type: "sections", max_columns: 3, badges: [], sections: [] });

function serverView(server: Server, text: Text): View {
  const { entryId, name, entities, libraries } = server;
  const recent = libraries.filter(({ recentlyAdded }) => recentlyAdded);
  return {
    ...viewOf(name),
    badges: ["failed_deliveries", "last_arrival"].flatMap((key) => {
      const { entityId, name } = entities[key] ?? {};
      return entityId ? [{ type: "entity", entity: entityId, ...(name && { name, show_name: true }) }] : [];
    }),
    sections: [
      section({ type: CARD, entry_id: entryId, show: ["status", "deliveries"], deliveries: DELIVERIES }),
      ...recent.map(({ id }) =>
        section({
          type: CARD,
          entry_id: entryId,
          show: ["recently_added"],
          library: [id],
          recently_added: POSTERS,
          layout: "grid",
        }),
      ),
      section(...scanCards(libraries, text), ...activityCards(server, text)),
    ].filter(({ cards }) => cards.length),
  };
}

const section = (...cards: Card[]): Section => ({ type: "grid", cards });

function scanCards(libraries: Library[], text: Text): Card[] {
  const tiles = libraries
    .filter(({ scan }) => scan)
    .map(({ scan, name }) => ({
      type: "tile",
      entity: scan,
      ...(name && { name }),
      hide_state: true,
      features_position: "inline",
      features: [{ type: "button", action_name: text("scan") }],
      grid_options: { columns: "full" },
    }));
  return tiles.length ? [{ type: "heading", heading: text("libraries"), icon: "mdi:bookshelf" }, ...tiles] : [];
}

function activityCards({ entities }: Server, text: Text): Card[] {
  const entityIds = ["delivery", "last_arrival", "online"].flatMap((key) => entities[key]?.entityId ?? []);
  if (!entityIds.length) return [];
  return [
    { type: "heading", heading: text("activity"), icon: "mdi:history" },
    { type: "logbook", hours_to_show: 24, target: { entity_id: entityIds } },
  ];
}
