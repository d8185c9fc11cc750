/** Hands a text to the browser as a file to save. */
export function saveText(file: {
  text: string;
  fileName: string;
  type: string;
}): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The browser reads it after the click; a minute is long enough for that.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
