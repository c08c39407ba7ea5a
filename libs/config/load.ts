import 'reflect-metadata';
import { type ValidationError, getMetadataStorage, validateSync } from 'class-validator';
import { config as texts } from '#lib/texts';
import { type Environment, type Setting, processEnvironment, valueOf, variables } from './environment.js';
import { type AppName, type ConfigOf, configs } from './settings.js';

/** The configuration cannot be used. `sentences` holds every problem, each beginning with the name of its variable. */
export class ConfigProblem extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigProblem';
  }
}

/** The checked configuration of an app. Throws ConfigProblem with all problems at once. */
export function loadConfig<App extends AppName>(app: App, environment: Environment = processEnvironment()): Readonly<ConfigOf<App>> {
  const config = new configs[app]();
  for (const setting of settingsOf(app)) {
    const value = valueOf(environment, setting);
    if (value !== undefined) Object.assign(config, { [setting]: value });
  }
  const problems = validateSync(config).map(sentence);
  if (problems.length > 0) throw new ConfigProblem(problems.sort());
  return Object.freeze(config) as Readonly<ConfigOf<App>>;
}

/** The settings an app reads: those its class has a check for. Anything else in the environment is none of its business. */
function settingsOf(app: AppName): Setting[] {
  const checked = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(configs[app], '', true, false)
      .map((one) => one.propertyName),
  );
  return (Object.keys(variables) as Setting[]).filter((setting) => checked.has(setting));
}

function sentence(error: ValidationError): string {
  const words: Readonly<Record<string, string>> = texts.problems;
  const reasons = new Set(Object.values(error.constraints ?? {}).map((code) => words[code] ?? texts.unknownProblem));
  return `${variables[error.property as Setting]}: ${[...reasons].join(' ')}`;
}

/** Does `load`; where the configuration is wrong, says every problem on standard error and ends the process with 1. */
export function exitOnBadConfig<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    process.stderr.write(`${[texts.heading, ...error.sentences.map((line) => `  - ${line}`)].join('\n')}\n`);
    process.exit(1);
  }
}
