// Which picture to ask for (pure).

/** The widths that the integration has, in pixels of the screen; the height is half as much again. */
const WIDTHS = [160, 320, 640];

/** Return the address of a poster that is so many CSS pixels wide. */
export function sized(path: string, cssWidth: number, density: number): string {
  const pixels = cssWidth * Math.min(density, 3);
  // A tenth too few is not seen, and costs a quarter.
  const width = WIDTHS.find((one) => one * 1.1 >= pixels) ?? WIDTHS[WIDTHS.length - 1]!;
  return `${path}${path.includes("?") ? "&" : "?"}width=${width}&height=${width * 1.5}`;
}

/** Return what stays the same of a poster's address when it is signed anew. */
export function pictureOf(path: string): string {
  return path.replace(/([?&])authSig=[^&]*&?/, "$1").replace(/[?&]$/, "");
}

/** Return an address that may be a link, or undefined: a web page or one of Plex's apps. */
export function linkOf(url: string | null | undefined): string | undefined {
  return url && /^(https?|plex):/i.test(url) ? url : undefined;
}
