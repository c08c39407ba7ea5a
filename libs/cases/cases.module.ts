import { Module } from '@nestjs/common';
import { CasesService } from './cases.service.js';
import { FlagsListener } from './flags.listener.js';

@Module({ providers: [CasesService, FlagsListener], exports: [CasesService] })
export class CasesModule {}
