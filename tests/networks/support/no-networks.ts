/** Why there are no networks of our own here, as `npm test` found out; undefined where there are. */
export const noNetworks = process.env.BEELINE_NO_NETWORKS;
