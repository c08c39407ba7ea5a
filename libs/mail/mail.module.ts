import { Module } from '@nestjs/common';
import { AccountLettersListener } from './account-letters.listener.js';
import { LettersListener } from './letters.listener.js';

/** For every app that changes cases or lets people in. Sending is the worker's. */
@Module({ providers: [LettersListener, AccountLettersListener] })
export class MailModule {}
