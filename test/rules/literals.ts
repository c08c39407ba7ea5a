import ts from 'typescript';
import { read } from './sources.js';

export interface Literal {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Every text a source file holds: strings, templates, what stands between the tags of JSX. Comments are none. */
export function literalsOf(file: string, text = read(file)): Literal[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: Literal[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node))
      found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1, text: node.text });
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return found;
}

/** Names of the attributes of JSX elements in a file, with the line of each. */
export function attributesOf(file: string, text = read(file)): Literal[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
  const found: Literal[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node))
      found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1, text: node.name.getText(tree) });
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return found;
}
