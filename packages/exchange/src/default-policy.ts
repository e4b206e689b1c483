/**
 * The policy a demonstration begins with, and a model for a real one: readable by the people who sign it, in both
 * languages. `parties` are the two agencies' ids.
 */
export function defaultPolicy(parties: readonly [string, string]): string {
  const [first, second] = parties;
  return `// Lo que ninguna regla permite queda prohibido; una prohibición vence a todo permiso.
// What no rule permits is forbidden; a prohibition overrides every permission.

// 1. Escaneos de mercancía, vehículos y equipaje, y la decisión sobre ellos, para la otra agencia.
// 1. Scans of goods, vehicles and baggage, and the decision about them, for the other agency.
@id("goods-at-guarded-sites")
permit (
  principal,
  action == Garita::Action::"receive",
  resource
) when {
  [Garita::Agency::"${first}", Garita::Agency::"${second}"].contains(principal) &&
  ["truck", "container", "rail-car", "car", "bag", "parcel", "other"].contains(resource.ooiKind) &&
  ["land-port", "seaport", "airport", "rail-port", "facility"].contains(resource.siteKind)
};

// 2. Nunca escaneos de personas.
// 2. Never scans of persons.
@id("never-persons")
forbid (principal, action, resource) when {
  resource.ooiKind == "person"
};

// 3. Solo de configuraciones aprobadas sin condiciones, según la lista firmada de quien envía.
// 3. Only from configurations approved without conditions, by the sender's signed list.
@id("only-approved-configurations")
forbid (principal, action, resource) unless {
  resource.configurationStatus == "approved"
};

// 4. Solo lo admitido: lo que está en cuarentena no cruza.
// 4. Only what was admitted: nothing in quarantine crosses.
@id("only-admitted")
forbid (principal, action, resource) unless {
  resource.admitted
};

// 5. Lo capturado hace más de 30 días se pide por otra vía (30 x 86 400 000 ms).
// 5. What was captured more than 30 days ago is asked for by another way (30 x 86,400,000 ms).
@id("no-older-than-30-days")
forbid (principal, action, resource) when {
  context.at - resource.capturedAt > 2592000000
};

// 6. La decisión sobre un escaneo de la otra agencia vuelve a ella.
// 6. The decision about the other agency's scan goes back to it.
@id("decisions-go-back")
permit (
  principal,
  action == Garita::Action::"receive",
  resource
) when {
  resource.item == "decision" && resource.owner == principal
};
`;
}
