// The sentences of errors that Home Assistant returns.
import type { Hass } from "../shared";
import type { Text } from "./texts";

interface HassError {
  code?: string;
  message?: string;
  translation_domain?: string;
  translation_key?: string;
  translation_placeholders?: Record<string, unknown>;
}

/** The codes of errors whose message is not for users. */
const INTERNAL = new Set(["unknown_command", "unknown_error", "invalid_format"]);

/** Return one of the integration's errors. */
export const integrationError = (key: string, placeholders?: Record<string, string> | null): HassError => ({
  translation_domain: "plex_arrivals",
  translation_key: key,
  translation_placeholders: placeholders ?? undefined,
});

/** Return the sentence of an error in the user's language, or `fallback` if it has none. */
export async function errorText(hass: Hass, error: unknown, text: Text, fallback: string): Promise<string> {
  const { code, message, translation_domain: domain, translation_key: key, translation_placeholders } = (error ??
    {}) as HassError;
  if (domain && key) {
    const localize = await hass.loadBackendTranslation?.("exceptions", domain).catch(() => undefined);
    const sentence = localize?.(`component.${domain}.exceptions.${key}.message`, translation_placeholders);
    if (sentence) return sentence;
  }
  if (code === "not_found") return text("gone");
  return (code && !INTERNAL.has(code) && message) || fallback;
}
