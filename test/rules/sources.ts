import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.resolve(__dirname, '../..');

/** Files below the named folders, from the root of the project, with `/` between names. */
export const filesIn = (folders: readonly string[], ending: RegExp): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.posix.join(folder, file.split(path.sep).join('/')),
      ),
    )
    .filter((file) => ending.test(file))
    .sort();

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

export const foldersIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export const isSpec = (file: string): boolean => /\.spec\.tsx?$/.test(file);
export const source = /\.tsx?$/;

export interface Import {
  readonly file: string;
  readonly of: string;
}

/** Everything the files import or load: `import`, `export … from`, `import()`, `require()`. */
export const importsOf = (files: readonly string[]): Import[] =>
  files.flatMap((file) => ts.preProcessFile(read(file), true, true).importedFiles.map(({ fileName }) => ({ file, of: fileName })));

/** The part of the house a file belongs to: `libs/cases`, `apps/console`, `seeds`, `migrations`. */
export const partOf = (file: string): string => (/^(libs|apps)\/[^/]+/.exec(file) ?? [file.split('/')[0]!])[0];

/** The sentence of a finding. */
export const finding = ({ file, of }: Import): string => `${file} uses ${of}`;
