import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of `name` when it is an executable on the PATH (or where the system keeps those of root). */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
