// Whether card and integration are of one version (pure).

/** Return what is older, the `card` or the `integration`, or null. */
export function older(card: string, integration: string | undefined): "card" | "integration" | null {
  if (integration === undefined) return "integration";
  const [ours, theirs] = [card, integration].map((one) => one.split(/[.+-]/).map((part) => parseInt(part, 10) || 0));
  for (let i = 0; i < 3; i++) {
    const difference = (ours![i] ?? 0) - (theirs![i] ?? 0);
    if (difference) return difference < 0 ? "card" : "integration";
  }
  return null;
}

/** "1.43.1.10611-1e34174b1" → "1.43.1". */
export function shortVersion(version: string): string {
  return version.split(".").slice(0, 3).join(".");
}
