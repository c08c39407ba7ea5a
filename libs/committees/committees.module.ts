import { Module } from '@nestjs/common';
import { AppointmentListener } from './appointment.listener.js';

@Module({ providers: [AppointmentListener] })
export class CommitteesModule {}
