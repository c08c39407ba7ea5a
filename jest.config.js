// NestJS 12 packages are ES modules; Jest on Node 20 cannot require() them, so they are compiled to CommonJS here.
const esmPackages = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  'fast-check',
  'pure-rand',
  'cookie',
  'otplib',
  '@otplib',
  '@noble',
  '@scure',
  'openid-client',
  'oauth4webapi',
  'jose',
  'uqr',
];
const swc = (parser) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser,
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const base = {
  testEnvironment: 'node',
  rootDir: __dirname,
  moduleFileExtensions: ['ts', 'tsx', 'js', 'json'],
  transform: {
    '^.+\\.tsx?$': swc({ syntax: 'typescript', tsx: true, decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: { '^#lib/([^/]+)$': '<rootDir>/libs/$1/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};
const project = (displayName, roots, more = {}) => ({
  ...base,
  displayName,
  roots: roots.map((r) => `<rootDir>/${r}`),
  testRegex: '\\.spec\\.tsx?$',
  ...more,
});

// One PostgreSQL for all files of a run (test/support/database.ts).
const withServer = { globalSetup: '<rootDir>/test/support/setup.cjs', globalTeardown: '<rootDir>/test/support/teardown.cjs' };

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    project('unit', ['apps', 'libs', 'seeds']),
    project('integration', ['test/integration'], withServer),
    project('rules', ['test/rules'], withServer),
    project('e2e', ['test/e2e', 'test/chaos'], withServer),
  ],
};
