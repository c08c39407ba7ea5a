import { Module } from '@nestjs/common';
import { AppointmentListener } from './appointment.listener.js';
import { DeclarationsListener } from './declarations.listener.js';

@Module({ providers: [AppointmentListener, DeclarationsListener] })
export class CommitteesModule {}
