/** A plugin for oxlint: finds calls that use the current folder or the clock without showing it. */

/** `resolve` of node:path starts from the current folder unless it is told another one. */
const currentFolder = {
  create(context) {
    const names = new Set();
    return {
      ImportDeclaration({ source, specifiers }) {
        if (source.value !== 'node:path') return;
        for (const { imported, local } of specifiers) if (imported?.name === 'resolve') names.add(local.name);
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && names.has(node.callee.name) && node.arguments.length < 2)
          context.report({
            node,
            message:
              'This starts from the current folder, which is `cwd` of the Host: resolve(host.cwd, path).',
          });
      },
    };
  },
};

const clock = {
  create(context) {
    return {
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
          context.report({ node, message: 'The clock is `now` of the Host: new Date(host.now()).' });
      },
    };
  },
};

export default {
  meta: { name: 'effects' },
  rules: { 'current-folder': currentFolder, clock },
};
