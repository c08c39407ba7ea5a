export { CommitteesModule } from './committees.module.js';
export { AppointmentRow } from './appointment.row.js';
