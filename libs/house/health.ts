import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Throws while the database does not answer. */
export const databaseAnswers = (app: INestApplication): Promise<unknown> => app.get(DataSource).query('select 1');
