import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawProcedure } from './draw.js';
import { wordsOfDrawing } from './draw.words.js';

/** `npm run procedure:draw`, from the root of the project. A test compares the file with the table. */
writeFileSync(join(process.cwd(), 'docs', 'procedure.svg'), drawProcedure(wordsOfDrawing));
