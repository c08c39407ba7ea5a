import { Module } from '@nestjs/common';
import { MandateListener } from './mandate.listener.js';
import { RelativeListener } from './relative.listener.js';

@Module({ providers: [RelativeListener, MandateListener] })
export class FamiliesModule {}
