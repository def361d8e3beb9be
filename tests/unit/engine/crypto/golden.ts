/**
 * What must never change for version 1. Keys, mailbox and ID were computed by a second implementation of RFC 5869, 8032, 7748 and
 * PBKDF2 that shares no code with ours; card and envelope were made by Chromium 156.
 */
export const golden = {
  root: '000102030405060708090a0b0c0d0e0f',
  identityKey: '6f817ff2260e27cbe40298984e2bd7c5677e54f50fffe03a3b54af263a000e62',
  agreementKey: '3d394c4999269292b4194098f19fabe56ec8936e7a1660bd0707c4d7c2bd1d0c',
  preImage: '2b9d02ef4bfd7ea4636ce87f15f83cdf648d5388aa70fbf06c150d6e1a2214a0',
  box: '08f2f0e59622eeddd3cbd35ceeef48a62de6199f1746d0e50f7c83e53d698883',
  id: '8H4E6WTCKEXRTHXEFE5K',
  safetyDigest: '3aa3350880a95e1b839055bcc95551011680f3d29e5aab8ed6069d4844e7',
};

/** The card of the identity above, in base64. */
export const goldenCard =
  'AW+Bf/ImDifL5AKYmE4r18VnflT1D//gOjtUryY6AA5iPTlMSZkmkpK0GUCY8Z+r5W7Ik256FmC9BwfE18K9HQwI8vDlliLu3dPL01zu70imLe' +
  'YZnxdG0OUPfIPlPWmIg2cF+l2lMq8mFL1brbp6Y7fOFh8SsLW+uYQJAv27Nr39Ztg2cyszZg7Sw/K/NKW3FNCa0i2UCV7f9P3VBWnqzQk=';

/** Sent to the identity above by the one whose root is sixteen bytes of 0x42, in base64. */
export const goldenEnvelope = {
  senderId: 'RHE9WPZ91J07T4Z7YBF0',
  path: `inbox/${golden.box}/slot/golden_0`,
  signal: {
    kind: 'offer',
    session: 7,
    sequence: Number.MAX_SAFE_INTEGER,
    messageId: '0123456789abcdef0123456789abcdef',
    payload: { role: 'offer', text: 'こんにちは' },
  },
  sealed:
    'AQaA7oa0Upi2uiLV6B+ZEL8utS1b5jHVEVA11BrxVcQm8eXM4xfedJQJeW7t6QhchbAqmqUWqBBR4KaO6dtdQLw+jl+C5il4fFsHTK2Lu6lkJp' +
    'HYbpd/lVZ3FvnXTmDc8rmKpWLzJOOVlKLJS6wD2pmWK66Y8jDPkLm7rpOEfZKINT60KHG9HLJkSxG2zGlp4qMr1wjmeZz0WFNuQiM14yje14kM' +
    'BGj6j1GQVyZ49+Tn7Lw8WSfXP3VXT0v2ezZoFJInd4r7V7S+hKYrXShbXfB3v49hqQ2qKPS03eJadfX1gB2FmP3Tg/xxh8laxt44P/0NRv7sXA' +
    'gj+W+XCvz1LCyNEGQQBJ6gojTxLnI8MajO92ATHktAzib+hI4oxS4c8ljvS4UctJ7ogMKn5TPl5xIDYoeyuGv9rxV4PZ32sO+geLzgZ49g7vHv' +
    '2WZKlzUQIlIAmGhjubTYQVRBaoTtyOFKdRrTEJfVQeNdZ49hsc/5e91m5PXrPhJfclLvQyuAYtvR+X4jvxTZtu/pNsL3jCIB0vGX8ZeNT6DqRP' +
    '7Qp8W4c1sATVIDZn93LOIUIv24yS98m0hmcGlsvJJJZWpP/mGqgnM6QZoLIv22F6J9I97jXjL+97dUI9xwwwCJDcMxfvQbb0NCMfEKdtJ82r2o' +
    'X/yGYGzqNTdAK7/9B3E4e/oZCOAOV86BJ9PzdTE4j250WJ7sFVzzGPk2eSrKQVx4ELkxy7dTJHHEmpDsLDYO8xXORL+JnK5JtKeY2pCTyWSpW1' +
    '+4UfqTEeEc1X6esZ1/IvLcr5/IHYd6REGRL/o3senrsvvOPh12OAHJU1hH1ljlS5Rs+OC2+WWYMdgo1ewdey4UZ7IRf3r661o8qEWvFUHDjWx+' +
    'pBNzaD6GJbv1W/7G2kiEuJEzd9LGWz8ckOFfAf8MBo82A5x0rS4e2FhkrCdDnDlisn6IQKoCsvebLeYJ/fmSfIB0+XsZ7UwbyCwpGKkULQkQde' +
    'kdqTpS93Dxl/XT5xfNueHRGIRNjHpZ2l0gJjpm2JfydibMb4hvS5VOy/AADdWaxUNno65WbBe2WEpwuxkrrEgHDWswX5FdZqK9alulkc5veb8A' +
    'fS3lxmA/TPOdCtdIyMA8ndRnp8nfSElFC1rHFV4vTB/BjF4V//8mKf5wppjTRvvBHBhSH5tdclXrJ2bBu/uIzAoybKnxhpeHH4w/MSkQlckkiv' +
    'Xk6dDuxHeTYv9FPiAtdgnoQlfu3vDcqxjItUzMUflQ0SaBweucUU6F2ODAgFe9LHScKCFkW9JCRH19wu98LW/AJMjy2wUFkoOtU611OABvbbA6' +
    'G4xDeSeS1THgl1odJmFRO3SdoJ7WqYvSENkHi++QSmXi6g==',
};

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
