/** Why a device or a screen was not opened. It may be of another page's making, which is no `Error` of this one. */
export function readMediaError(cause: unknown): { readonly name: string; readonly message: string } {
  const part = (key: string): string => {
    const value: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, key) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { name: part('name'), message: part('message') };
}
