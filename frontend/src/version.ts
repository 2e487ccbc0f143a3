// The versions of the card, the integration and Plex (pure).

/** Return which of the two is older, or null if both are of the same version. */
export function findOlder(card: string, integration: string | undefined): "card" | "integration" | null {
  if (integration === undefined) return "integration";
  const [a, b] = [card, integration].map((version) => version.split(/[.+-]/).map((part) => parseInt(part, 10) || 0));
  for (let i = 0; i < 3; i++) {
    const difference = (a![i] ?? 0) - (b![i] ?? 0);
    if (difference) return difference < 0 ? "card" : "integration";
  }
  return null;
}

/** "1.43.1.10611-1e34174b1" → "1.43.1". */
export function shortVersion(version: string): string {
  return version.split(".").slice(0, 3).join(".");
}
