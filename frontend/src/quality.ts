// The quality of items and downloads, as short as on a badge (pure).
import type { Delivery, Item, Quality } from "./messages";
import { isRunning, type Row } from "./rows";

/** The names of the usual layouts; fewer channels may or may not include one for the bass. */
const CHANNELS: Record<number, string> = { 6: "5.1", 7: "6.1", 8: "7.1" };

/** The channels in the name of a release: after a codec, "DDP5.1", in brackets, "[5.1]", or named, "5.1ch". */
const RELEASE_CHANNELS =
  /(?:(?<![a-z])(?:DD(?:PA?)?|(?:E-?)?AC-?3|AAC|DTS|TrueHD|FLAC|L?PCM|Opus|Atmos)(?![a-z])\D{0,8}|[[(](?=\d\.1[\])])|(?=\d\.1 ?ch))([5-7])[ ._]1(?!\d)/i;

/** Return the badges of a row: those of the first item in Plex, else what the importer or the release says. */
export function rowBadges(row: Row): string[] {
  const badges = isRunning(row) ? [] : itemBadges(row.items[0]);
  return badges.length ? badges : mediaBadges(row);
}

/** ["4K", "HDR", "5.1"] */
export function itemBadges(item: Partial<Item> = {}): string[] {
  return qualityNames({ ...item, hdr: item.hdr && "HDR" });
}

/** Return the quality of an item or a file: ["4K", "HDR10", "5.1"]; stereo has no name. */
export function qualityNames({ resolution, hdr, audio_channels: channels }: Quality): string[] {
  return [resolution && resolutionName(resolution), hdr, CHANNELS[channels ?? 0]].filter(
    (name): name is string => Boolean(name),
  );
}

/** Return the quality of the replaced file, or null if its resolution is unknown or if the new one has the same. */
export function replacedQuality({ upgraded_from: replaced, items }: Delivery): string | null {
  const quality = itemBadges(replaced ?? {}).join(" ");
  return replaced?.resolution && quality !== itemBadges(items[0]).join(" ") ? quality : null;
}

/** "1080" → "1080p", "4k" → "4K", "sd" → "SD". */
function resolutionName(resolution: string): string {
  return /^\d+$/.test(resolution) ? `${resolution}p` : resolution.toUpperCase();
}

function mediaBadges({ media, download }: Row): string[] {
  if (!media) return [];
  const text = `${media.quality ?? ""} ${download.name}`;
  const lines = /(?<!\d)(2160|1080|720|576|480)[pi]/i.exec(text)?.[1];
  const quality = lines ? resolutionName(lines === "2160" ? "4k" : lines) : (media.quality ?? "");
  const channels = RELEASE_CHANNELS.exec(text)?.[1];
  return [quality, /\b(HDR|HDR10|DV|DoVi)\b/.test(text) ? "HDR" : "", channels ? `${channels}.1` : ""].filter(Boolean);
}
