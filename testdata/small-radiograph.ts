// A DICOS radiograph of a few pixels, for tests that need a file whose head can be read.
import { type DxParameters, dxInstance, writeDicosBytes } from '@garita/dicos';
import { trustCrypto } from '@garita/node-crypto';

const AT = new Date(Date.UTC(2026, 10, 23, 12));

/** The same number gives the same bytes. */
export function smallRadiograph(number: number, change: Partial<DxParameters> = {}): Uint8Array {
  return writeDicosBytes(
    dxInstance({
      sopInstanceUid: `2.25.${1000 + number}`,
      instanceNumber: number,
      createdAt: AT,
      ooi: { id: 'TEST-001', idAuthority: 'mx', idType: 'TEXT', type: 'CARGO', descriptor: 'TRUCK' },
      scan: { uid: '2.25.77', id: 'SCAN-77', startedAt: AT },
      series: { uid: `2.25.${500 + number}`, startedAt: AT },
      equipment: {
        ...{ manufacturer: 'Test maker', model: 'Portal', serial: 'SN-1', software: '1.0' },
        ...{ institution: 'Otay', institutionAddress: 'Otay', station: 'gate-1', calibratedAt: AT },
      },
      energy: { label: 'HIGH ENERGY', number: 1, count: 1, kvp: 6000, effectiveKev: 2000 },
      view: { number: 1, count: 1, description: 'SIDE' },
      imageOrigin: 'SYNTHETIC',
      tubeCurrentMicroamperes: 100,
      geometry: { pixelSpacingMm: [5, 5] },
      image: { rows: 4, columns: 6, pixels: Uint16Array.from({ length: 24 }, (_, index) => index * 100 + number) },
      ...change,
    }),
  );
}

export function sha256Of(...parts: readonly Uint8Array[]): Uint8Array {
  return trustCrypto.hasher.sha256(...parts);
}
