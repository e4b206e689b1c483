import { words } from './words.ts';

/** What somebody should look at now, as `GET /api/v1/alarms` tells it; some alarms carry a code of another group. */
export const ALARMS = {
  PARTNER_DOWN: words(
    'The partner agency’s server does not answer.',
    'Nothing is lost: what is shared waits and goes out by itself. If it lasts, call the partner and check the line between both.',
    'El servidor de la agencia contraparte no responde.',
    'Nada se pierde: lo compartido espera y sale por sí solo. Si continúa, llame a la contraparte y revisen la línea entre ambas.',
  ),
  LOG_NOT_COSIGNED: words(
    'The newest entries of the log still wait for the partner’s signature.',
    'They are signed as soon as the partner’s witness answers. If the partner is reachable and it lasts, call its operator.',
    'Las entradas más recientes de la bitácora aún esperan la firma de la contraparte.',
    'Se firman en cuanto responda el testigo de la contraparte. Si hay comunicación y continúa así, llame a su operador.',
  ),
  LOG_HALTED: words(
    'The log signs nothing any more: its head contradicts what was signed before.',
    'Call the operator at once. Stop the server, keep the folder as it is and run `garita fsck` on it.',
    'La bitácora ya no firma nada: su cabeza contradice lo que se firmó antes.',
    'Llame de inmediato al operador. Detenga el servidor, conserve la carpeta como está y ejecute `garita fsck` en ella.',
  ),
  TRUST_LIST_EXPIRING: words(
    'The trust list’s time is almost over; after that every scan goes to quarantine.',
    'Have the equipment authorities sign the next one, which waits for them: `garita equipment sign`.',
    'La vigencia de la lista de confianza está por terminar; después todo escaneo irá a cuarentena.',
    'Que las autoridades de equipos firmen la siguiente, que ya las espera: `garita equipment sign`.',
  ),
  DESCRIPTOR_EXPIRING: words(
    'The agency descriptor’s time is almost over; after that nothing this agency signs is believed.',
    'Have the keeper of the root key sign the next one: `garita officer renew`; the partner fetches it by itself.',
    'La vigencia del descriptor de la agencia está por terminar; después no se creerá nada de lo que esta agencia firme.',
    'Que quien guarda la llave raíz firme el siguiente: `garita officer renew`; la contraparte lo obtiene por sí sola.',
  ),
  LANE_SILENT: words(
    'No scan has come from this lane for far longer than usual.',
    'Look whether the lane is closed. If it works, check scanner, gateway and line: its scans wait in the gateway’s spool.',
    'De este carril no llega ningún escaneo desde hace mucho más tiempo que lo habitual.',
    'Vea si el carril está cerrado. Si trabaja, revise el escáner, la pasarela y la línea: sus escaneos esperan en la pasarela.',
  ),
  QUARANTINE_RATE_HIGH: words(
    'Many scans of the last hour were not believed and are in quarantine.',
    'Open the quarantine, read the most frequent reason and follow its way out.',
    'Muchos escaneos de la última hora no se creyeron y están en cuarentena.',
    'Abra la cuarentena, lea la razón más frecuente y siga su salida.',
  ),
  DISK_NEARLY_FULL: words(
    'The server’s disk is nearly full.',
    'Give it more disk soon. Copies from the partner wait already; when less than 256 MiB are free, lanes wait, too.',
    'El disco del servidor está casi lleno.',
    'Dele más disco pronto. Las copias de la contraparte ya esperan; con menos de 256 MiB libres esperarán también los carriles.',
  ),
  CASES_LATE: words(
    'Cases wait longer than their target time.',
    'Put more analysts on the queue, or see whether a filter hides the oldest cases.',
    'Hay casos que esperan más que su tiempo objetivo.',
    'Ponga más analistas en la cola, o vea si un filtro oculta los casos más antiguos.',
  ),
};
