// Builds the files that the integration serves. The build is reproducible.
import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The limit for the card; the other files are loaded when they are first used. */
const MAX_BYTES = 30_000;
const CARD = "plex-arrivals-card.js";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { version } = JSON.parse(readFileSync(path("../custom_components/plex_arrivals/manifest.json"), "utf8"));

/** Remove the indentation from templates, which the minifier keeps. */
const stripIndentation = {
  name: "strip-indentation",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/\n\s+/g, "\n"),
      loader: "ts",
    })),
};

/** Import `shared` from the card, which has loaded this code already. */
const importFromCard = {
  name: "import-from-card",
  setup: ({ onResolve }) => onResolve({ filter: /\/shared$/ }, () => ({ path: `./${CARD}`, external: true })),
};

async function buildFile(entryPoint, name, plugins) {
  const outfile = path(`../custom_components/plex_arrivals/frontend/${name}`);
  await build({
    entryPoints: [path(entryPoint)],
    outfile,
    plugins: [stripIndentation, ...plugins],
    // The card imports the other files by their names.
    external: ["./plex-arrivals-*.js"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "eof",
    absWorkingDir: path("."),
    define: { VERSION: JSON.stringify(version) },
    tsconfig: path("tsconfig.json"),
  });
  const bytes = gzipSync(readFileSync(outfile), { level: 9 }).length;
  console.log(`${name}: ${bytes} bytes gzipped`);
  return bytes;
}

const bytes = await buildFile("src/index.ts", CARD, []);
await buildFile("src/details/index.ts", "plex-arrivals-details.js", [importFromCard]);
await buildFile("src/strategy/index.ts", "plex-arrivals-strategy.js", [importFromCard]);
if (bytes > MAX_BYTES) {
  console.error(`The limit of the card is ${MAX_BYTES} bytes`);
  process.exit(1);
}
