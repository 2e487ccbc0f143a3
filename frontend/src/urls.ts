// The URLs of posters and links (pure).

/** The widths of posters that the integration serves, in device pixels; the height is 1.5 times the width. */
const WIDTHS = [160, 320, 640];

/** Return the URL of a poster for a width in CSS pixels. */
export function posterUrl(path: string, cssWidth: number, pixelRatio: number): string {
  const pixels = cssWidth * Math.min(pixelRatio, 3);
  // Scaling up by 10 % is not visible, and the next size has four times as many pixels.
  const width = WIDTHS.find((candidate) => candidate * 1.1 >= pixels) ?? WIDTHS[WIDTHS.length - 1]!;
  return `${path}${path.includes("?") ? "&" : "?"}width=${width}&height=${width * 1.5}`;
}

/** Return a poster's URL without its signature, which is renewed while the image stays the same. */
export function withoutSignature(url: string): string {
  return url.replace(/([?&])authSig=[^&]*&?/, "$1").replace(/[?&]$/, "");
}

/** Return the rating key of what an address in Plex opens, or undefined. */
export function ratingKey(url: string | null | undefined): string | undefined {
  return /metadata(?:%2F|\/)(\d+)/.exec(url ?? "")?.[1];
}

/** Return a URL if it is safe to link to, that is a web page or a Plex app, else undefined. */
export function safeUrl(url: string | null | undefined): string | undefined {
  return url && /^(https?|plex):/i.test(url) ? url : undefined;
}
