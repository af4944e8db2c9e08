/** Where a region's Nova is, and the right to use it. */
export interface ComputeAccess {
  /** the catalog's URL, such as `https://nova.example.org/v2.1`, without a trailing slash */
  endpoint: string;
  /** scoped to the project whose servers are meant */
  token: string;
  /** known to be older than microversion 2.6 */
  legacy?: boolean;
  /** the newest microversion it offers, where an earlier answer told */
  maxMicroversion?: string;
}
