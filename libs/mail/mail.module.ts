import { Module } from '@nestjs/common';
import { LettersListener } from './letters.listener.js';

/** For every app that changes cases. Sending is the worker's. */
@Module({ providers: [LettersListener] })
export class MailModule {}
