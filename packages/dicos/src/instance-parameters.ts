/** The object of inspection (DICOS v03 §4.1). */
export interface OoiParameters {
  /** Container number, plate, waybill, bag tag: at most 64 characters. */
  readonly id: string;
  /** Who gave that number. */
  readonly idAuthority: string;
  readonly idType: 'TEXT' | 'RFID' | 'BARCODE' | 'MRP';
  /** DICOS has no vehicle or container: those are CARGO, and `descriptor` says which. */
  readonly type: 'BIO_SAMPLE' | 'CARGO' | 'BAGGAGE' | 'ANIMAL' | 'OTHER' | 'PERSON';
  /** The kind in words, such as `TRUCK` or `ISO CONTAINER 40`. */
  readonly descriptor?: string;
  readonly massKg?: number;
  /** Further numbers of the same object, such as the plate beside the container number. */
  readonly otherIds?: readonly Pick<OoiParameters, 'id' | 'idAuthority' | 'idType'>[];
}

/** One passage of the object (DICOS v03 §5.1). */
export interface ScanParameters {
  readonly uid: string;
  /** At most 16 characters. */
  readonly id: string;
  readonly startedAt: Date;
  readonly purpose?: 'OPERATIONAL' | 'NON_OPERATIONAL';
}

/** One run of one device within a scan (DICOS v03 §6.1). */
export interface SeriesParameters {
  readonly uid: string;
  readonly startedAt: Date;
  readonly status?: 'SUCCESSFUL' | 'JAM' | 'OVERSIZE' | 'SLIP' | 'INCOMPLETE' | 'CUT' | 'MERGED' | 'STITCHED';
  readonly description?: string;
}

/** The device and where it stands (DICOS v03 §14.1). */
export interface EquipmentParameters {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly software: string;
  /** The site's name. */
  readonly institution: string;
  /** The site's address. */
  readonly institutionAddress: string;
  /** The lane; at most 16 characters. */
  readonly station: string;
  readonly calibratedAt: Date;
}

/** What every instance has. All times are written in UTC. */
export interface InstanceParameters {
  readonly sopInstanceUid: string;
  /** Number within the series. */
  readonly instanceNumber: number;
  readonly createdAt: Date;
  readonly ooi: OoiParameters;
  readonly scan: ScanParameters;
  readonly series: SeriesParameters;
  readonly equipment: EquipmentParameters;
}

/** Measured, computed, or measured and added to (0008,0118). */
export type ImageOrigin = 'MACHINE' | 'SYNTHETIC' | 'AUGMENTED';

/** Which quantity the pixels hold: Image Type value 2. */
export type EnergyLabel =
  | 'HIGH ENERGY'
  | 'LOW ENERGY'
  | 'MULTI ENERGY'
  | 'INTENSITY'
  | 'Z_EFFECTIVE'
  | 'DENSITY'
  | 'MU'
  | 'COMPTON'
  | 'PHOTOELECTRIC'
  | 'BASIS_MATERIAL_1'
  | 'BASIS_MATERIAL_2';

/** The beam: one instance holds one energy of the scan's. */
export interface EnergyParameters {
  readonly label: EnergyLabel;
  /** 1 for the first energy of the scan. */
  readonly number: number;
  /** How many energies the scan has. */
  readonly count: number;
  /** Peak tube voltage, or for an accelerator its nominal potential (6000 for 6 MV), kV. */
  readonly kvp: number;
  /** Effective energy, keV. */
  readonly effectiveKev: number;
}

/** The direction looked from: one instance holds one view of the scan's. */
export interface ViewParameters {
  /** 1 for the first view of the scan. */
  readonly number: number;
  readonly count: number;
  /** Such as `SIDE` or `TOP`. */
  readonly description: string;
}

/** A point or a direction in the frame of reference, mm. */
export type Vector = readonly [x: number, y: number, z: number];

/** Directions of a row and of a column, unit vectors (0020,0037). */
export interface Orientation {
  readonly row: Vector;
  readonly column: Vector;
}
