import { describe, expect, it } from "vitest";
import { getLocalize } from "../src/localize";
import type { Media } from "../src/messages";
import { itemBadges, rowBadges } from "../src/quality";
import type { Row } from "../src/rows";
import { rowTitle } from "../src/titles";
import { delivery, item, running } from "./samples";

const media = (changes: Partial<Media>): Media => ({ type: "show", title: "Saltmarsh", quality: null, is_upgrade: null, ...changes });
const named = (name: string, changes: Partial<Media>): Row =>
  running({ title: name, download: { ...running().download, name }, media: media(changes) });
const episode = (season: number, number: number) =>
  item({ type: "episode", title: `Part ${number}`, show: "Saltmarsh", season, episode: number });
const arrived = (title: string, ...items: ReturnType<typeof item>[]) => delivery({ state: "available", title, items });

describe("the title of a row", () => {
  it.each<[Row, string]>([
    [running({ media: media({ season: 2, episodes: [] }) }), "Saltmarsh · Season 2"],
    [running({ media: media({ season: 2 }) }), "Saltmarsh · Season 2"],
    [running({ media: media({ season: 2, episodes: [5] }) }), "Saltmarsh · S02E05"],
    [running({ media: media({ season: 2, episodes: [6, 5] }) }), "Saltmarsh · S02E05-E06"],
    [running({ media: media({ season: 2, episodes: [5, 5] }) }), "Saltmarsh · S02E05"],
    [running({ media: media({ season: 2, episodes: [1, 5] }) }), "Saltmarsh · Season 2"],
    [running({ media: media({ season: null }) }), "Saltmarsh"],
    [running({ media: media({ type: "movie", title: "Night Ferry", year: 1998 }) }), "Night Ferry (1998)"],
    [running({ media: media({ type: "music", title: "Ida Moen", album: "Low Tide" }) }), "Ida Moen · Low Tide"],
    [running({ media: media({ title: undefined }) }), "Night Ferry"],
    [running({ title: "something.odd_v2" }), "something odd v2"],
    [running({ title: "Vol. 2 of it" }), "Vol. 2 of it"],
    [arrived("x", item()), "Harbour Lights (2024)"],
    [arrived("x", item({ year: null })), "Harbour Lights"],
    [arrived("x", episode(2, 5)), "Saltmarsh · S02E05"],
    [arrived("x", item({ type: "season", title: "Season 2", show: "Saltmarsh", season: 2 })), "Saltmarsh · Season 2"],
    [arrived("x", item({ type: "album", title: "Low Tide", show: "Ida Moen" })), "Ida Moen · Low Tide"],
    [arrived("x", item({ title: "", year: null })), "x"],
    [arrived("x", episode(2, 1), episode(2, 2)), "Saltmarsh · Season 2"],
    [arrived("Saltmarsh", episode(1, 1), episode(2, 1)), "Saltmarsh"],
    [arrived("Harbour.Lights.2024", item(), item({ title: "Kelp" })), "Harbour Lights 2024"],
    [{ ...arrived("Harbour.Lights.2024", item(), item({ title: "Kelp" })), media: media({ title: "Both" }) }, "Both"],
  ])("%o is %s", (row, title) => expect(rowTitle(row, getLocalize("en"))).toBe(title));
});

describe("the badges of a row", () => {
  it.each<[Row, string]>([
    [arrived("x", item({ resolution: "4k", hdr: "Dolby Vision", audio_channels: 8 })), "4K HDR 7.1"],
    [arrived("x", item({ resolution: "1080", hdr: null, audio_channels: 2 })), "1080p"],
    [arrived("x", item({ resolution: "sd", audio_channels: 6 })), "SD 5.1"],
    [arrived("x", item({ resolution: "sd", audio_channels: 7 })), "SD 6.1"],
    [arrived("x", item({ resolution: "sd", audio_channels: 3 })), "SD"],
    [arrived("x", item({ resolution: "sd", audio_channels: 4 })), "SD"],
    [arrived("x", item()), ""],
    [{ ...arrived("x", item()), media: media({ quality: "WEBDL-720p" }) }, "720p"],
    [named("Night.Ferry.2160p.DV.HDR10.x265", { quality: null }), "4K HDR"],
    [named("Night.Ferry", { quality: "Bluray-2160p" }), "4K"],
    [named("Night.Ferry", { quality: "FLAC" }), "FLAC"],
    [named("Night.Ferry.21080p", { quality: null }), ""],
    ...[
      ["1080p.WEB-DL.DDP5.1.H.264", "1080p 5.1"],
      ["1080p.WEB-DL.DD+5.1.H.264-GRP", "1080p 5.1"],
      ["1080p WEB-DL DDP5 1 H 264", "1080p 5.1"],
      ["1080p.AMZN.WEB-DL.DDPA5.1.H.264", "1080p 5.1"],
      ["2160p.TrueHD.7.1.Atmos.DV.HDR", "4K HDR 7.1"],
      ["2160p.TrueHD.Atmos.7.1-GRP", "4K 7.1"],
      ["1080p.BluRay.DTS-HD.MA.5.1.x264", "1080p 5.1"],
      ["1080p_BluRay_E-AC-3_5.1", "1080p 5.1"],
      ["1080p.BluRay.DTS-ES.6.1", "1080p 6.1"],
      ["1080p.BluRay.x265.10bit.5.1ch", "1080p 5.1"],
      ["[1080p] [BluRay] [5.1] [YTS.MX]", "1080p 5.1"],
      ["1080p.WEB-DL.AAC2.0.H.264", "1080p"],
      ["1080p.WEB-DL.DDP2.1", "1080p"],
      ["v5.1.1080p", "1080p"],
      ["5.1.1080p.WEB", "1080p"],
      ["Odd.5.1.Add.7.1080p", "1080p"],
      ["Atmosphere.5.1.1080p", "1080p"],
      ["(5.1.2019).1080p", "1080p"],
      ["S05.1080p.AAC.720p", "1080p"],
    ].map(([name, badges]): [Row, string] => [named(`Night.Ferry.${name}`, { quality: null }), badges!]),
    [running({ title: "ubuntu.1080p" }), ""],
  ])("%o are %s", (row, badges) => expect(rowBadges(row).join(" ")).toBe(badges));

  it("are none without an item", () => expect(itemBadges()).toEqual([]));
});
