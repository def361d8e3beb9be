/**
 * As much of Babel's tree as is looked at here.
 * @typedef {{ type: string, name?: string, callee?: TreeNode, left?: TreeNode, property?: TreeNode }} TreeNode
 * @typedef {{ node: TreeNode, parentPath: NodePath | null, isStringLiteral(): boolean, isTemplateLiteral(): boolean }} NodePath
 */

/**
 * Leaves out texts that no person and no peer ever sees and no code compares: messages of errors of ours, their names, and words
 * of the log. What is thrown and when stays under test.
 * @param {NodePath} path
 * @returns {string | undefined} the reason
 */
function shouldIgnore(path) {
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
  const parent = path.parentPath?.node;
  const callee = parent?.callee;
  if (parent?.type === 'NewExpression' && /Error$/.test(callee?.name ?? '')) return 'message of an error';
  if (parent?.type === 'CallExpression' && callee?.type === 'Super') return 'message of an error';
  if (parent?.type === 'CallExpression' && callee?.name === 'log') return 'word of the log';
  if (parent?.type === 'AssignmentExpression' && parent.left?.property?.name === 'name') return 'name of an error';
  return undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'words-for-developers', value: { shouldIgnore } }];
