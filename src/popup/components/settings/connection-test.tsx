import { Check, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ConnectionWay, TestedWay } from '../../../shared/settings/connection-test.ts';
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
              {t(
                'testedWay',
                t(wayKeys[way]),
                t((way === 'direct' ? browserKeys : serverKeys)[outcome], String(tookMs)),
              )}
            </span>
          </li>
        ))}
      </ul>
      {advice !== null && <p>{t(advice)}</p>}
    </>
  );
}

const wayKeys: Readonly<Record<ConnectionWay, MessageKey>> = {
  direct: 'wayDirect',
  router: 'wayRouter',
  'relay-udp': 'wayRelayUdp',
  'relay-tcp': 'wayRelayTcp',
  'relay-tls': 'wayRelayTls',
};

type OutcomeKeys = Readonly<Record<TestedWay['outcome'], MessageKey>>;

const serverKeys: OutcomeKeys = { works: 'wayWorks', refused: 'wayRefused', unreachable: 'waySilent' };
/** Nobody was asked, so that no time was taken and nobody refused. */
const browserKeys: OutcomeKeys = { works: 'wayAllowed', refused: 'wayBlocked', unreachable: 'wayBlocked' };

/** The next step, where one is needed. */
function adviceFor(ways: readonly TestedWay[]): MessageKey | null {
  const outcomesOf = (prefix: string) => ways.flatMap(({ way, outcome }) => (way.startsWith(prefix) ? [outcome] : []));
  const [direct, router, relays] = [outcomesOf('direct'), outcomesOf('router'), outcomesOf('relay')];
  if (ways.length === 0) return 'adviceNoRelay';
  if (direct.includes('unreachable')) return 'adviceBlocked';
  if (relays.includes('refused')) return 'adviceRelayRefused';
  if (relays.length > 0) return relays.includes('works') ? null : 'adviceRelaySilent';
  return router.includes('works') ? null : 'adviceNeedsRelay';
}
