/**
 * What an agreement's policy may speak about, as a Cedar schema: a policy that names anything else is refused before
 * it is signed. Part of the protocol (docs/protocol/exchange.md).
 */
export const SHARING_SCHEMA = `namespace Garita {
  entity Agency;
  entity Scan = {
    "owner": Agency,                // whose scan it is: the recipient itself, for a decision about its own scan
    "item": String,                 // scan | decision (about this scan)
    "siteKind": String,             // land-port | seaport | airport | rail-port | facility | unknown (the other agency's)
    "site": String,
    "lane": String,
    "direction": String,            // northbound | southbound | inbound | outbound | internal | unknown
    "ooiKind": String,              // truck | container | rail-car | car | bag | parcel | person | other
    "device": String,
    "configurationStatus": String,  // approved | conditional | suspended | removed | refused
    "acceptedByPartner": String,    // accepted | refused | not-asked: the configuration, by the other agency's own list
    "sample": Bool,
    "admitted": Bool,
    "capturedAt": Long,             // milliseconds since 1970
  };
  action "receive" appliesTo {
    principal: [Agency],
    resource: [Scan],
    context: { "at": Long },        // milliseconds since 1970
  };
}
`;
