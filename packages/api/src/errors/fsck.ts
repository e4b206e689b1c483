import { words } from './words.ts';

/** What `garita fsck` can find in an agency's folder. */
export const FSCK_PROBLEMS = {
  DATABASE_DAMAGED: words(
    'The database file contradicts itself.',
    'Stop the server, restore data/garita.db from a backup and run this check again; have the disk looked at.',
    'El archivo de la base de datos se contradice.',
    'Detenga el servidor, restaure data/garita.db de un respaldo y repita esta revisión; haga revisar el disco.',
  ),
  OBJECT_ALTERED: words(
    'The bytes of a kept file changed.',
    'Restore the file of this name from a backup, or fetch it from the partner; have the disk and its access looked at.',
    'Los bytes de un archivo guardado cambiaron.',
    'Restaure el archivo de ese nombre de un respaldo, o pídalo a la contraparte; haga revisar el disco y quién accede a él.',
  ),
  OBJECT_LOST: words(
    'A scan’s file is not there whole.',
    'Restore the file of this name from a backup, or fetch it from the partner.',
    'Un archivo de un escaneo no está completo.',
    'Restaure el archivo de ese nombre de un respaldo, o pídalo a la contraparte.',
  ),
  SCAN_ALTERED: words(
    'What is kept of a scan is no longer what was signed.',
    'Restore the database from a backup, and find out who could write to it.',
    'Lo que se guarda de un escaneo ya no es lo que se firmó.',
    'Restaure la base de datos de un respaldo y averigüe quién pudo escribir en ella.',
  ),
  SCAN_NOT_LOGGED: words(
    'A scan is kept that the log knows nothing of.',
    'Do not rely on it. Find out who could write to the database.',
    'Se guarda un escaneo del que la bitácora no sabe.',
    'No confíe en él. Averigüe quién pudo escribir en la base de datos.',
  ),
  DECISION_ALTERED: words(
    'What is kept of a decision is no longer what was signed.',
    'Restore the database from a backup, and find out who could write to it.',
    'Lo que se guarda de una decisión ya no es lo que se firmó.',
    'Restaure la base de datos de un respaldo y averigüe quién pudo escribir en ella.',
  ),
  DECISION_NOT_LOGGED: words(
    'A decision is kept that the log knows nothing of.',
    'Do not rely on it. Find out who could write to the database.',
    'Se guarda una decisión de la que la bitácora no sabe.',
    'No confíe en ella. Averigüe quién pudo escribir en la base de datos.',
  ),
  REPORT_LOST: words(
    'The DICOS report of a decision is not there whole.',
    'Restore the file of this name from a backup; it can also be made again from the decision and the scan’s files.',
    'El reporte DICOS de una decisión no está completo.',
    'Restaure el archivo de ese nombre de un respaldo; también puede rehacerse de la decisión y los archivos del escaneo.',
  ),
  OUTCOME_ALTERED: words(
    'What is kept of an examination’s outcome is no longer what was signed.',
    'Restore the database from a backup, and find out who could write to it.',
    'Lo que se guarda del resultado de un reconocimiento ya no es lo que se firmó.',
    'Restaure la base de datos de un respaldo y averigüe quién pudo escribir en ella.',
  ),
  OUTCOME_NOT_LOGGED: words(
    'An outcome is kept that the log knows nothing of.',
    'Do not rely on it. Find out who could write to the database.',
    'Se guarda un resultado del que la bitácora no sabe.',
    'No confíe en él. Averigüe quién pudo escribir en la base de datos.',
  ),
  TRUST_LIST_ALTERED: words(
    'A signed trust list changed in the database.',
    'Restore the database from a backup, or bring the signed list again as a file.',
    'Una lista de confianza firmada cambió en la base de datos.',
    'Restaure la base de datos de un respaldo, o traiga otra vez la lista firmada como archivo.',
  ),
  TRUST_LIST_NOT_LOGGED: words(
    'A trust list is kept that the log does not name.',
    'Do not rely on it. Have the equipment authority sign a new list, and find out who could write to the database.',
    'Se guarda una lista de confianza que la bitácora no nombra.',
    'No confíe en ella. Que la autoridad de equipos firme una nueva, y averigüe quién pudo escribir en la base de datos.',
  ),
  SHARE_ALTERED: words(
    'What the partner handed over changed in the database.',
    'Restore the database from a backup, or ask the partner to hand it over again.',
    'Lo que entregó la contraparte cambió en la base de datos.',
    'Restaure la base de datos de un respaldo, o pida a la contraparte que lo entregue de nuevo.',
  ),
  SHARE_NOT_LOGGED: words(
    'Something was handed over or received that the log knows nothing of.',
    'Compare with the partner’s log, and find out who could write to the database.',
    'Se entregó o recibió algo de lo que la bitácora no sabe.',
    'Compare con la bitácora de la contraparte y averigüe quién pudo escribir en la base de datos.',
  ),
  RECEIPT_ALTERED: words(
    'A receipt no longer proves that the partner has what was shared.',
    'Restore the database from a backup, or ask the partner for the receipt again.',
    'Un acuse ya no prueba que la contraparte tiene lo que se compartió.',
    'Restaure la base de datos de un respaldo, o pida el acuse de nuevo a la contraparte.',
  ),
  RECORD_LOST: words(
    'The log tells of something whose record is gone.',
    'Restore the database from a backup, and find out who could delete from it.',
    'La bitácora habla de algo cuyo registro ya no está.',
    'Restaure la base de datos de un respaldo y averigüe quién pudo borrar en ella.',
  ),
  LOG_ENTRY_ALTERED: words(
    'An entry of the log changed after it was made.',
    'Restore the database from a backup; the partner’s witness holds the head it must give.',
    'Una entrada de la bitácora cambió después de hecha.',
    'Restaure la base de datos de un respaldo; el testigo de la contraparte tiene la cabeza que debe resultar.',
  ),
  LOG_ENTRY_LOST: words(
    'An entry of the log is missing.',
    'Restore the database from a backup; nothing may be logged before that.',
    'Falta una entrada de la bitácora.',
    'Restaure la base de datos de un respaldo; nada debe registrarse antes.',
  ),
  LOG_TILE_ALTERED: words(
    'A published file of the log is not what its entries give.',
    'Delete the file while the server is stopped; it is made again from the entries at the next start.',
    'Un archivo publicado de la bitácora no es lo que dan sus entradas.',
    'Borre el archivo con el servidor detenido; al siguiente inicio se vuelve a hacer con las entradas.',
  ),
  LOG_HEAD_MISMATCH: words(
    'The entries do not give the head that this agency signed.',
    'Stop the server and restore the database from a backup; the log must not go on from here.',
    'Las entradas no dan la cabeza que esta agencia firmó.',
    'Detenga el servidor y restaure la base de datos de un respaldo; la bitácora no debe seguir desde aquí.',
  ),
  LOG_SHORTER_THAN_COSIGNED: words(
    'The log holds fewer entries than a head that was signed: this is an old copy.',
    'Stop the server and restore a newer copy; going on would tell the partner two different stories.',
    'La bitácora tiene menos entradas que una cabeza ya firmada: es una copia vieja.',
    'Detenga el servidor y restaure una copia más nueva; seguir así le contaría a la contraparte dos historias.',
  ),
  LOG_COSIGNED_MISMATCH: words(
    'The entries do not give the head that the partner cosigned.',
    'Stop the server, restore the database from a backup, and tell the partner.',
    'Las entradas no dan la cabeza que la contraparte confirmó con su firma.',
    'Detenga el servidor, restaure la base de datos de un respaldo y avise a la contraparte.',
  ),
};
