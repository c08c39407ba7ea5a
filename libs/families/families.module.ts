import { Module } from '@nestjs/common';
import { RelativeListener } from './relative.listener.js';

@Module({ providers: [RelativeListener] })
export class FamiliesModule {}
