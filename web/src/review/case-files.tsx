import type { InspectionDetail, PictureBody, ScanBody } from '@garita/api';
import { type ScanStatement, toHex } from '@garita/trust';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { explainCode } from '../ui/explain-code.ts';
import { Hash } from '../ui/hash.tsx';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import { FileFindings } from './file-findings.tsx';
import { mayReadObjects } from './may-read-objects.ts';

/** The files bytes exactly as captured: what each is, its hash, what was found in it, and the original itself. */
export function CaseFiles(props: {
  readonly detail: InspectionDetail;
  readonly statement: ScanStatement | undefined;
  readonly scan: ScanBody | null | undefined;
  readonly picture: PictureBody | undefined;
}): ReactNode {
  const { detail, statement, scan, picture } = props;
  const { say, formats, language } = useWords();
  const session = useSession();
  const nameOf = useAgencyName();
  const mayDownload = mayReadObjects(session);
  if (!statement) return null;
  return (
    <CaseSection title={say('case.files')}>
      <table className={classes.table} aria-label={say('case.files')}>
        <thead>
          <tr>
            <th scope="col">{say('case.files.name')}</th>
            <th scope="col">{say('case.files.size')}</th>
            <th scope="col">{say('case.files.hash')}</th>
            <th scope="col">{say('case.files.findings')}</th>
          </tr>
        </thead>
        <tbody>
          {statement.objects.map(({ name, role, mediaType, size, sha256 }, index) => {
            const hash = toHex(sha256);
            const notShown = picture?.notShown.find(({ object }) => object === index);
            return (
              <tr key={`${hash} ${name}`}>
                <td>
                  {mayDownload ? (
                    <a
                      className={classes.link}
                      href={`/api/v1/objects/${hash}`}
                      download={name}
                      aria-label={say('case.files.download', { name })}
                      title={say('case.files.download', { name })}
                    >
                      <IconDownload size={16} aria-hidden /> {name}
                    </a>
                  ) : (
                    name
                  )}
                  <p className={classes.quiet}>
                    {role} · {mediaType}
                  </p>
                </td>
                <td className={classes.figure}>{formats.bytes(size)}</td>
                <td className={classes.hash}>
                  <Hash value={hash} />
                </td>
                <td>
                  {scan ? (
                    <FileFindings findings={scan.objects[index]?.findings} mediaType={mediaType} />
                  ) : (
                    <span className={classes.quiet}>{say('case.files.theirs', { agency: nameOf(detail.agency) })}</span>
                  )}
                  {notShown && (
                    <p className={classes.quiet} title={notShown.detail}>
                      {say('case.files.notShown', { reason: explainCode(notShown.code, language).says })}
                    </p>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </CaseSection>
  );
}
