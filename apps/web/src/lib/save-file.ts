const RELEASED_AFTER_MS = 60_000;

/** Hands a file to the browser, which saves it as it saves downloads. */
export const saveFile = (file: Blob, name: string) => {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Not at once: some browsers only begin to read it then.
  setTimeout(() => URL.revokeObjectURL(address), RELEASED_AFTER_MS);
};
