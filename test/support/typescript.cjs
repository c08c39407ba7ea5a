// Lets `node --require test/support/typescript.cjs file.ts` run our sources without a build: for processes that a test kills.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const root = path.resolve(__dirname, '../..');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const lib = /^#lib\/([^/]+)$/.exec(request);
  if (lib) return path.join(root, 'libs', lib[1], 'index.ts');
  if (/^\.{1,2}\/.*\.js$/.test(request) && parent?.filename && !parent.filename.includes('node_modules')) {
    const base = path.resolve(path.dirname(parent.filename), request.slice(0, -3));
    for (const ending of ['.ts', '.tsx']) if (fs.existsSync(base + ending)) return base + ending;
  }
  return resolve.call(this, request, parent, ...rest);
};

for (const ending of ['.ts', '.tsx']) {
  Module._extensions[ending] = (module, filename) => {
    const { code } = transformSync(fs.readFileSync(filename, 'utf8'), {
      filename,
      jsc: {
        target: 'es2023',
        keepClassNames: true,
        parser: { syntax: 'typescript', tsx: ending === '.tsx', decorators: true },
        transform: {
          legacyDecorator: true,
          decoratorMetadata: true,
          useDefineForClassFields: false,
          react: { runtime: 'automatic', importSource: 'preact' },
        },
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    });
    module._compile(code, filename);
  };
}
