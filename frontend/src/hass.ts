// The part of Home Assistant's frontend API that the card uses.

export interface Connection {
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: { type: string; [key: string]: unknown },
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>>;
  addEventListener(event: "ready", listener: () => void): void;
  removeEventListener(event: "ready", listener: () => void): void;
}

export interface Locale {
  language: string;
  /** `language`, `system`, `12` or `24`. */
  time_format?: string;
  /** `local` or `server`. */
  time_zone?: string;
}

export interface Device {
  primary_config_entry?: string | null;
  /** `config_entry` if the config entry is disabled. */
  disabled_by?: string | null;
  identifiers?: [string, string][];
  name?: string | null;
  name_by_user?: string | null;
}

/** Return the name of a server's device, which users can change. */
export function deviceName({ devices }: Hass, entryId: string): string | undefined {
  const device = Object.values(devices ?? {}).find((one) => one?.primary_config_entry === entryId);
  return device?.name_by_user || device?.name || undefined;
}

export interface Entity {
  platform?: string;
  device_id?: string | null;
  translation_key?: string;
  hidden?: boolean;
  /** Without the name of the device. */
  name?: string;
}

/** Return what Home Assistant gives to cards, where there is no card yet. */
export const pageHass = (): Hass | undefined =>
  (globalThis.document?.querySelector("home-assistant") as { hass?: Hass } | null | undefined)?.hass;

export interface Hass {
  connection: Connection;
  language: string;
  locale: Locale;
  config: { time_zone: string; state?: string; components?: string[] };
  user?: { is_admin: boolean };
  entities: Record<string, Entity | undefined>;
  states?: Record<string, { attributes: Record<string, unknown> } | undefined>;
  /** Not set for a moment after the page has loaded. */
  devices?: Record<string, Device | undefined> | null;
  localize(key: string): string;
  hassUrl?(path: string): string;
  callWS<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
  /** Home Assistant shows an error to the user unless `notifyOnError` is false. */
  callService(
    domain: string,
    service: string,
    data: Record<string, unknown>,
    target?: undefined,
    notifyOnError?: boolean,
  ): Promise<unknown>;
  /** Load the texts of an integration's errors, for example; return the function that translates them. */
  loadBackendTranslation?(
    category: string,
    integration?: string,
  ): Promise<(key: string, placeholders?: Record<string, unknown>) => string>;
}
