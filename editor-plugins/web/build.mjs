// Builds the add-ons into their dist folders (and as zip files where `zip` is there): node build.mjs [--tests]
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const plugins = path.dirname(here);
const shared = { bundle: true, target: ["chrome120", "firefox140"], charset: "utf8", legalComments: "none", logLevel: "warning" };

if (process.argv.includes("--tests")) {
  const out = path.join(here, "dist", "offsets.test.mjs");
  await build({ ...shared, target: "node20", platform: "node", format: "esm", entryPoints: [path.join(here, "src/offsets.test.ts")], outfile: out });
  process.exit();
}

async function addOn(folder, target, scripts, files, change) {
  const out = path.join(plugins, folder, "dist", target);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const entryPoints = scripts.map((name) => path.join(plugins, folder, "src", `${name}.ts`));
  await build({ ...shared, format: "iife", entryPoints, outdir: out });
  for (const file of files) cpSync(path.join(plugins, folder, file), path.join(out, path.basename(file)), { recursive: true });
  cpSync(path.join(here, "src/paint/marks.css"), path.join(out, "marks.css"));
  cpSync(path.join(here, "icons"), path.join(out, "icons"), { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(plugins, folder, "manifest.json"), "utf8"));
  change(manifest);
  writeFileSync(path.join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

const browser = [["background", "content", "popup"], ["popup.html", "popup.css"]];
await addOn("browser", "chromium", ...browser, (manifest) => {
  delete manifest.browser_specific_settings;
  manifest.background = { service_worker: "background.js" };
});
await addOn("browser", "firefox", ...browser, (manifest) => {
  delete manifest.key;
  delete manifest.minimum_chrome_version;
  manifest.background = { scripts: ["background.js"] };
});
await addOn("thunderbird", "add-on", ["background", "compose", "popup", "ask"], ["popup.html", "ask.html", "popup.css"], () => {});
