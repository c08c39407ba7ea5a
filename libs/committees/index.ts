export { CommitteesModule } from './committees.module.js';
export { AdmitAppointed, waitingAppointments } from './admit-appointed.job.js';
export { AppointmentRow } from './appointment.row.js';
