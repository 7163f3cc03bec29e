// Validates what Teams is given, by Microsoft's own schema of manifests and by Microsoft's own renderer of cards.
//   node teams/validate.mjs manifest FILE…   node teams/validate.mjs cards FILE…
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const [kind, ...files] = process.argv.slice(2);
const problems = kind === "manifest" ? files.flatMap(manifest) : files.flatMap(cards);
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} problems`);
process.exit(files.length === 0 || problems.length > 0 ? 1 : 0);

function manifest(file) {
  const Ajv = require("ajv").default;
  const schema = JSON.parse(readFileSync(require.resolve("@microsoft/app-manifest/package.json").replace(/package\.json$/, "build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json"), "utf8"));
  delete schema.$schema;
  const ajv = new Ajv({ strict: false, allErrors: true });
  require("ajv-formats").default(ajv);
  const validate = ajv.compile(schema);
  return validate(JSON.parse(readFileSync(file, "utf8"))) ? [] : validate.errors.map(error => `${file}: ${error.instancePath} ${error.message}`);
}

function cards(file) {
  const { AdaptiveCard, SerializationContext, Version } = require("adaptivecards/dist/adaptivecards.js");
  const json = JSON.parse(readFileSync(file, "utf8"));
  const card = new AdaptiveCard();
  const context = new SerializationContext(new Version(1, 4));
  card.parse(json.card ?? json, context);
  const found = [];
  for (let i = 0; i < context.eventCount; i++) found.push(`${file}: ${context.getEventAt(i).message}`);
  const result = card.validateProperties();
  for (const event of result.validationEvents) found.push(`${file}: ${event.message}`);
  return found;
}
