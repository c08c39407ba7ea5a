import 'reflect-metadata';
import { type ValidationError, getMetadataStorage, validateSync } from 'class-validator';
import { configEn, config as texts } from '#lib/texts';
import { type Environment, type Setting, processEnvironment, valueOf, variables } from './environment.js';
import { type AppName, type ConfigOf, configs } from './settings.js';

/** The configuration cannot be used. `sentences` holds every problem, each beginning with the name of its variable; `english` the same again. */
export class ConfigProblem extends Error {
  constructor(
    readonly sentences: readonly string[],
    readonly english: readonly string[],
  ) {
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
  const problems = validateSync(config).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const inWords = (words: Readonly<Record<string, string>>) => problems.map((problem) => sentence(problem, words));
  if (problems.length > 0) throw new ConfigProblem(inWords(texts.problems), inWords(configEn.problems));
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

const nameOf = (error: ValidationError): string => variables[error.property as Setting];

function sentence(error: ValidationError, words: Readonly<Record<string, string>>): string {
  const reasons = new Set(Object.values(error.constraints ?? {}).map((code) => words[code] ?? texts.unknownProblem));
  return `${nameOf(error)}: ${[...reasons].join(' ')}`;
}

/** Does `load`; where the configuration is wrong, says every problem on standard error and ends the process with 1. */
export function exitOnBadConfig<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    const { sentences, english } = error;
    const lines = [texts.heading, ...sentences.flatMap((line, at) => [`  - ${line}`, `    ${english[at]!}`]), configEn.heading];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exit(1);
  }
}
