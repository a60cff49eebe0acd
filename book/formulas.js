// SPDX-License-Identifier: GPL-3.0-or-later
// Sets formulas with KaTeX. In: a JSON list of [TeX, is it displayed?]. Out: a
// list of [for screens, for the printer], or of [null, what is wrong].
'use strict';
const katex = require('/usr/share/nodejs/katex');

function set(tex, displayMode, output) {
    return katex.renderToString(tex, { displayMode, output, strict: 'error' });
}

function setBoth([tex, display]) {
    try {
        // The printer would print the hidden MathML as well.
        return [set(tex, display, 'htmlAndMathml'), set(tex, display, 'html')];
    } catch (error) {
        return [null, error.message];
    }
}

const formulas = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(formulas.map(setBoth)));
