// The buttons of the dialog: to Plex, to a player, to the client, and what administrators can do.
import { type Delivery, html, isBlocked, renderLink, safeUrl, type TemplateResult } from "../shared";
import { clientName } from "./clients";
import type { View } from "./content";
import type { DetailedItem, Player } from "./messages";
import { rememberedPlayer } from "./players";

export function renderButtons(view: View): unknown {
  const { subject, row, details, localize, text, server } = view;
  const { delivery, item, url } = subject;
  const clientUrl = safeUrl(row?.download.client_url);
  const players = details?.players ?? [];
  const managed = server?.can_manage ? delivery : null;
  // The first one is what most people want.
  const buttons = [
    managed?.repair && html`<a class="action primary" href="/config/repairs">${localize("fix")}</a>`,
    safeUrl(url) && renderLink(url, managed?.repair ? "action" : "action primary", localize("view")),
    item && players.length && renderPlay(view, item, players),
    managed && isBlocked(managed) && renderImporterLink(view, managed),
    row && clientUrl && renderLink(clientUrl, "action", text("open_client", { client: clientName(row, text) })),
    ...(managed && canRestart(managed) ? renderManagement(view, managed) : []),
  ].filter(Boolean);
  return buttons.length ? html`<div class="actions">${buttons}</div>` : "";
}

/** Render the button for the player that was used last, or the only one, and that for the menu of players. */
function renderPlay(view: View, item: DetailedItem, players: Player[]): TemplateResult {
  const { text, isPending } = view;
  const player = rememberedPlayer(players) ?? (players.length === 1 ? players[0] : undefined);
  const choose = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const chosen = await view.choosePlayer(button, players);
    if (chosen) view.play(item, chosen);
  };
  const chevron = html`<ha-icon .icon=${"mdi:menu-down"}></ha-icon>`;
  const icon = html`<ha-icon .icon=${"mdi:play"}></ha-icon>`;
  const ariaDisabled = isPending ? "true" : "false";
  if (!player) {
    return html`<button class="action" aria-haspopup="menu" aria-disabled=${ariaDisabled} @click=${choose}>
      ${icon}<span>${text("players")}</span>${chevron}
    </button>`;
  }
  return html`<div class="split">
    <button class="action" aria-disabled=${ariaDisabled} @click=${() => view.play(item, player)}>
      ${icon}<span>${text("play_on", { player: player.name })}</span>
    </button>
    ${
      players.length > 1
        ? html`<button class="action" aria-haspopup="menu" aria-label=${text("players")} @click=${choose}>
            ${chevron}
          </button>`
        : ""
    }
  </div>`;
}

function renderImporterLink({ text }: View, { importer, importer_url: url }: Delivery): unknown {
  return safeUrl(url) && renderLink(url, "action", text("open_importer", { importer: importer ?? "" }));
}

function renderManagement({ localize, isPending, act }: View, delivery: Delivery): TemplateResult[] {
  return (["retry", "dismiss"] as const).map(
    (action) =>
      html`<button
        class="action quiet"
        aria-disabled=${isPending ? "true" : "false"}
        @click=${() => act(`${action}_delivery`, delivery.delivery_id)}
      >
        ${localize(action)}
      </button>`,
  );
}

/** Return whether a delivery can be retried and dismissed. */
export function canRestart({ state, reason }: Delivery): boolean {
  if (state === "unmatched" || state === "missing") return true;
  return state === "waiting" && (reason === "import_blocked" || reason === "import_awaited");
}
