import { Module } from '@nestjs/common';
import { DeadlinesListener } from './deadlines.listener.js';

@Module({ providers: [DeadlinesListener] })
export class DeadlinesModule {}
