import { Module } from '@nestjs/common';
import { DeliberationsQueries } from './deliberations.queries.js';
import { RoomListener } from './room.listener.js';

@Module({ providers: [RoomListener, DeliberationsQueries], exports: [DeliberationsQueries] })
export class DeliberationsModule {}
