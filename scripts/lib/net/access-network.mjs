import { accessKinds } from './access-kinds.mjs';
import { layCable, layLongCable } from './cable.mjs';
import { natRules } from './nat-rules.mjs';
import { openPlace } from './place.mjs';

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {import('./access-kinds.mjs').AccessName} AccessName */
/** @typedef {import('./access-kinds.mjs').AccessKind} AccessKind */

/**
 * The network at somebody's home, with its router.
 * @typedef {object} AccessNetwork
 * @property {AccessName} name
 * @property {(computer: Place) => Promise<void>} plugIn gives a computer an address here and the way out
 * @property {(computer: Place) => Promise<void>} unplug
 * @property {(computer: Place, isThere: boolean) => Promise<void>} setCarrier without one it is as if the cable had been pulled; addresses stay
 * @property {Place} router
 * @property {import('./udp-relay.mjs').UdpRelay | undefined} way to the public side, where that was asked to be one that can be made bad
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ name: AccessName, core: Place, number: number, longWay?: boolean }} options `number`, 1 to 100: one of its own among all
 *   that are open, its addresses come from it; `longWay`: it can be made a bad one
 * @returns {Promise<AccessNetwork>}
 */
export async function openAccessNetwork({ name, core, number, longWay = false }) {
  const kind = accessKinds[name];
  const uplink = uplinkOf(number);
  const router = await openPlace();
  const carrier = kind.carrierNat ? await openPlace() : undefined;
  const outermost = { place: carrier ?? router, link: 'wan' };
  const far = { place: core, link: `home${number}` };
  const way = longWay ? await layLongCable([outermost, far], number) : await layCable(outermost, far);
  await connect(outermost, far, { kind, ...uplink });
  if (carrier) {
    const [inner, outer] = [
      { place: router, link: 'wan' },
      { place: carrier, link: 'lan' },
    ];
    await layCable(inner, outer);
    await connect(inner, outer, { kind, outer: '100.64.0.2', inner: '100.64.0.3' });
  }
  const lan = lanOf(kind, number);
  await router.shell(`
ip link add lan type bridge
ip link set lan up
${kind.ipv4 ? `ip addr add ${lan.router4}/${lan.length4} dev lan` : ''}
${kind.ipv6 === 'none' ? '' : `ip addr add ${lan.router6}/64 dev lan nodad`}`);
  await core.shell(`
ip route add 2001:db8:${number}::/48 via fe80::2 dev ${far.link}
${kind.mapping === 'none' ? `ip route add ${lan.net4} via ${uplink.inner} dev ${far.link}` : ''}`);
  const close = async () => void (await Promise.all([router, carrier, way].map((one) => one?.close())));
  return { name, router, way: way ?? undefined, ...ports(router, kind, lan), close };
}

/** @typedef {ReturnType<typeof lanOf>} Lan */

/** Behind NATs everybody has the same addresses, as people do. @param {AccessKind} kind @param {number} number */
function lanOf({ mapping }, number) {
  const [prefix, first] = mapping === 'none' ? ['198.51.100', number * 2 - 2] : ['192.168.1', 0];
  return {
    net4: `${prefix}.${first}/31`,
    length4: mapping === 'none' ? 31 : 24,
    router4: `${prefix}.${mapping === 'none' ? first : 1}`,
    computer4: (/** @type {number} */ place) => `${prefix}.${mapping === 'none' ? first + 1 : 1 + place}`,
    router6: `2001:db8:${number}:1::1`,
    computer6: (/** @type {number} */ place) => `2001:db8:${number}:1::${1 + place}`,
  };
}

/** @param {number} number */
function uplinkOf(number) {
  return { outer: `192.0.2.${number * 2}`, inner: `192.0.2.${number * 2 + 1}` };
}

/**
 * Makes a place the router between what is beyond its cable and what will be behind it.
 * @param {import('./cable.mjs').CableEnd} near its own end of the cable, `wan` @param {import('./cable.mjs').CableEnd} far
 * @param {{ kind: AccessKind, outer: string, inner: string }} wiring the IPv4 addresses of both ends
 */
async function connect({ place, link }, far, { kind, outer, inner }) {
  await far.place.shell(`
ip addr add ${outer}/31 dev ${far.link}
ip addr add fe80::1/64 dev ${far.link} nodad
ip link set ${far.link} up`);
  await place.shell(`
echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
ip addr add ${inner}/31 dev ${link}
ip addr add fe80::2/64 dev ${link} nodad
ip link set ${link} up
ip route add default via ${outer}
ip route add default via fe80::1 dev ${link}
nft -f - <<'END'
${natRules(kind, { outside: inner })}
END`);
}

/** @param {Place} router @param {AccessKind} kind @param {Lan} lan @returns {Pick<AccessNetwork, 'plugIn' | 'unplug' | 'setCarrier'>} */
function ports(router, { ipv4, ipv6, isolated }, lan) {
  let plugged = 0;
  /** @type {Map<Place, string>} */
  const portOf = new Map();
  return {
    async plugIn(computer) {
      plugged += 1;
      // Its own from now on: others may be plugged in meanwhile.
      const place = plugged;
      const port = `port${place}`;
      portOf.set(computer, port);
      await computer.shell(`ip link add net type veth peer name ${port} netns ${router.pid}`);
      await router.shell(`
ip link set ${port} master lan
${isolated ? `ip link set ${port} type bridge_slave isolated on` : ''}
ip link set ${port} up`);
      await computer.shell(`
${ipv4 ? `ip addr add ${lan.computer4(place)}/${lan.length4} dev net` : ''}
${ipv6 === 'none' ? '' : `ip addr add ${lan.computer6(place)}/64 dev net nodad`}
ip link set net up
${ipv4 ? `ip route add default via ${lan.router4}` : ''}
${ipv6 === 'none' ? '' : `ip route add default via ${lan.router6}`}`);
    },
    unplug: async (computer) => void (await computer.shell('ip link del net')),
    async setCarrier(computer, isThere) {
      await router.shell(`ip link set ${portOf.get(computer)} ${isThere ? 'up' : 'down'}`);
    },
  };
}
