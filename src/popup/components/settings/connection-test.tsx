import { Check, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ConnectionWay, TestedWay, WayOutcome } from '../../../shared/settings/connection-test.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';

export interface ConnectionTestProps {
  /** Null when nobody answered. */
  readonly onTest: () => Promise<readonly TestedWay[] | null>;
}

type Test = 'none' | 'running' | 'failed' | readonly TestedWay[];

/** Says in words which ways to others are open from here. Asks nobody before it is told to. */
export function ConnectionTest({ onTest }: ConnectionTestProps) {
  const { t } = useText();
  const [test, setTest] = useState<Test>('none');
  const run = async (): Promise<void> => {
    setTest('running');
    setTest((await onTest()) ?? 'failed');
  };
  return (
    <div class="connection-test padded-inline">
      <button type="button" class="button" disabled={test === 'running'} onClick={() => void run()}>
        {t(test === 'running' ? 'testingConnection' : 'testConnection')}
      </button>
      <div role="status">
        {test === 'failed' && <p>{t('testConnectionFailed')}</p>}
        {typeof test === 'object' && <TestedWays ways={test} />}
      </div>
    </div>
  );
}

function TestedWays({ ways }: { readonly ways: readonly TestedWay[] }) {
  const { t } = useText();
  const advice = adviceFor(ways);
  return (
    <>
      <ul class="tested-ways">
        {ways.map(({ way, outcome, tookMs }) => (
          <li key={way} class={outcome === 'works' ? 'works' : 'fails'}>
            {outcome === 'works' ? <Check size={16} aria-hidden="true" /> : <X size={16} aria-hidden="true" />}
            <span>
              {t(wayKeys[way])}: {t(outcomeKeys[outcome], String(tookMs))}
            </span>
          </li>
        ))}
      </ul>
      {advice !== null && <p>{t(advice)}</p>}
    </>
  );
}

const wayKeys: Readonly<Record<ConnectionWay, MessageKey>> = {
  near: 'wayNear',
  far: 'wayFar',
  'relay-udp': 'wayRelayUdp',
  'relay-tcp': 'wayRelayTcp',
  'relay-tls': 'wayRelayTls',
};

const outcomeKeys: Readonly<Record<WayOutcome, MessageKey>> = {
  works: 'wayWorks',
  refused: 'wayRefused',
  silent: 'waySilent',
};

/** The next step, where one is needed. */
function adviceFor(ways: readonly TestedWay[]): MessageKey | null {
  const works = ways.filter(({ outcome }) => outcome === 'works').map(({ way }) => way);
  const relays = ways.filter(({ way }) => way.startsWith('relay'));
  if (ways.length === 0) return 'adviceNoRelay';
  if (relays.some(({ outcome }) => outcome === 'refused')) return 'adviceRelayRefused';
  if (relays.length > 0 && !relays.some(({ way }) => works.includes(way))) return 'adviceRelaySilent';
  return works.some((way) => way !== 'near') ? null : 'adviceNeedsRelay';
}
