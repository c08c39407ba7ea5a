export { makeBackup } from './backup/backup.js';
export { drill, nothingRevives, restoreBackup } from './backup/restore.js';
export { BackupProblem } from './backup/file.js';
