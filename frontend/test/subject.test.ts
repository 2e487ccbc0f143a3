import { describe, expect, it } from "vitest";
import type { Details, DetailedItem } from "../src/details/messages";
import { getSubject } from "../src/details/subject";
import { getLocalize } from "../src/localize";
import type { Item } from "../src/messages";
import { delivery, item, recentItem, running } from "./samples";

const localize = getLocalize("en");
const url = (key: string) => `https://app.plex.tv/desktop/#!/server/a/details?key=%2Flibrary%2Fmetadata%2F${key}`;
const sample = (key: string, changes: Partial<Item>) => item({ rating_key: key, url: url(key), ...changes });
const details = (changes: Partial<Details>): Details => ({
  item: null,
  delivery: null,
  steps: [],
  client: null,
  players: [],
  ...changes,
});
/** All about an item, as Plex answers. */
const loaded = (one: Item): DetailedItem => ({
  ...one,
  summary: `About ${one.rating_key}`,
  files: [{ path: `/media/${one.rating_key}.mkv`, size: 5 }],
});
const delivered = (key: string, items: Item[], changes = {}) =>
  delivery({ state: "available", url: url(key), items, item_count: items.length, ...changes });
const openItem = (key: string, row: ReturnType<typeof delivery> | null, found?: Details, recent: Item[] = []) =>
  getSubject({ entryId: "attic", ratingKey: key }, row, found, recent.map((one) => recentItem(one)), localize);
const openDelivery = (row: ReturnType<typeof delivery>, found?: Details) =>
  getSubject({ entryId: "attic", deliveryId: row.delivery_id }, row, found, [], localize);

const movies = [1, 2, 3].map((n) => sample(`${n}`, { title: `Harbour ${n}` }));
const trilogy = delivered("1", movies, { title: "Harbour Trilogy" });
const episodes = [1, 2, 3].map((n) =>
  sample(`1${n}`, { type: "episode", title: `Part ${n}`, show: "Saltmarsh", season: 2, episode: n, year: null, resolution: "1080" }),
);
const season = sample("9", { type: "season", title: "Season 2", show: "Saltmarsh", season: 2, year: null });
const pack = delivered("9", episodes);

describe("an item that was opened is what the dialog is about", () => {
  it("of a pack of movies", () => {
    const movie = loaded(movies[1]!);
    expect(openItem("2", trilogy, details({ item: movie, delivery: trilogy }))).toMatchObject({
      title: "Harbour 2 (2024)",
      heading: "",
      url: url("2"),
      item: { rating_key: "2" },
      described: { summary: "About 2" },
      files: [{ path: "/media/2.mkv" }],
      delivery: null,
      pack: null,
    });
  });

  it("of a season that arrived at once", () => {
    const episode = loaded(episodes[2]!);
    expect(openItem("13", pack, details({ item: episode, delivery: pack }))).toMatchObject({
      title: "Saltmarsh",
      heading: "S02E03 · Part 3",
      url: url("13"),
      described: { summary: "About 13" },
      files: [{ path: "/media/13.mkv" }],
      pack: null,
    });
  });

  it("which may be a season whose latest delivery is an episode", () => {
    const row = delivered("13", [episodes[2]!]);
    expect(openItem("9", row, details({ item: loaded(season), delivery: row }))).toMatchObject({
      title: "Saltmarsh",
      heading: "Season 2",
      url: url("9"),
      item: { rating_key: "9" },
      delivery: null,
    });
  });

  it("with its episodes, if it is a season", () => {
    const found = details({ item: loaded(season), children: episodes.slice(0, 2), children_count: 12 });
    expect(openItem("9", null, found)).toMatchObject({ parts: episodes.slice(0, 2), partCount: 12, pack: null });
    expect(openItem("9", null, undefined)).toMatchObject({ parts: [], partCount: 0 });
  });

  it("while it is loading, as the card has it", () => {
    expect(openItem("2", null, undefined, movies)).toMatchObject({ title: "Harbour 2 (2024)", url: url("2") });
    expect(openItem("9", null, undefined, movies)).toMatchObject({ title: "Plex Arrivals", heading: "", url: null });
  });

  it("also if it is gone, but then nothing leads to it", () => {
    const found = details({ problem: "item_gone", delivery: trilogy });
    expect(openItem("2", trilogy, found)).toMatchObject({ title: "Harbour 2 (2024)", url: null });
  });
});

describe("a delivery that was opened", () => {
  it("of one item is about that", () => {
    const row = delivered("1", [movies[0]!]);
    const known = { title: "Harbour 1 (2024)", heading: "", url: url("1"), item: { rating_key: "1" }, delivery: row };
    expect(openDelivery(row)).toMatchObject({ ...known, files: [], pack: null });
    const found = details({ item: loaded(movies[0]!), delivery: row });
    expect(openDelivery(row, found)).toMatchObject({ ...known, described: { summary: "About 1" } });
  });

  it("of a season is about the season, with the quality of its episodes", () => {
    const known = { title: "Saltmarsh · Season 2", heading: "3 episodes", url: url("9"), badges: ["1080p"], pack, files: [] };
    expect(openDelivery(pack)).toMatchObject({ ...known, item: null, parts: episodes, partCount: 3 });
    const found = details({ item: loaded(season), delivery: pack });
    expect(openDelivery(pack, found)).toMatchObject({
      ...known,
      item: { rating_key: "9" },
      described: { summary: "About 9" },
    });
  });

  it("of several movies has no summary or file of one of them", () => {
    const found = details({ item: loaded(movies[1]!), delivery: trilogy });
    expect(openDelivery(trilogy, found)).toMatchObject({
      title: "Harbour Trilogy",
      heading: "3 items",
      item: { rating_key: "2" },
      url: url("2"),
      described: null,
      files: [],
    });
  });

  it("of which nothing is left leads nowhere", () => {
    expect(openDelivery(pack, details({ problem: "item_gone", delivery: pack })).url).toBeNull();
  });

  it("without items is named after the download", () => {
    expect(openDelivery(delivery())).toMatchObject({ title: "Harbour Lights 2024", heading: "", item: null, url: null });
  });
});

it("a running download that was opened is named after what it is", () => {
  const target = { entryId: "attic", runningId: "r1" };
  expect(getSubject(target, running(), undefined, [], localize)).toMatchObject({ title: "Night Ferry", heading: "" });
});
