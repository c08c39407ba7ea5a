import { Module } from '@nestjs/common';
import { BreakGlass } from './break-glass.service.js';

@Module({ providers: [BreakGlass], exports: [BreakGlass] })
export class BreakGlassModule {}
