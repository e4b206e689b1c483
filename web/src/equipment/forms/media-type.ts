/** What browsers call some files otherwise than the archive does. */
const BY_ENDING: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xml: 'application/xml',
  zip: 'application/zip',
  dcm: 'application/dicom',
  dcs: 'application/dicos',
  cose: 'application/cose',
  tif: 'image/tiff',
};

/** The file under the name of its type that the archive knows; what it does not know at all stays as the browser says. */
export function withMediaType(file: File): Blob {
  const type = BY_ENDING[file.name.split('.').at(-1)?.toLowerCase() ?? ''];
  return type === undefined || type === file.type ? file : file.slice(0, file.size, type);
}
