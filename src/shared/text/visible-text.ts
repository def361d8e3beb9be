const visible = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether somebody who reads `text` sees anything at all; blanks, joiners, fillers and direction controls show nothing. */
export function hasVisibleText(text: string): boolean {
  return visible.test(text);
}
