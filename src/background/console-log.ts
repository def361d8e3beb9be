/** The worker's only way to say that something outside failed; shows in the browser's extension page. */
export function logFailure(event: string): (error: unknown) => void {
  return (error) => console.warn(event, error);
}
