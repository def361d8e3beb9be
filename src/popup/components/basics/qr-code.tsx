import { useEffect, useState } from 'preact/hooks';

export interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** Drawn from nodes, dark on white in both themes because scanners expect it. */
export function QrCode({ text, label }: QrCodeProps) {
  const [code, setCode] = useState<{ readonly size: number; readonly path: string } | null>(null);
  useEffect(() => {
    let current = true;
    void import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { ecc: 'M', border: 2 });
      if (current) setCode({ size, path: modulesPath(data) });
    });
    return () => {
      current = false;
    };
  }, [text]);

  if (code === null) return <div class="qr" />;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shape-rendering="crispEdges"
    >
      <path fill="#111" d={code.path} />
    </svg>
  );
}

export function modulesPath(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
