import { words } from './words.ts';

/** Documents that follow from decisions about equipment and wait for officers' signatures, and what the partner tells of its own. */
export const EQUIPMENT_SIGNING_ERRORS = {
  TRUST_LIST_DRAFT_STALE: words(
    'What this trust list says has been overtaken by a newer decision, list or date.',
    'Open the documents to sign again, read the new draft and sign that.',
    'Una decisión, lista o fecha posterior rebasó lo que dice esta lista de confianza.',
    'Abra de nuevo los documentos por firmar, lea el nuevo borrador y firme ese.',
  ),
  EQUIPMENT_DRAFT_STALE: words(
    'What this document says has been overtaken by a newer decision, document or date.',
    'Open the documents to sign again, read the new draft and sign that.',
    'Una decisión, documento o fecha posterior rebasó lo que dice este documento.',
    'Abra de nuevo los documentos por firmar, lea el nuevo borrador y firme ese.',
  ),
  EQUIPMENT_DRAFT_UNKNOWN: words(
    'No document of this kind and name waits here for signatures.',
    'Open the documents to sign: only what this server compiled from decisions can be signed into force.',
    'Ningún documento de este tipo y nombre espera firmas aquí.',
    'Abra los documentos por firmar: solo puede firmarse lo que este servidor compiló a partir de decisiones.',
  ),
  EQUIPMENT_SIGNATURE_OF_ANOTHER: words(
    'The document is not signed by the person who brings it.',
    'Sign it with your own key; nobody brings another person’s signature.',
    'El documento no está firmado por la persona que lo trae.',
    'Fírmelo con su propia llave; nadie trae la firma de otra persona.',
  ),
  EQUIPMENT_CREDENTIAL_FIRST: words(
    'The trust list names the credential of each approval, and one of them is not signed yet.',
    'Sign the credentials that wait first; then the list comes up with their hashes.',
    'La lista de confianza nombra la credencial de cada aprobación, y falta firmar una.',
    'Firme primero las credenciales que esperan; después la lista aparece con sus huellas.',
  ),
  EQUIPMENT_DECISION_NOT_SHARED: words(
    'This decision does not take trust away or give it back, so it is not handed to the partner.',
    'Send only decisions that suspend, remove or restore equipment.',
    'Esta decisión no retira ni devuelve confianza, así que no se entrega a la otra agencia.',
    'Envíe solo decisiones que suspenden, dan de baja o restablecen equipos.',
  ),
} as const;
