import { LOCK_NAME, lockFolder } from "./later.js";

export { lockFolder };