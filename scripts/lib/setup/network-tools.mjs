import { runProgram } from '../process/run-program.mjs';
import { hasApt, installSystemPackages, isRoot } from './system-packages.mjs';

/** What networks of our own are made with, each with the Debian package it is in and a way to ask whether it runs. */
const programs = [
  { command: 'ip', ask: '-V', packageName: 'iproute2' },
  { command: 'ethtool', ask: '--version', packageName: 'ethtool' },
  { command: 'nft', ask: '--version', packageName: 'nftables' },
  { command: 'dnsmasq', ask: '--version', packageName: 'dnsmasq-base' },
];

/**
 * Installs what networks of our own are made with. Most of the project can be tried without them.
 * @param {(text: string) => void} say
 * @returns {Promise<string | undefined>} why there can be none here, undefined if there can
 */
export async function prepareNetworks(say) {
  if (process.platform !== 'linux') return 'networks of our own need Linux';
  if (!isRoot()) return 'networks of our own can be made by root only';
  const missing = await missingPackages();
  if (missing.length > 0) {
    if (!(await hasApt())) return `networks of our own need ${missing.join(', ')}`;
    await installSystemPackages(missing, say);
  }
  const { code, tail } = await runProgram('unshare', ['--net', '--mount', 'sh', '-ec', sample]);
  return code === 0 ? undefined : `this system lets nobody make networks of their own (${tail})`;
}

/** Everything that has to be in the kernel, and allowed, which in a container it may not be. */
const sample = `
ip link add one type veth peer name other
ip link add home type bridge
ip link add far type vxlan id 1 dstport 4789
nft 'add table ip nat; add chain ip nat out { type nat hook postrouting priority srcnat; }; add rule ip nat out masquerade fully-random'`;

async function missingPackages() {
  const checks = programs.map(async ({ command, ask, packageName }) => {
    return (await runProgram(command, [ask])).code === 127 ? [packageName] : [];
  });
  return (await Promise.all(checks)).flat();
}
