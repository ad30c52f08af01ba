/** How severe a vulnerability is. */
/** The names that Trivy has for it, the mildest first. */
export declare const SEVERITIES: readonly ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
export type Severity = (typeof SEVERITIES)[number];
