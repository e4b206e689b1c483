import type { SigningItem } from '@garita/api';
import { Button, Code } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { webCrypto } from '../../app/web-crypto.ts';
import { useWords } from '../../i18n/language.tsx';
import { explainCode } from '../../ui/explain-code.ts';
import { Fact } from '../../ui/fact.tsx';
import { Hash } from '../../ui/hash.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { payloadText } from './payload-text.ts';
import { payloadOf } from './sign-item.ts';
import classes from './signing.module.css';

/** One document: what it says sentence by sentence, who signed, exactly which bytes, and the signature. */
export function SigningDocument(props: {
  readonly item: SigningItem;
  readonly isSigning: boolean;
  readonly isBusy: boolean;
  readonly onSign: () => void;
}): ReactNode {
  const { say, formats, language } = useWords();
  const { item } = props;
  // The server offers it; what is signed is read here, and it must be what it is named after.
  const text = useMemo(() => {
    try {
      return payloadText(payloadOf(webCrypto, item), item.contentType);
    } catch {
      return undefined;
    }
  }, [item]);
  const left = item.needed - item.signers.length;
  return (
    <article className={classes.document} aria-label={item.title[language]}>
      <h2>{item.title[language]}</h2>
      <ol className={classes.says}>
        {item.says.map((sentence) => (
          <li key={sentence.en}>{sentence[language]}</li>
        ))}
      </ol>
      <dl className={classes.facts}>
        <Fact name={say('signing.signedBy')}>
          {item.signers.length === 0
            ? say('signing.nobody')
            : item.signers.map(({ officer, name, at }) => (
                <span key={officer} className={classes.signer}>
                  {name} · {formats.moment(at)}
                </span>
              ))}
        </Fact>
        <Fact name={say('signing.needed')}>
          {say('signing.have', { have: item.signers.length, needed: item.needed })}
        </Fact>
        <Fact name={say('signing.since')}>{formats.moment(item.since)}</Fact>
        <Fact name={say('signing.hash')}>
          <Hash value={item.id} characters={24} />
        </Fact>
      </dl>
      {text === undefined ? (
        <p className={classes.wrong} role="alert">
          {say('signing.otherBytes')}
        </p>
      ) : (
        <details>
          <summary>{say('signing.bytes')}</summary>
          <Code block className={classes.bytes ?? ''} tabIndex={0}>
            {text}
          </Code>
        </details>
      )}
      {item.withheld === null ? (
        <div className={classes.actions}>
          <Button
            loading={props.isSigning}
            disabled={props.isBusy || text === undefined}
            rightSection={<KeyHint of="sign" />}
            onClick={props.onSign}
          >
            {say('signing.sign')}
          </Button>
          <span className={classes.quiet}>
            {left <= 1 ? say('signing.lastOne') : say('signing.moreNeeded', { count: formats.number(left - 1) })}
          </span>
        </div>
      ) : (
        <Withheld code={item.withheld} />
      )}
    </article>
  );
}

/** Why this person cannot sign it. */
function Withheld({ code }: { readonly code: string }): ReactNode {
  const { say, language } = useWords();
  const { says, wayOut } = explainCode(code, language);
  return (
    <p className={classes.withheld}>
      <strong>{code === 'SELF_APPROVAL' ? say('signing.youSigned') : says}</strong>{' '}
      {code === 'SELF_APPROVAL' ? say('signing.anotherMust') : wayOut} <code>{code}</code>
    </p>
  );
}
