// Builds the page in which the tests look at the components: the plugin's own sources, real Ember, and stand-ins for the forum.
import { transformAsync } from "@babel/core";
import { Preprocessor } from "content-tag";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { parse } from "yaml";

const HERE = dirname(fileURLToPath(import.meta.url));
const EMBER = join(HERE, "node_modules/ember-source/dist/dev/packages");
const STAND_INS = join(HERE, "test/harness/stand-ins");
const TEXTS = "virtual:texts";
const ENDINGS = ["", ".gjs", ".gts", ".js", ".ts", "/index.js"];
const FROM_NPM = ["@glimmer/component", "@glimmer/env"];
const require = createRequire(import.meta.url);

export default defineConfig({
  root: join(HERE, "test/harness"),
  base: "./",
  logLevel: "warn",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    minify: false,
    // What the plugin itself weighs is read off its own file.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "plugin", test: /plugin\/(assets|admin)\// },
            { name: "forum", test: /harness\/(stand-ins|forum)/ },
            { name: "ember", test: /node_modules/ },
          ],
        },
      },
    },
  },
  plugins: [
    {
      name: "forum",
      enforce: "pre",
      resolveId: (id, importer) => resolved(id, importer),
      load: (id) => (id === TEXTS ? texts() : null),
      transform: (code, id) => transformed(code, id),
    },
  ],
});

function resolved(id, importer) {
  if (id === TEXTS) {
    return id;
  }
  if (/^@(ember|glimmer)\//.test(id) && !FROM_NPM.includes(id)) {
    return existing(join(EMBER, id), ["/index.js", ".js"]);
  }
  if (id.startsWith("discourse/plugins/hybrid-desk/")) {
    return existing(
      join(
        HERE,
        "assets/javascripts",
        id.slice("discourse/plugins/hybrid-desk/".length)
      ),
      ENDINGS
    );
  }
  if (id === "discourse-i18n" || id.startsWith("discourse/")) {
    return existing(join(STAND_INS, id), ENDINGS);
  }
  if (id.startsWith(".") && importer && !importer.includes("node_modules")) {
    return existing(resolve(dirname(importer), id), ENDINGS);
  }
  return null;
}

function existing(path, endings) {
  const found = endings
    .map((ending) => path + ending)
    .find((file) => /\.\w+$/.test(file) && existsSync(file));
  return found ?? null;
}

async function transformed(source, id) {
  const [, ending] = /\.(gjs|gts|js|ts)$/.exec(id) ?? [];
  if (!ending || id.includes("node_modules")) {
    return null;
  }
  const plain = ending.startsWith("g")
    ? new Preprocessor().process(source, { filename: id }).code
    : source;
  const { code, map } = await transformAsync(plain, {
    filename: id,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    plugins: [
      ...(ending.endsWith("ts")
        ? [
            [
              require.resolve("@babel/plugin-transform-typescript"),
              { allowDeclareFields: true, onlyRemoveTypeImports: true },
            ],
          ]
        : []),
      [
        require.resolve("babel-plugin-ember-template-compilation"),
        {
          compilerPath: "ember-source/ember-template-compiler/index.js",
          targetFormat: "wire",
        },
      ],
      [
        "module:decorator-transforms",
        { runtime: { import: "decorator-transforms/runtime-esm" } },
      ],
    ],
  });
  return { code, map };
}

/** Of the forum's own texts those that its forms show. */
const FORM_TEXTS = {
  en: {
    optional: "optional",
    errors: { required: "Required", too_long: "Too long" },
  },
  de: {
    optional: "freiwillig",
    errors: { required: "Wird gebraucht", too_long: "Zu lang" },
  },
};

/** The texts of every language, as the forum gives them to pages. */
function texts() {
  const of = (locale) => {
    const file = join(HERE, `config/locales/client.${locale}.yml`);
    return {
      ...parse(readFileSync(file, "utf8"))[locale].js,
      form_kit: FORM_TEXTS[locale],
    };
  };
  return `export default ${JSON.stringify({ en: of("en"), de: of("de") })};`;
}
