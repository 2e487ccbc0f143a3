// A stand-in for Home Assistant: `ha-card`, `ha-icon`, and a `hass` with the state that the URL names.
const params = new URLSearchParams(location.search);
const language = params.get("lang") ?? "en";
document.documentElement.lang = language;
document.documentElement.dir = params.get("dir") ?? "ltr";
document.documentElement.classList.toggle("dark", params.get("theme") === "dark");

customElements.define("ha-card", class extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: "open" }).innerHTML = `<style>
      :host { display: block; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; color: var(--primary-text-color); }
      h1 { font-size: 24px; line-height: 48px; font-weight: normal; margin: 0; padding: 12px 16px 16px; }
    </style><h1 hidden></h1><slot></slot>`;
  }
  set header(text) {
    const h1 = this.shadowRoot.querySelector("h1");
    h1.hidden = !text;
    h1.textContent = text ?? "";
  }
});

const PATHS = {
  "mdi:plex": "M4,2C2.89,2 2,2.89 2,4V20C2,21.11 2.89,22 4,22H20C21.11,22 22,21.11 22,20V4C22,2.89 21.11,2 20,2H4M8.56,6H12.06L15.5,12L12.06,18H8.56L12,12L8.56,6Z",
  "mdi:television": "M21,17H3V5H21M21,3H3A2,2 0 0,0 1,5V17A2,2 0 0,0 3,19H8V21H16V19H21A2,2 0 0,0 23,17V5A2,2 0 0,0 21,3Z",
  "mdi:music-note": "M12 3V13.55C11.41 13.21 10.73 13 10 13C7.79 13 6 14.79 6 17S7.79 21 10 21 14 19.21 14 17V7H18V3H12Z",
  "mdi:movie-open-outline": "M20.84 2.18L16.91 2.96L19.65 6.5L21.62 6.1L20.84 2.18M13.97 3.54L12 3.93L14.75 7.46L16.71 7.07L13.97 3.54M9.07 4.5L7.1 4.91L9.85 8.44L11.81 8.05L9.07 4.5M4.16 5.5L3.18 5.69A2 2 0 0 0 1.61 8.04L2 10L6.9 9.03L4.16 5.5M2 10V20C2 21.11 2.9 22 4 22H20C21.11 22 22 21.11 22 20V10H2M4 12H20V20H4V12Z",
  "mdi:tray-arrow-down": "M2 12H4V17H20V12H22V17C22 18.11 21.11 19 20 19H4C2.9 19 2 18.11 2 17V12M12 15L17.55 9.54L16.13 8.13L13 11.25V2H11V11.25L7.88 8.13L6.46 9.55L12 15Z",
  "mdi:open-in-new": "M14,3V5H17.59L7.76,14.83L9.17,16.24L19,6.41V10H21V3M19,19H5V5H12V3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V12H19V19Z",
  "mdi:alert-circle": "M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",
  "mdi:refresh": "M17.65,6.35C16.2,4.9 14.21,4 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20C15.73,20 18.84,17.45 19.73,14H17.65C16.83,16.33 14.61,18 12,18A6,6 0 0,1 6,12A6,6 0 0,1 12,6C13.66,6 15.14,6.69 16.22,7.78L13,11H20V4L17.65,6.35Z",
  "mdi:close": "M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",
  "mdi:play": "M8,5.14V19.14L19,12.14L8,5.14Z",
  "mdi:menu-down": "M7,10L12,15L17,10H7Z",
  "mdi:check": "M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z",
  "mdi:lock-outline": "M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",
  "mdi:update": "M21,10.12H14.22L16.96,7.3C14.23,4.6 9.81,4.5 7.08,7.2C4.35,9.91 4.35,14.28 7.08,17C9.81,19.7 14.23,19.7 16.96,17C18.32,15.65 19,14.08 19,12.1H21C21,14.08 20.12,16.65 18.36,18.39C14.85,21.87 9.15,21.87 5.64,18.39C2.14,14.92 2.11,9.28 5.62,5.81C9.13,2.34 14.76,2.34 18.27,5.81L21,3V10.12Z",
};
customElements.define("ha-icon", class extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }
  set icon(icon) {
    this.shadowRoot.innerHTML = `<style>:host{display:inline-flex;width:var(--mdc-icon-size,24px);height:var(--mdc-icon-size,24px)}svg{width:100%;height:100%;fill:currentColor}</style>
      <svg viewBox="0 0 24 24"><path d="${PATHS[icon] ?? "M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z"}"/></svg>`;
  }
});

const now = Date.now();
const minutesAgo = (minutes) => new Date(now - minutes * 60_000).toISOString();
const url = (key) => `https://app.plex.tv/desktop/#!/server/abc/details?key=%2Flibrary%2Fmetadata%2F${key}`;
const image = (color, content = "") =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3"><rect width="2" height="3" fill="${color}"/><circle cx="1.3" cy="1" r=".5" fill="#fff2"/>${content}</svg>`)}#?`;
const item = (rating_key, type, title, changes = {}) => ({ rating_key: String(rating_key), type, title, year: null, show: null, season: null, episode: null, url: url(rating_key), artwork: null, ...changes });
const download = (name, source, finished, path = `/downloads/${name}`) => ({ name, path, category: null, labels: [], source, finished_at: finished == null ? null : minutesAgo(finished), source_name: source === "qbittorrent" ? "qBittorrent" : null, client_url: source === "qbittorrent" ? "http://qbittorrent.local:8080/" : null });
const media = (type, title, quality, changes = {}) => ({ type, title, year: null, season: null, episodes: [], album: null, quality, is_upgrade: null, ...changes });
let count = 0;
const delivery = (state, minutes, name, source, changes = {}) => ({
  entry_id: "attic", delivery_id: `d${count++}`, state, kind: null, reason: null, explanation: null, title: name, url: null, library: null, library_id: null,
  download: download(name, source, minutes, changes.path), items: [], missing_files: [], tried: [], created_at: minutesAgo(minutes), updated_at: minutesAgo(minutes), ...changes,
});
const running = (name, source, progress, time_left, changes = {}) => ({
  entry_id: "attic", id: name, delivery_id: null, state: "downloading", reason: null, explanation: null, title: name, library: null, library_id: null, download: download(name, source), progress, time_left, ...changes,
});

const libraries = [["1", "Movies", "movie"], ["2", "TV Shows", "show"], ["3", "Music", "music"]].map(([id, title, type]) => ({ id, title, type, url: "https://app.plex.tv/desktop/" }));
const movies = { library: "Movies", library_id: "1" };
const shows = { library: "TV Shows", library_id: "2" };
const music = { library: "Music", library_id: "3" };
const colors = ["#385170", "#6b4f3a", "#3f6b5c", "#7a3f4d", "#4d4a78", "#8a6d2f", "#2f6f7a", "#6a6f3a"];
const recent = [
  ["movie", "Harbour Lights", 2, movies, { year: 2024 }],
  ...[5, 4, 3, 2, 1].map((episode) => ["episode", `Part ${episode}`, 8 - episode, shows, { show: "Saltmarsh", season: 1, episode, season_url: url(880), group: "880", group_size: 5 }]),
  ["movie", "The Cartographer's Daughter", 26 * 60, movies, { year: 2023 }], ["movie", "Night Ferry", 3 * 1440, movies, { year: 1998 }],
  ["album", "Low Tide", 5 * 1440, music, { show: "Ida Moen", year: 2022 }], ["season", "Season 1", 6 * 1440, shows, { show: "Kittiwake", season: 1 }],
  ["movie", "Donaudampfschifffahrtsgesellschaft", 20 * 1440, movies, { year: 2011 }], ["movie", "Rime", 400 * 1440, movies, { year: 1971 }],
  ["movie", "Petrichor", 30 * 1440, movies, { year: 2019 }], ["movie", "A Winter Without Bells", 31 * 1440, movies, { year: 2020 }],
  ["movie", "Kelp", 41 * 1440, movies, { year: 2021 }], ["movie", "Slack Water", 51 * 1440, movies, { year: 2025 }],
].map(([type, title, minutes, library, changes], i) => item(900 + i, type, title, { ...changes, ...library, added_at: minutesAgo(minutes), artwork: i === 10 ? null : i === 12 ? "/broken?v=1&authSig=x" : image(type === "episode" ? "#6b4f3a" : colors[i % 8]) }));

const server = { online: true, since: minutesAgo(3000), name: "Attic", version: "1.43.1.10611-1e34174b1", url: "https://app.plex.tv/desktop/", scanning: [], can_manage: params.get("admin") !== "no", playable_types: ["movie", "season", "episode", "album", "track"], libraries, recently_added: recent };
const episodes = Array.from({ length: 8 }, (_, i) => item(700 + i, "episode", ["Landfall", "The Weir", "Undertow", "Spring Tide", "Ebb", "A Long Way Out", "Shingle", "Home Water"][i], { show: "Saltmarsh", season: 2, episode: i + 1, artwork: image("#6b4f3a") }));

const available = delivery("available", 2, "Harbour.Lights.2024.2160p.BluRay.x265", "qbittorrent", { ...movies, title: "Harbour Lights", kind: "upgraded", importer: "Radarr", requested_by: ["Ana"], tried: [{ library_id: "1", folder: "/media/movies/Harbour Lights (2024)", at: minutesAgo(2) }], upgraded_from: { resolution: "1080" }, url: url(900), artwork: image("#385170"), items: [item(900, "movie", "Harbour Lights", { year: 2024, resolution: "4k", hdr: "HDR10", audio_channels: 6 })] });
const looking = delivery("scanning", 1, "Night.Ferry.S02E05.1080p.WEB.H264", "qbittorrent", { ...shows, media: media("show", "Night Ferry", null, { season: 2, episodes: [5] }), scan_number: 2, next_scan_at: minutesAgo(-3), tried: [{ library_id: "2", folder: "/media/shows/Night Ferry/Season 2", at: minutesAgo(0.9) }, { library_id: "2", folder: "/media/shows/Night Ferry/Season 2", at: minutesAgo(0.4) }], artwork: image("#7a3f4d") });
const downloading = running("Saltmarsh.S02.1080p.WEB-DL.DDP5.1.H.264", "qbittorrent", 64, 120, { ...shows, media: media("show", "Saltmarsh", "WEBDL-1080p", { season: 2 }), artwork: image("#6b4f3a") });
const blocked = delivery("waiting", 1, "Tin.Orchard.2012.1080p", "qbittorrent", { reason: "import_blocked", importer: "Radarr", messages: ["archive, not unpacked yet"], repair: true, media: media("movie", "Tin Orchard", "Bluray-1080p", { year: 2012 }) });
const scanning = delivery("scanning", 4, "Saltmarsh.S02.1080p.WEB-DL.DDP5.1.H.264", "qbittorrent", { ...shows, media: media("show", "Saltmarsh", null, { season: 2 }), found: { files: 5, of: 8 } });
const unmatched = delivery("unmatched", 9, "Ida Moen – Low Tide", "deluge", { reason: "no_library", path: "/downloads/other", explanation: "No library for this folder" });
const all = {
  running: [running("Night.Ferry.1998.2160p.HDR", "qbittorrent", 42.4, 720, { ...movies, media: media("movie", "Night Ferry", "Bluray-2160p", { year: 1998, is_upgrade: true }), artwork: image("#385170") }), running("Kittiwake.S01", "sabnzbd", null, null, shows), running("something.odd", "transmission", 87, 5400, { reason: "no_library", explanation: "No library" })],
  deliveries: [
    delivery("waiting", 1, "Saltmarsh.S03E01.1080p.WEB.H264", "qbittorrent", { title: "Saltmarsh · S03E01", reason: "import_blocked", repair: true, importer: "Sonarr", importer_url: "https://sonarr.example.com/activity/queue", messages: ["Found archive file, might need to be extracted", "No files found are eligible for import in /downloads/Saltmarsh.S03E01.1080p.WEB.H264"], media: media("show", "Saltmarsh", "WEBDL-1080p", { season: 3, episodes: [1] }), artwork: image("#6b4f3a") }),
    delivery("waiting", 1, "Slack.Water.2025.2160p.BluRay.x265", "nzbget", { reason: "import_awaited", importer: "Radarr 4K", media: media("movie", "Slack Water", "Bluray-2160p", { year: 2025, is_upgrade: true }), artwork: image("#2f6f7a") }),
    delivery("waiting", 1, "Rime (1971)", "nzbget", { reason: "settling" }), available, scanning,
    delivery("waiting", 6, "Slack Water", "transmission", { reason: "plex_offline", ...movies }), unmatched,
    delivery("missing", 70, "Petrichor.2019", "action", { ...movies, reason: "not_found", explanation: "Not found in Plex after several scans", tried: [{ library_id: "1", folder: "/media/Movies/Petrichor (2019)", at: minutesAgo(60) }, { library_id: "1", folder: "/media/Movies", at: minutesAgo(50) }, { library_id: "1", folder: null, at: minutesAgo(40) }] }),
    delivery("available", 200, "Saltmarsh · S02", "qbittorrent", { ...shows, kind: "added", url: url(70), items: episodes }),
    delivery("available", 1500, "Kelp (2021)", "radarr", { ...movies, kind: "upgraded", url: url(71), items: [item(71, "movie", "Kelp", { year: 2021, artwork: image("#2f6f7a") })] }),
    delivery("available", 5000, "Kittiwake · S01", "sonarr", { ...shows, kind: "added", reason: "partly_found", explanation: "Only some", url: url(72), items: episodes.slice(0, 6), missing_files: ["Kittiwake.S01E07.mkv", "Kittiwake.S01E08.mkv"] }),
  ],
};
const attic = { entry_id: "attic", title: "Attic", loaded: true };
const cellar = { entry_id: "cellar", title: "Cellar", loaded: true };
const snapshot = (data, entry_id = "attic") => ({ kind: "snapshot", entry_id, version: "0.2.0", ...data });
const scan = { ...server, scanning: [{ library_id: "2", library: "TV Shows", progress: 42 }] };
const mock = { server, running: [downloading], deliveries: [available, looking, blocked] };
const servers = (...list) => ({ kind: "servers", servers: list });

const STATES = {
  mock: [servers(attic), snapshot(mock)],
  busy: [servers(attic), snapshot({ server: scan, ...all })],
  failures: [servers(attic), snapshot({ server, running: all.running.slice(0, 2), deliveries: [...Array.from({ length: 6 }, (_, i) => ({ ...unmatched, delivery_id: `f${i}` })), scanning, available] })],
  empty: [servers(attic), snapshot({ server: { ...server, recently_added: [] }, running: [], deliveries: [] })],
  offline: [servers(attic), snapshot({ server: { ...server, online: false, since: minutesAgo(300) }, running: [], deliveries: all.deliveries.slice(3, 4) })],
  loading: [], notloaded: [servers({ ...attic, loaded: false })], none: [servers()],
  two: [servers(attic, cellar), snapshot(mock), snapshot({ server: { ...server, name: "Cellar", online: false, can_manage: false }, running: [], deliveries: [unmatched] }, "cellar")],
  limited: [servers(attic), snapshot({ running: [], deliveries: [available] })],
  hidden: [servers(attic), snapshot({})],
  newer: [servers(attic), snapshot({ ...mock, version: "0.2.0" })], older: [servers(attic), snapshot({ ...mock, version: undefined })],
  unauthorized: "unauthorized", not_found: "not_found", unknown_command: "unknown_command", absent: "unknown_command", failed: "boom",
};

const players = [["media_player.living_room", "Living room", "idle"], ["media_player.bedroom_apple_tv", "Bedroom Apple TV", "off"], ["media_player.kitchen", "Kitchen", "unavailable"]].map(([entity_id, name, state]) => ({ entity_id, name, state }));
const secondsAfter = (iso, seconds) => new Date(Date.parse(iso) + seconds * 1000).toISOString();
const step = (step, at, text = null) => ({ step, at, text });
const summary = "A harbour pilot returns to the town that she left, and finds the lights of the old pier burning again.";
const quality = { summary, rating: 7.6, duration: 7680, genres: ["Drama", "Mystery"], resolution: "4k", hdr: "HDR10", audio_channels: 6, audio_languages: ["en", "de"], files: [{ path: "/media/movies/Harbour Lights (2024)/Harbour Lights (2024) Bluray-2160p.mkv", size: 21.4e9 }] };
function details({ delivery_id, rating_key }) {
  const delivery = [...all.deliveries, looking, blocked].find((one) => (delivery_id ? one.delivery_id === delivery_id : one.items.some((one) => one.rating_key === rating_key))) ?? null;
  const [first, another] = delivery?.items ?? [];
  const season = delivery_id && another && { ...first, type: "season", title: `Season ${first.season}`, rating_key: "season", url: delivery.url };
  const item = season || (recent.find((one) => one.rating_key === (rating_key ?? first?.rating_key)) ?? delivery?.items.find((one) => one.rating_key === rating_key) ?? first ?? null);
  const start = delivery?.created_at;
  const steps = !delivery ? [] : [step("downloaded", start), delivery.importer && delivery.state !== "waiting" && step("imported", secondsAfter(start, 6.1), delivery.importer), ...delivery.tried.map(({ folder, at }) => step("scanned", at, folder ?? delivery.library)), ["available", "missing", "unmatched"].includes(delivery.state) && step(delivery.state, secondsAfter(delivery.tried.at(-1)?.at ?? start, 10.4))].filter(Boolean);
  return { item: item && { ...item, ...quality }, delivery, steps, client: delivery && { present: delivery.delivery_id !== "d9", ratio: 0.8, seeding_time: 125 }, players: item ? players : [] };
}

const messages = STATES[params.get("state") ?? "mock"];
const hass = {
  language, locale: { language, time_format: "language", time_zone: "local" }, config: { time_zone: "Europe/Berlin", state: "RUNNING", components: params.get("state") === "absent" ? [] : ["plex_arrivals"] },
  user: { is_admin: params.get("admin") !== "no" }, entities: {}, devices: {}, localize: () => "",
  async callWS(message) {
    await new Promise((resolve) => setTimeout(resolve, Number(params.get("delay") ?? 50)));
    if (params.get("error")) throw { code: params.get("error"), message: "Plex is offline" };
    return details(message);
  },
  async callService(_, action, { config_entry_id: entry_id, delivery_id, entity_id }) {
    await new Promise((resolve) => setTimeout(resolve, 800));
    if (entity_id === "media_player.kitchen") throw { code: "home_assistant_error", message: "Kitchen is not available" };
    if (action === "dismiss_delivery") window.sendMessage({ kind: "changes", entry_id, removed: [delivery_id] });
  },
  connection: {
    addEventListener() {}, removeEventListener() {},
    async subscribeMessage(callback) {
      if (typeof messages === "string") throw { code: messages, message: messages };
      messages.forEach(callback);
      window.sendMessage = callback;
      return async () => {};
    },
  },
};

await import("../custom_components/plex_arrivals/frontend/plex-arrivals-card.js");
const card = document.createElement("plex-arrivals-card");
card.setConfig({
  ...(params.get("show") && { show: params.get("show").split(",") }), ...(params.get("layout") && { layout: params.get("layout") }), ...(params.get("title") && { title: params.get("title") }),
  ...(params.get("deliveries") && { deliveries: Number(params.get("deliveries")) }), ...(params.get("library") && { library: params.get("library").split(",") }),
});
card.hass = hass;
document.body.append(card);
window.card = card;
if (params.get("details")) {
  const { openDialog } = await import("../custom_components/plex_arrivals/frontend/plex-arrivals-details.js");
  const [kind, id] = params.get("details").split(":");
  if (params.get("player")) localStorage.setItem("plex-arrivals-player", params.get("player"));
  openDialog(card, hass, { entryId: "attic", [kind]: id });
  if (params.get("click")) setTimeout(() => card.shadowRoot.querySelector("plex-arrivals-details").shadowRoot.querySelectorAll(params.get("click"))[0].click(), 400);
}
