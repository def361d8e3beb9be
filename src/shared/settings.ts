/** What a person can choose; kept by the engine, shown and changed by every surface. */
export interface Settings {
  readonly language: 'system' | 'en' | 'ja';
  readonly theme: 'system' | 'light' | 'dark';
  readonly sendReadReceipts: boolean;
  readonly showTyping: boolean;
  readonly acceptRequestsById: boolean;
}

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  sendReadReceipts: true,
  showTyping: true,
  acceptRequestsById: true,
};
