// src/matrix/facts.ts
const NO_RUN = {
	isDefaultBranch: true,
	writesCache: false
};

export { NO_RUN as t };