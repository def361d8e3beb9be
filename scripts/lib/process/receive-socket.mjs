import { spawn } from 'node:child_process';

/**
 * Starts a Node program that hands us one socket and ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<unknown>} rejects when it ends without one
 */
export function receiveSocket(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.once('message', (_message, socket) => resolve(socket));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`${command} ended with ${code} and handed over no socket`)));
  });
}
