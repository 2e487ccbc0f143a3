// Builds the file that the integration serves. The build is reproducible.
import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MAX_BYTES = 30_000;

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const outfile = path("../custom_components/plex_arrivals/frontend/plex-arrivals-card.js");

/** Remove the indentation from templates, which the minifier keeps. */
const stripIndentation = {
  name: "strip-indentation",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/\n\s+/g, "\n"),
      loader: "ts",
    })),
};

const { version } = JSON.parse(readFileSync(path("../custom_components/plex_arrivals/manifest.json"), "utf8"));

await build({
  entryPoints: [path("src/index.ts")],
  outfile,
  plugins: [stripIndentation],
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
console.log(`${bytes} bytes gzipped`);
if (bytes > MAX_BYTES) {
  console.error(`The limit is ${MAX_BYTES} bytes`);
  process.exit(1);
}
