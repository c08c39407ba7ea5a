import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawProcedure } from './draw.js';
import { wordsOfDrawing } from './draw.words.js';
import { tellProcedure } from './tell.js';

/** `npm run procedure:draw`, from the root of the project. A test compares both files with the table. */
const docs = join(process.cwd(), 'docs');
writeFileSync(join(docs, 'procedure.svg'), drawProcedure(wordsOfDrawing));
writeFileSync(join(docs, 'procedure.md'), tellProcedure());
