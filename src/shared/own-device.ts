/**
 * How a device of one's own is in a call. `opening`: wanted, and not there yet. `silenced`: on, but the system or a switch of its own
 * lets nothing out of it.
 */
type SwitchedOn = 'on' | 'opening' | 'silenced';
/** `none`: there is none to be muted. */
export type OwnMicrophone = SwitchedOn | 'muted' | 'none';
export type OwnCamera = SwitchedOn | 'off';

const switchedOn: readonly (OwnMicrophone | OwnCamera)[] = ['on', 'opening', 'silenced'] satisfies SwitchedOn[];

/** Whether pressing its button again switches it off: what the person wants, not what comes out of it. */
export function isSwitchedOn(device: OwnMicrophone | OwnCamera): boolean {
  return switchedOn.includes(device);
}
