// The facts at the end of the details: files, the release, paths, and what the client says (pure).
import {
  absoluteTime,
  deliveryCounts,
  formatDuration,
  getFormat,
  isBlocked,
  qualityNames,
  type Row,
} from "../shared";
import { clientName } from "./clients";
import { fileName, formatBytes } from "./description";
import type { ClientStatus, Details } from "./messages";
import type { Wording } from "./story";
import type { Subject } from "./subject";

const MAX_FILES = 5;

export interface Fact {
  label: string;
  values: string[];
  /** Whether the values are paths or names of files. */
  isCode?: boolean;
}

export function getFacts(
  wording: Wording,
  { delivery, item, files: itemFiles }: Subject,
  row: Row | null,
  details: Details | undefined,
): Fact[] {
  const { localize, text, clock } = wording;
  const files = itemFiles.map((file) =>
    [
      fileName(file.path),
      // The quality of a single file is that of the item, which has badges.
      ...(itemFiles.length > 1 ? qualityNames(file) : []),
      file.size && formatBytes(file.size, clock.language),
    ]
      .filter(Boolean)
      .join(" · "),
  );
  const more = (values: string[], count = values.length): string[] => {
    const shown = values.slice(0, MAX_FILES);
    return count > shown.length ? [...shown, localize("more", { n: count - shown.length })] : shown;
  };
  // Of what was not downloaded, no step says when it came to Plex.
  const added = !row && item?.added_at ? absoluteTime(item.added_at, clock) : "";
  // The first sentence is said with the state.
  const messages = delivery?.messages?.slice(isBlocked(delivery) ? 1 : 0) ?? [];
  const facts: Fact[] = [
    { label: text("added"), values: [added] },
    { label: text(files.length > 1 ? "files" : "file"), values: more(files), isCode: true },
    {
      label: text("not_in_plex"),
      values: delivery ? more(delivery.missing_files, deliveryCounts(delivery).missing) : [],
      isCode: true,
    },
    { label: text("release"), values: row?.download.name ? [row.download.name] : [], isCode: true },
    { label: text("path"), values: delivery && !details?.item ? [delivery.download.path] : [], isCode: true },
    { label: delivery?.importer ?? "", values: messages },
    { label: text("seeding"), values: row && details?.client ? [seedingText(wording, row, details.client)] : [] },
  ];
  return facts.map((fact) => ({ ...fact, values: fact.values.filter(Boolean) })).filter(({ values }) => values.length);
}

/** Return "ratio 0.8, for 2 min". */
function seedingText({ text, clock }: Wording, row: Row, client: ClientStatus): string {
  if (!client.present) return text("not_in_client", { client: clientName(row, text) });
  const ratio =
    client.ratio != null &&
    getFormat(Intl.NumberFormat, clock.language, { maximumFractionDigits: 2 }).format(client.ratio);
  return [
    ratio && text("ratio", { ratio }),
    client.seeding_time != null && text("seeding_for", { time: formatDuration(client.seeding_time, clock.language) }),
  ]
    .filter(Boolean)
    .join(", ");
}
