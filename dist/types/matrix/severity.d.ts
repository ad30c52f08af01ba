/** Severities of vulnerabilities, as Trivy names them, mildest first. */
export declare const SEVERITIES: readonly ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
export type Severity = (typeof SEVERITIES)[number];
