import type { Bilingual } from '@garita/api';
import { type TrustListPayload, toHex } from '@garita/trust';
import { dayWords, momentText } from './date-words.ts';
import { isSame } from './is-same.ts';
import type { KeptDecision } from './kept-decision.ts';

type Configuration = TrustListPayload['configurations'][number];
type Device = TrustListPayload['devices'][number];

/** As many sentences as a document to sign comes with. */
const MAX_SENTENCES = 200;

const STATUS: Readonly<Record<Configuration['status'] | Device['status'], Bilingual>> = {
  approved: { es: 'aprobada', en: 'approved' },
  conditional: { es: 'aprobada con condiciones', en: 'approved with conditions' },
  suspended: { es: 'suspendida', en: 'suspended' },
  removed: { es: 'dada de baja', en: 'removed' },
  refused: { es: 'rechazada', en: 'refused' },
  active: { es: 'activo', en: 'active' },
};
const DEVICE_STATUS: Readonly<Record<Device['status'], Bilingual>> = {
  active: { es: 'activo', en: 'active' },
  suspended: { es: 'suspendido', en: 'suspended' },
  removed: { es: 'dado de baja', en: 'removed' },
};

/**
 * What a list changes against the one in force, sentence by sentence, so that nobody signs what they have not read.
 * `answered`: decisions that it answers and the one before did not.
 */
export function trustListChanges(
  next: TrustListPayload,
  before: TrustListPayload | undefined,
  answered: readonly KeptDecision[],
): Bilingual[] {
  const changes = [
    ...next.configurations.flatMap((one) =>
      configurationChanges(
        one,
        before?.configurations.find(({ id }) => id === one.id),
      ),
    ),
    ...gone(before?.configurations, next.configurations).map(({ id }) =>
      say(`La configuración ${id} sale de la lista.`, `Configuration ${id} leaves the list.`),
    ),
    ...next.devices.flatMap((one) =>
      deviceChanges(
        one,
        before?.devices.find(({ id }) => id === one.id),
      ),
    ),
    ...gone(before?.devices, next.devices).map(({ id }) =>
      say(`El equipo ${id} sale de la lista.`, `Device ${id} leaves the list.`),
    ),
    ...answered.flatMap((one) => givenBack(one, next)),
  ];
  const until = dayWords(next.expiresAt);
  const head = say(
    `Lista de confianza ${next.version} de la agencia ${next.agency}, válida hasta el ${until.es}. Configuraciones: ${next.configurations.length}; equipos: ${next.devices.length}.`,
    `Trust list ${next.version} of agency ${next.agency}, valid until ${until.en}. Configurations: ${next.configurations.length}; devices: ${next.devices.length}.`,
  );
  if (changes.length === 0)
    return [head, say('Dice lo mismo que la lista vigente.', 'It says what the list in force says.')];
  const room = MAX_SENTENCES - 2;
  const more = changes.length - room;
  const rest = more > 0 ? [say(`Y ${more} cambios más.`, `And ${more} more changes.`)] : [];
  return [head, ...changes.slice(0, room), ...rest];
}

function configurationChanges(next: Configuration, before: Configuration | undefined): Bilingual[] {
  const { id, name } = next;
  if (!before) {
    const until = untilWords(next.approvedUntil);
    const { es, en } = STATUS[next.status];
    return [
      say(
        `La configuración ${id} (${name.es}) entra en la lista como ${es}${until.es}.`,
        `Configuration ${id} (${name.en}) comes onto the list as ${en}${until.en}.`,
      ),
      ...reasonsOf(next),
    ];
  }
  const changed: Bilingual[] = [];
  const was = STATUS[before.status];
  const is = STATUS[next.status];
  if (before.status !== next.status)
    changed.push(
      say(
        `La configuración ${id} (${name.es}) estaba ${was.es} y queda ${is.es}.`,
        `Configuration ${id} (${name.en}) was ${was.en} and is now ${is.en}.`,
      ),
    );
  if (before.approvedUntil !== next.approvedUntil) {
    const until = untilWords(next.approvedUntil);
    changed.push(say(`La aprobación de ${id} vale${until.es}.`, `The approval of ${id} holds${until.en}.`));
  }
  if (!isSame(before.software, next.software))
    changed.push(
      say(
        `El software aprobado de ${id} cambia; huellas: ${next.software.length}.`,
        `The approved software of ${id} changes; hashes: ${next.software.length}.`,
      ),
    );
  if (!isSame(before.contexts, next.contexts)) {
    const contexts = next.contexts.join(', ') || '–';
    changed.push(say(`Usos aprobados de ${id}: ${contexts}.`, `Approved uses of ${id}: ${contexts}.`));
  }
  if (!isSame(before.credential, next.credential))
    changed.push(
      next.credential
        ? say(
            `${id} remite a la credencial ${toHex(next.credential)}.`,
            `${id} refers to the credential ${toHex(next.credential)}.`,
          )
        : say(`${id} ya no remite a credencial alguna.`, `${id} refers to no credential any more.`),
    );
  if (before.acceptedByPartner !== next.acceptedByPartner) changed.push(acceptanceOf(next));
  if (!isSame(before.reasons, next.reasons)) changed.push(...reasonsOf(next));
  const rest = ['maker', 'model', 'name'] as const;
  if (rest.some((field) => !isSame(before[field], next[field])))
    changed.push(
      say(
        `${id} se llama ahora ${next.maker} ${next.model}, ${name.es}.`,
        `${id} is now called ${next.maker} ${next.model}, ${name.en}.`,
      ),
    );
  return changed;
}

function deviceChanges(next: Device, before: Device | undefined): Bilingual[] {
  const { id, lane, site, configuration } = next;
  const is = DEVICE_STATUS[next.status];
  const place = `${site}, ${lane}`;
  if (!before)
    return [
      say(
        `El equipo ${id} (serie ${next.serial}; ${place}; configuración ${configuration}) entra en la lista como ${is.es}.`,
        `Device ${id} (serial ${next.serial}; ${place}; configuration ${configuration}) comes onto the list as ${is.en}.`,
      ),
      ...reasonsOf(next),
    ];
  const changed: Bilingual[] = [];
  if (before.status !== next.status) {
    const was = DEVICE_STATUS[before.status];
    changed.push(
      say(`El equipo ${id} estaba ${was.es} y queda ${is.es}.`, `Device ${id} was ${was.en} and is now ${is.en}.`),
    );
  }
  if (before.configuration !== configuration)
    changed.push(
      say(
        `El equipo ${id} pasa de la configuración ${before.configuration} a ${configuration}.`,
        `Device ${id} goes from configuration ${before.configuration} to ${configuration}.`,
      ),
    );
  if (before.site !== site || before.lane !== lane)
    changed.push(say(`El equipo ${id} está ahora en ${place}.`, `Device ${id} now stands at ${place}.`));
  if (before.serial !== next.serial)
    changed.push(
      say(`La serie del equipo ${id} es ${next.serial}.`, `The serial number of device ${id} is ${next.serial}.`),
    );
  if (before.status === next.status && before.effectiveFrom !== next.effectiveFrom) {
    const from = momentText(next.effectiveFrom);
    changed.push(say(`Lo dicho de ${id} vale desde ${from}.`, `What is said of ${id} holds from ${from} on.`));
  }
  if (before.compromisedSince !== next.compromisedSince)
    changed.push(
      next.compromisedSince === null
        ? say(`La llave de ${id} ya no está en duda.`, `The key of ${id} is in doubt no more.`)
        : say(
            `La llave de ${id} pudo estar en otras manos desde ${momentText(next.compromisedSince)}.`,
            `The key of ${id} may have been in other hands since ${momentText(next.compromisedSince)}.`,
          ),
    );
  if (!isSame(before.reasons, next.reasons)) changed.push(...reasonsOf(next));
  return changed;
}

/** A suspension that the list answers and no longer states: signing it gives trust back. */
function givenBack({ decision }: KeptDecision, next: TrustListPayload): Bilingual[] {
  const { id, kind } = decision.subject;
  const at = momentText(decision.at);
  const listed =
    kind === 'device' ? next.devices.find((one) => one.id === id) : next.configurations.find((one) => one.id === id);
  if (!listed || listed.status === 'suspended' || listed.status === 'removed') return [];
  return [
    say(
      `Levanta la suspensión de ${id} del ${at}: sus escaneos se creen de nuevo.`,
      `It lifts the suspension of ${id} of ${at}: its scans are believed again.`,
    ),
  ];
}

function reasonsOf({ id, reasons }: Configuration | Device): Bilingual[] {
  return reasons.map(({ es, en }) => say(`${id}: ${es}`, `${id}: ${en}`));
}

function acceptanceOf({ acceptedByPartner: said, id }: Configuration): Bilingual {
  if (said === 'accepted') return say(`La otra agencia acepta ${id}.`, `The other agency accepts ${id}.`);
  if (said === 'refused') return say(`La otra agencia no acepta ${id}.`, `The other agency does not accept ${id}.`);
  return say(`No se pregunta a la otra agencia por ${id}.`, `The other agency is not asked about ${id}.`);
}

function gone<T extends { readonly id: string }>(before: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  return (before ?? []).filter(({ id }) => !next.some((one) => one.id === id));
}

function untilWords(until: number | null): Bilingual {
  if (until === null) return { es: ', sin término', en: ', without end' };
  const { es, en } = dayWords(until);
  return { es: ` hasta el ${es}`, en: ` until ${en}` };
}

function say(es: string, en: string): Bilingual {
  return { es, en };
}
