/** The codes of all messages, such as `unknown-key`: scripts and tests tell messages apart by them. */
/**
 * Every code that a problem can have, by topic. A code stays as it is while the wording of its message changes.
 * A new code goes into the list of its topic, in alphabetical order.
 */
export type ProblemCode = YamlCode | MatrixCode | ValueCode | StageCode | LintCode | TagCode | PlanCode | TestCode | BuildCode | ScanCode | GateCode | RegistryCode | PublishCode | FileCode | InputCode | CommandCode;
/** A YAML file that cannot be read, and keys and values that do not fit its schema. */
type YamlCode = 'invalid-name' | 'invalid-value' | 'missing-key' | 'reserved-key' | 'unknown-key' | 'yaml-aliases' | 'yaml-empty' | 'yaml-key' | 'yaml-syntax';
/** Axes, targets, rules and conditions of a matrix. */
type MatrixCode = 'duplicate-axis' | 'duplicate-platform' | 'duplicate-value' | 'empty-matrix' | 'idle-rule' | 'invalid-comparison' | 'platform-not-in-parent' | 'rule-kind' | 'rule-when' | 'set-platform' | 'target-cycle' | 'target-origin' | 'too-many-images' | 'unknown-axis' | 'unknown-value' | 'workflow-expression';
/** Values: where they are read from, and which of them wins. */
type ValueCode = 'name-taken' | 'set-conflict' | 'unreadable-value' | 'value-cycle';
/** Stages, their templates, and the Dockerfiles that are made of them. */
type StageCode = 'ambiguous-stage' | 'argument-differs' | 'axis-not-in-child' | 'cannot-decorate' | 'from-in-template' | 'idle-decorator' | 'invalid-from' | 'open-instruction' | 'stage-collision' | 'stage-cycle' | 'template' | 'unknown-template';
/** The rules of lint for Dockerfiles, explained in docs/lint.md. A comment in the Dockerfile can allow each. */
export type LintRule = 'add-checksum' | 'empty-continuation' | 'fixed-architecture' | 'missing-secret' | 'secret-argument' | 'shadowed-argument' | 'unknown-stage' | 'unparsable' | 'unset-variable' | 'version-specifier';
/** The rules of lint, and `allow`: a comment that is no proper sentence, or has nothing to allow. */
export type LintCode = LintRule | 'allow';
/** Tags, and the image that is called latest. */
type TagCode = 'endless-expression' | 'invalid-date' | 'invalid-enable' | 'invalid-expression' | 'invalid-tag' | 'invalid-tag-entry' | 'latest-images' | 'latest-platform' | 'no-match' | 'no-name' | 'no-tag' | 'no-version' | 'releases-unknown' | 'tag-collision' | 'tag-platform';
/** Images, their repositories and build contexts, and which images a run picks. */
type PlanCode = 'absolute-path' | 'context-not-chosen' | 'context-without-image' | 'empty-plan' | 'excluded-target' | 'id-collision' | 'invalid-image' | 'mirror-twice' | 'path-collision' | 'refresh-unmarked' | 'remote-context' | 'same-image' | 'unknown-platform' | 'unknown-target' | 'unused-arg';
/** Tests of images: how they are written, and how they end. */
type TestCode = 'invalid-pattern' | 'no-structure-file' | 'structure-empty' | 'structure-unsupported' | 'structure-value' | 'structure-version' | 'test-broken' | 'test-failed' | 'test-key' | 'test-kind' | 'test-skipped' | 'test-without-image';
/** Docker, its builders, and builds. */
type BuildCode = 'build-failed' | 'builder-cannot-export' | 'builder-cannot-push' | 'builder-platform' | 'buildkit-check' | 'invalid-annotation' | 'load-one-platform' | 'no-builder' | 'no-buildx' | 'no-docker' | 'partial-push' | 'secret-missing' | 'secret-refused' | 'stale-context';
/** Scans: Trivy, what it finds, and findings that are accepted. */
type ScanCode = 'ignore-expired' | 'ignore-expires' | 'ignore-incomplete' | 'ignore-invalid' | 'ignore-stale' | 'scan-database' | 'scan-empty' | 'scan-end-of-life' | 'scan-failed' | 'scan-file-missing' | 'scan-system-unknown' | 'trivy-checksum' | 'trivy-download' | 'trivy-extract' | 'trivy-not-runnable' | 'trivy-platform' | 'trivy-refused' | 'trivy-sha256' | 'trivy-unreviewed' | 'trivy-version' | 'vulnerability';
/** The other gates: policy, sizes, SBOMs. */
type GateCode = 'policy-label' | 'policy-secret' | 'policy-unknown' | 'policy-user' | 'sbom-missing' | 'sbom-unreadable' | 'size-limit' | 'size-unknown';
/** Registries, and who may push to them. */
type RegistryCode = 'docker-config' | 'push-denied' | 'push-unchecked' | 'repository-name';
/** Publishing: moving tags, putting them back, attaching records and signing. */
type PublishCode = 'cancelled' | 'immutable-tag' | 'immutable-unchecked' | 'journal-behind' | 'journal-broken' | 'journal-finished' | 'journal-foreign' | 'no-cosign' | 'no-identity' | 'no-journal' | 'not-resumed' | 'not-signed' | 'order-unknown' | 'publish-failed' | 'publish-left' | 'record-not-attached' | 'refresh-unrecorded' | 'staging-failed' | 'staging-left' | 'tag-kept' | 'tag-taken' | 'tag-unread' | 'unfinished-publish' | 'untrusted-run';
/** Files and revisions that cannot be read, and files that cannot be written. */
type FileCode = `cannot-${'read' | 'write'}` | 'folder-in-use' | 'no-git' | 'no-matrix' | 'no-repository' | 'outside-path' | 'unknown-revision' | 'unreadable-matrix' | 'unreadable-revision';
/** Inputs of the action, options and arguments of the command line. */
type InputCode = 'invalid-input' | 'invalid-pair';
/** Problems that only one command has: check, eject, explain, init or render. */
type CommandCode = 'ambiguous-value' | 'drift' | 'file-exists' | 'link-outside' | 'no-dockerfile' | 'no-stages' | 'no-such-cell' | 'no-uv-project' | 'not-an-axis-of' | 'not-ours' | 'not-rendered' | 'partial-render' | 'said-twice' | 'stale' | 'unknown-cell' | 'unreadable-project';
export {};
