// The quality of items and downloads, as short as on a badge (pure).
import type { Delivery, Item } from "./messages";
import { isRunning, type Row } from "./rows";

/** Return the badges of a row: those of the first item in Plex, else what the importer or the release says. */
export function rowBadges(row: Row): string[] {
  const badges = isRunning(row) ? [] : itemBadges(row.items[0]);
  return badges.length ? badges : mediaBadges(row);
}

/** ["4K", "HDR", "5.1"]; stereo has no badge. */
export function itemBadges({ resolution, hdr, audio_channels: channels }: Partial<Item> = {}): string[] {
  return [
    resolution ? resolutionName(resolution) : "",
    hdr ? "HDR" : "",
    channels && channels > 2 ? `${channels - 1}.1` : "",
  ].filter(Boolean);
}

/** Return the quality of the replaced file, or null if its resolution is unknown or that of the new one. */
export function replacedQuality({ upgraded_from: replaced, items }: Delivery): string | null {
  const resolution = replaced?.resolution;
  return resolution && resolution !== items[0]?.resolution ? resolutionName(resolution) : null;
}

/** "1080" → "1080p", "4k" → "4K", "sd" → "SD". */
export function resolutionName(resolution: string): string {
  return /^\d+$/.test(resolution) ? `${resolution}p` : resolution.toUpperCase();
}

function mediaBadges({ media, download }: Row): string[] {
  if (!media) return [];
  const text = `${media.quality ?? ""} ${download.name}`;
  const lines = /(?<!\d)(2160|1080|720|576|480)[pi]/i.exec(text)?.[1];
  const quality = lines ? resolutionName(lines === "2160" ? "4k" : lines) : (media.quality ?? "");
  return [quality, /\b(HDR|HDR10|DV|DoVi)\b/.test(text) ? "HDR" : ""].filter(Boolean);
}
