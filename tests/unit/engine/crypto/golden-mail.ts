import { golden } from './golden.ts';

const frame = (n: number, text: string) => ({
  t: 'text.message',
  id: n.toString(16).padStart(32, '0'),
  epoch: 'e0'.repeat(16),
  n,
  base: 4,
  text,
  sentAtMs: 1_700_000_000_000 + n,
});

/** Mail to the golden identity by the one whose root is sixteen bytes of 0x42; must never change for version 1. */
export const goldenMail = {
  path: `inbox/${golden.box}/mail/golden_63`,
  signal: {
    kind: 'mail',
    session: 0,
    sequence: 5,
    messageId: '0123456789abcdef0123456789abcdef',
    payload: { frames: [frame(4, 'こんにちは'), frame(5, 'Good night')] },
  },
  sealed:
    'AXmnwO84fcS+njQc3eD1CCciSZoqhUddJZGEgVxaDek4BBiqXMWhua1xf02rtGqVnyFncwhKm8r2Sugyac/HhMRp9wdRVwva2EVByGoOnOBBU/' +
    'BgeMuEYM8//CNhySau3o4MD274YP54VxA1UayafAXx7egWKeQXaj7hTmyVXezHy5gojpqicoj3XE+dIn57isMJiSxXEcwbOrNKmq1UCb71pbDm' +
    'G1vNmUhb+yrtoOaAtOB50HE9dmkeJaRbvF+bIucSoYD93N9jsI1RXSbF+2Dh0XuMl2Nb2hl17U5SSg9DeN3P0P1EtFtSeKICIO7SxLEFn/A5oo' +
    'OCutqyKfMRp9YVznaBkcObM0VSEYH8zRVO18jK0+skfLik39euZT0ATKbn1GKn2WZAMKmOhvL+psiVAaOUSUdY+Btl3JTe2uCfxN2NKQrQ2z4V' +
    'eIjaQDqXeUz+ssnaZAfbZwcrp48Ko+NbOxHkRGTNYbgCYVdPGpJp0o8mEe/X38YzAmf2DU6vYFeiM11L0ArmMSwmrS+3phetQFxoH9+Ush7Cm/' +
    'EcBs9P12z63C2aqc0/Gu+3a+uJovt7U76LdpE75XmzNxy1ZCZ5ZFZ/cRZSnn9vFGSxztCArG2zgONhNATgcz5wdJQsKCmt+41tDEDDek+Bs9m1' +
    '+89RwoZOlnzTIo+tzYNwHJ8j5VNca/3N3AullEOx/tTyWSazJ6v1YNqK4rhaNNVfUXPCD9aKr2eR8E/zSphrO0qqvwT3C9JZxbXlNcl+bolNsi' +
    'hWl3pLciv9oVxtjdwysHQ60xebIbNHIyaHH8PiPQGAHrKttgGjs4dPutSW4bISEBY7BdnoCv6OL3ianWhgxMI9vXmkxBRxAzmnqwSx5YD2eVdk' +
    'c97y5+WD9QWg1JkK1paKMNywpAFS3NkaFAKN/MD/HH7y2a0HzBmEeJ/My7HLzg9jTFN8NjnC+B1Cb8sFevHWfVdoAnshF2htJiHd0nR97yebHg' +
    'PhtzTwe7X3PfN5iZIFuYz+DYeneMn/YBwH4/hC3lwIXEAyb92yVNyPPW0hXinHAkrmsuANtztpwHZVx0wqKrHQIP2N149kDs2142L1R0ogzsPK' +
    'JCsJlELgfdJIWJYlv9GbkfeBZsJV7rZ8KE6o6z2xbJ0v/cR/8ptcblpU7tkZae3n/Nu+8fuWiJIfpqrPDm8MJIjzgyVq7wHfv7xjq8KPzBnSMb' +
    'Eme6oAVw8lpAD5rT2n9ppy63b60f4voJfkVG9Y1MvBNNH0gyu4EDDOQFVjQ9jM+wRhWqNeB9GfR9a3GB5YePHylVPKz41eWbjMoJM/qep9M1ia' +
    'Cee2epKbqiM6ozt2MrQw3wEz6aVBUpro85UD18WUhKaSfw==',
};
